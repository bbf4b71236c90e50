package io.kubernaut.core.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kubernaut.core.http.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a server holds its limits of size, time and number. */
public abstract class LimitContract extends HttpServerContract {

  /**
   * A contract for these servers.
   *
   * @param maker makes them
   */
  protected LimitContract(Maker maker) {
    super(maker);
  }

  // Limits of size

  @Test
  @Tag("BR-SEC-003")
  void headersHaveALimit() throws IOException {
    HttpServer server =
        started(HttpLimits.builder().headerBytes(4 * 1024).targetLength(1_000).build());
    String[] headers = new String[300];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = "X-Header-" + i + ": " + "v".repeat(20);
    }

    Answer many = client(server).get("/livez", headers);
    assertThat(many.status()).isEqualTo(431);
    assertThat(many.body()).contains("\"code\":\"headers-too-large\"");
    Answer target = client(server).get("/hello/" + "a".repeat(994));
    assertThat(target.status()).isEqualTo(414);
    assertThat(target.body()).contains("\"code\":\"target-too-long\"");
    assertThat(client(server).get("/hello/" + "a".repeat(993)).status()).isEqualTo(200);
  }

  @Test
  @Tag("BR-SEC-003")
  void aTargetOfHalfAMegabyteIsRefused() throws IOException {
    RawClient client = client(started(HttpLimits.defaults()));
    client.send("GET /" + "a".repeat(8_000));
    assertThatCode(() -> client.send("a".repeat(500_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            cut -> assertThat(cut).isInstanceOf(IOException.class));
    assertThat(statusOrReset(client)).isIn(414, 431, 0);
  }

  @Test
  @Tag("BR-SEC-003")
  void bodiesHaveALimit() throws IOException {
    HttpServer server = started(HttpLimits.builder().bodyBytes(1_000).build());
    RawClient declared = client(server);
    declared.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n");
    Answer refused = declared.read();
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.body()).contains("\"code\":\"body-too-large\"", "1000 bytes");
    assertThat(declared.closedByServer()).as("what follows is not taken for a request").isTrue();

    RawClient chunked = client(server);
    chunked.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    chunked.send("3e9\r\n" + "x".repeat(1_001) + "\r\n0\r\n\r\n");
    assertThat(chunked.read().status()).isEqualTo(413);

    RawClient exact = client(server);
    exact.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
            + "x".repeat(1_000));
    assertThat(exact.read().body()).hasSize(1_000);
  }

  // Limits of time

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /live", "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-A: "})
  @Tag("BR-SEC-003")
  void aHeadThatDoesNotComeIsCutOff(String part) throws IOException {
    HttpServer server = started(HttpLimits.builder().headTime(Duration.ofMillis(200)).build());
    RawClient slow = client(server).send(part);
    RawClient again = client(server);
    again.get("/livez");
    again.send("GET /half");

    assertThat(slow.closedByServer()).isTrue();
    assertThat(again.closedByServer()).isTrue();
  }

  @Test
  @Tag("BR-SEC-003")
  void anIdleConnectionIsClosedLaterThanAHalfHead() throws IOException {
    HttpServer server =
        started(
            HttpLimits.builder()
                .headTime(Duration.ofMillis(100))
                .idleTime(Duration.ofMillis(600))
                .build());
    RawClient idle = client(server);
    idle.get("/livez");
    long begin = System.nanoTime();

    assertThat(idle.closedByServer()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  @Tag("BR-SEC-003")
  void aBodyThatDoesNotComeIsAnsweredAndCutOff() throws IOException {
    HttpServer server = started(HttpLimits.builder().stallTime(Duration.ofMillis(200)).build());
    RawClient slow = client(server);
    slow.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");

    Answer answer = slow.read();
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.body()).contains("\"code\":\"body-too-slow\"");
    assertThat(slow.closedByServer()).isTrue();
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream?size=65536", "/bytes?size=16384"})
  @Tag("BR-SEC-003")
  void aClientThatTakesNothingIsCutOff(String target) throws Exception {
    HttpServer server =
        started(
            HttpLimits.builder()
                .stallTime(Duration.ofMillis(300))
                .minimumBytesPerSecond(0)
                .build());
    RawClient slow = keep(RawClient.connect(uri(server), 4 * 1024));
    slow.request("GET", target);

    String report = observed.poll(15, SECONDS);
    assertThat(report).startsWith("GET /" + target.substring(1, target.indexOf('?')) + " 200 ");
    assertThat(Long.parseLong(report.substring(report.lastIndexOf(' ') + 1)))
        .isLessThan(16_384L * 1024);
    assertThat(slow.closedByServer()).isTrue();
  }

  @Test
  @Tag("BR-SEC-003")
  void slowReadersLeaveRoomForEverybodyElse() throws IOException {
    HttpServer server =
        started(
            HttpLimits.builder().concurrentRequests(4).stallTime(Duration.ofSeconds(30)).build());
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      slow.add(keep(RawClient.connect(uri(server), 4 * 1024)).request("GET", "/stream?size=65536"));
    }
    // Until it is answered, each of them is a request like any other and may fill the places.
    long refused = 0;
    for (RawClient client : slow) {
      refused += client.head().startsWith("HTTP/1.1 503") ? 1 : 0;
    }
    assertThat(refused).as("slow readers beyond half of the places").isEqualTo(18);
    RawClient quick = client(server);
    for (int i = 0; i < 50; i++) {
      assertThat(quick.get("/hello/x").status()).isEqualTo(200);
      assertThat(quick.get("/livez").status()).isEqualTo(200);
    }
  }

  @Test
  @Tag("BR-SEC-003")
  void slowSendersLeaveRoomForEverybodyElse() throws IOException {
    HttpServer server =
        started(
            HttpLimits.builder().concurrentRequests(4).stallTime(Duration.ofSeconds(30)).build());
    for (int i = 0; i < 20; i++) {
      client(server)
          .send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
    }
    RawClient quick = client(server);
    for (int i = 0; i < 50; i++) {
      assertThat(quick.get("/hello/x").status()).isEqualTo(200);
    }
  }

  @Test
  @Tag("BR-SEC-003")
  void whoOnlyHoldsConnectionsLocksNobodyOut() throws IOException {
    HttpServer server =
        started(HttpLimits.builder().connections(10).headTime(Duration.ofSeconds(30)).build());
    List<RawClient> holding = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      holding.add(client(server).send("GET /"));
      assertThat(client(server).get("/livez").status()).isEqualTo(200);
    }
    assertThat(holding.get(0).closedByServer()).isTrue();
  }

  @Test
  void aHandlerThatTakesTooLongIsAnsweredFor() throws Exception {
    HttpServer server = started(HttpLimits.builder().requestTime(Duration.ofMillis(200)).build());
    RawClient client = client(server);
    Answer answer = client.get("/wait");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().has("Retry-After")).isTrue();
    assertThat(answer.body()).contains("\"code\":\"request-expired\"");
    assertThat(cancelled).isTrue();
    release.countDown();
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
  }

  // Limits of number

  @Test
  @Tag("BR-PERF-010")
  void overloadIsAnsweredAtOnceAndProbesStillWork() throws Exception {
    HttpServer server = started(HttpLimits.builder().concurrentRequests(1).build());
    RawClient busy = client(server).request("GET", "/wait");
    assertThat(entered.await(10, SECONDS)).isTrue();
    Answer refused = client(server).get("/hello/x");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().first("Retry-After")).contains("1");
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
    release.countDown();
    assertThat(busy.read().status()).isEqualTo(200);
  }

  @Test
  @Tag("BR-PERF-010")
  void anAddressAboveItsRateGets429() throws IOException {
    RawClient client = client(started(HttpLimits.builder().rate(1, 5).build()));
    for (int i = 0; i < 5; i++) {
      assertThat(client.get("/livez").status()).isEqualTo(200);
    }
    Answer refused = client.get("/livez", "X-Forwarded-For: 192.0.2.1");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("Retry-After")).contains("1");
  }

  // What is kept for probes

  @Test
  @Tag("BR-HEALTH-001")
  void probesHaveAnAllowanceOfTheirOwn() throws IOException {
    HttpServer server = started(HttpLimits.builder().rate(1, 5).build());
    RawClient greedy = client(server);
    for (int i = 0; i < 5; i++) {
      assertThat(greedy.get("/hello/x").status()).isEqualTo(200);
    }

    assertThat(greedy.get("/hello/x").status()).isEqualTo(429);
    assertThat(client(server).get("/livez").status()).isEqualTo(200);
  }

  @Test
  @Tag("BR-HEALTH-001")
  void probesComeThroughWhenEveryConnectionIsBusy() throws IOException {
    HttpServer server = started(HttpLimits.builder().connections(3).build());
    List<RawClient> busy = busy(server, 3);
    for (int i = 0; i < 50; i++) {
      client(server).send("GET /half");
      assertThat(client(server).get("/livez").status()).isEqualTo(200);
    }
    RawClient other = client(server);
    Answer refused = other.get("/hello/x");
    assertThat(refused.status()).as("what is no probe").isEqualTo(503);
    assertThat(refused.body()).contains("\"code\":\"overloaded\"");
    assertThat(other.closedByServer()).isTrue();

    release.countDown();
    for (RawClient client : busy) {
      assertThat(client.read().status()).as("requests that were under way").isEqualTo(200);
    }
  }

  private List<RawClient> busy(HttpServer server, int count) throws IOException {
    List<RawClient> busy = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      int handled = i;
      busy.add(client(server).request("GET", "/wait"));
      eventually(i + " requests wait", () -> waiting.get() == handled);
    }
    return busy;
  }
}
