package io.kubernaut.core.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.HttpServer.Binding;
import io.kubernaut.core.http.RawClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a server starts, drains and stops. */
public abstract class LifeContract extends HttpServerContract {

  /**
   * A contract for these servers.
   *
   * @param maker makes them
   */
  protected LifeContract(Maker maker) {
    super(maker);
  }

  // Life

  @Test
  void isOffUntilStartedAndThenOnLoopback() {
    HttpServer server = server(HttpLimits.defaults());
    assertThat(server.binding()).isEqualTo(new Binding.Off());
    assertThat(server.uri()).isEmpty();

    Binding binding = server.start();

    assertThat(binding).isInstanceOf(Binding.Listening.class).isEqualTo(server.binding());
    assertThat(server.uri())
        .hasValueSatisfying(uri -> assertThat(uri.getHost()).isEqualTo("127.0.0.1"));
    assertThat(server.start()).isEqualTo(binding);
  }

  @Test
  @Tag("BR-REL-003")
  void aPortInUseIsAnOutcomeAndNotAnException() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpServer server =
          server(HttpLimits.defaults(), taken.getLocalPort(), null, Duration.ofSeconds(15));

      assertThat(server.start())
          .isInstanceOfSatisfying(
              Binding.Unavailable.class,
              unavailable -> {
                assertThat(unavailable.wanted().getPort()).isEqualTo(taken.getLocalPort());
                assertThat(unavailable.reason()).isNotBlank();
                assertThat(unavailable.retrying()).isFalse();
              });
      assertThat(server.uri()).isEmpty();
      assertThat(server.stop(Duration.ZERO)).isTrue();
      assertNoThreadIsLeft();
    }
  }

  @Test
  @Tag("BR-REL-003")
  void triesAgainUntilThePortIsFree() throws IOException {
    HttpServer server;
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      server = server(HttpLimits.defaults(), port, Duration.ofMillis(20), Duration.ofSeconds(15));
      assertThat(server.start())
          .isInstanceOfSatisfying(
              Binding.Unavailable.class,
              unavailable -> assertThat(unavailable.retrying()).isTrue());
    }
    eventually("it listens", () -> server.uri().isPresent());

    assertThat(server.uri()).hasValueSatisfying(uri -> assertThat(uri.getPort()).isEqualTo(port));
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
  }

  @Test
  void isStartedOnceAndStoppedAnyNumberOfTimes() {
    HttpServer server = server(HttpLimits.defaults());
    server.start();

    assertThat(server.stop(Duration.ofSeconds(1))).isTrue();
    assertThat(server.stop(Duration.ofSeconds(1))).isTrue();
    server.close();
    assertThat(server.binding()).isEqualTo(new Binding.Off());
    assertThatThrownBy(server::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("A server is started once: build another.");
  }

  @Test
  void canBeStoppedWithoutHavingBeenStarted() {
    assertThat(server(HttpLimits.defaults()).stop(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  @Tag("BR-REL-003")
  void leavesNoThreadAndChangesNothingJvmWide() throws IOException {
    Map<Object, Object> properties = new HashMap<>(System.getProperties());
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    for (int i = 0; i < 5; i++) {
      HttpServer server = started(HttpLimits.defaults());
      try (RawClient client = RawClient.connect(uri(server))) {
        client.get("/hello/x");
        client.get("/stream?size=1");
        client.request("GET", "/events").head();
        assertThat(threads())
            .allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue())
            .isNotEmpty();
      }
      server.stop(Duration.ofSeconds(2));
      assertNoThreadIsLeft();
    }
    assertThat(System.getProperties()).isEqualTo(properties);
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
  }

  @Test
  void twoServersDoNotMeet() throws IOException {
    HttpServer one = started(HttpLimits.defaults());
    HttpServer two = started(HttpLimits.defaults());
    one.stop(Duration.ZERO);

    assertThat(client(two).get("/livez").status()).isEqualTo(200);
    assertThat(uri(two)).isNotNull();
  }

  // Draining

  @Test
  @Tag("BR-REL-003")
  void letsRequestsFinishWhenItStops() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    RawClient busy = client(server).request("GET", "/wait");
    RawClient idle = client(server);
    idle.get("/livez");
    assertThat(entered.await(10, SECONDS)).isTrue();

    CompletableFuture<Boolean> stopping =
        CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
    assertThat(idle.closedByServer()).isTrue();
    assertThat(stopping).isNotDone();
    release.countDown();

    Answer answer = busy.read();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("waited");
    assertThat(stopping.get(20, SECONDS)).isTrue();
    assertNoThreadIsLeft();
    assertThatThrownBy(() -> client(server)).isInstanceOf(IOException.class);
  }

  @Test
  @Tag("BR-REL-003")
  void refusesRequestsThatComeWhileItStops() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    RawClient busy = client(server).request("GET", "/wait");
    assertThat(entered.await(10, SECONDS)).isTrue();
    RawClient late = client(server).send("GET /hello/x HTTP/1.1\r\n");
    RawClient idle = client(server);
    for (int i = 0; i < 20; i++) {
      // Each answer is one more round of the server over all connections.
      idle.get("/livez");
    }
    CompletableFuture<Boolean> stopping =
        CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
    assertThat(idle.closedByServer()).isTrue();

    Answer refused = late.send("Host: localhost\r\n\r\n").read();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().first("Connection")).contains("close");
    assertThat(refused.headers().first("Retry-After")).contains("1");
    assertThat(refused.body()).contains("\"code\":\"stopping\"");
    assertThat(late.closedByServer()).isTrue();
    release.countDown();
    assertThat(busy.read().headers().first("Connection")).contains("close");
    assertThat(stopping.get(20, SECONDS)).isTrue();
  }

  @Test
  @Tag("BR-REL-003")
  void cutsOffWhatDoesNotFinishWithinTheBudget() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    RawClient stuck = client(server).request("GET", "/wait");
    assertThat(entered.await(10, SECONDS)).isTrue();
    long begin = System.nanoTime();

    assertThat(server.stop(Duration.ofMillis(100))).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(stuck.closedByServer()).isTrue();
    assertNoThreadIsLeft();
  }

  @Test
  @Tag("BR-PERF-004")
  void tellsEventStreamsWhenToComeBackAndEndsThem() throws Exception {
    HttpServer server = started(HttpLimits.defaults());
    List<RawClient> viewers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      viewers.add(viewer(server));
    }
    long begin = System.nanoTime();
    assertThat(server.stop(Duration.ofSeconds(10))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

    for (RawClient viewer : viewers) {
      assertThat(viewer.chunk()).matches("retry: \\d+\n\n");
      assertThat(viewer.chunk()).isEmpty();
      assertThat(viewer.closedByServer()).isTrue();
    }
    assertThat(topic.subscribers()).isZero();
  }
}
