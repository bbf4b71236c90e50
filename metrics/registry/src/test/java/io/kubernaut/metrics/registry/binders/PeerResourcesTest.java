package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubernaut.core.testing.TestClock;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-007")
class PeerResourcesTest {
  private final List<HttpServer> servers = new ArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile int cpu = 100;

  @AfterEach
  void stop() {
    never.countDown();
    servers.forEach(server -> server.stop(0));
  }

  private URI peer(Answer answer) throws IOException {
    HttpServer server = Components.server(answer::give);
    servers.add(server);
    return Components.uri(server);
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private URI peer(int share) throws IOException {
    return peer(exchange -> send(exchange, exposition(share)));
  }

  private String exposition(int share) {
    return """
        # TYPE process_cpu_seconds_total counter
        process_cpu_seconds_total %d
        # TYPE process_resident_memory_bytes gauge
        process_resident_memory_bytes %d
        # TYPE process_disk_written_bytes_total counter
        process_disk_written_bytes_total{disk="a"} %d
        process_disk_written_bytes_total{disk="b"} %d
        # TYPE process_network_receive_bytes_total counter
        process_network_receive_bytes_total %d
        """
        .formatted(cpu * share, 1_000 * share, 10 * share, share, 7 * share);
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static HttpServer gone() throws IOException {
    HttpServer server = Components.server(exchange -> {});
    server.stop(0);
    return server;
  }

  @Test
  void addsUpThreePeers() throws IOException {
    TestClock clock = TestClock.create();
    PeerResources peers =
        PeerResources.builder(client, List.of(peer(1), peer(2), peer(3))).clock(clock).build();

    PeerView first = peers.read();
    assertThat(first.complete()).isTrue();
    assertThat(first.uses()).hasSize(3);
    assertThat(first.total().cpuSeconds()).hasValue(600);
    assertThat(first.total().cores()).isEmpty();
    assertThat(first.total().memoryBytes()).hasValue(6_000);
    assertThat(first.total().diskWrittenBytes()).hasValue(66);
    assertThat(first.total().receivedBytes()).hasValue(42);
    assertThat(first.total().sentBytes()).isEmpty(); // nobody tells

    clock.advance(Duration.ofSeconds(20));
    cpu = 110;
    assertThat(peers.read().total().cores()).hasValue(3); // 60 s in 20 s
    clock.advance(Duration.ofSeconds(20));
    cpu = 1; // all were started anew
    assertThat(peers.read().total().cores()).isEmpty();
  }

  @Test
  void namesEachPeerThatGivesNoUsableAnswer() throws IOException {
    URI sound = peer(1);
    URI gone = Components.uri(gone());
    URI refusing = peer(exchange -> exchange.sendResponseHeaders(503, -1));
    URI garbled = peer(exchange -> send(exchange, "<html>not metrics</html>\n"));
    URI endless = peer(exchange -> send(exchange, "# ".repeat(5_000)));
    URI silent = peer(exchange -> Components.awaitQuietly(never));
    URI slow = peer(this::beginsAndStops);
    PeerView view =
        PeerResources.builder(
                client, List.of(sound, gone, refusing, garbled, endless, silent, slow))
            .deadline(Duration.ofMillis(500))
            .mostBytes(5_000)
            .build()
            .read();

    assertThat(view.uses()).containsOnlyKeys(sound);
    assertThat(view.total().memoryBytes()).hasValue(1_000);
    assertThat(view.complete()).isFalse();
    assertThat(view.unreachable())
        .containsOnlyKeys(gone, refusing, garbled, endless, silent, slow)
        .containsEntry(refusing, "it answered with status 503")
        .containsEntry(endless, "its answer is longer than 5000 bytes")
        .containsEntry(silent, "it did not answer within PT0.5S")
        .containsEntry(slow, "it did not answer within PT0.5S");
    assertThat(view.unreachable().get(garbled)).startsWith("its answer is no exposition: ");
    assertThat(view.toString())
        .startsWith("1 of 7 peers answered\n")
        .contains("  " + refusing + ": it answered with status 503");
  }

  private void beginsAndStops(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1_000);
    exchange.getResponseBody().write('#');
    exchange.getResponseBody().flush();
    Components.awaitQuietly(never);
  }

  @Test
  void readsWhatThisRegistryExposes() throws IOException {
    try (KubernautMeterRegistry registry = Machine.patientRegistry()) {
      SystemBinders.builder().root(Machine.tree("host")).build().bindTo(registry);
      URI peer =
          peer(
              exchange ->
                  send(exchange, new String(Machine.text(registry), StandardCharsets.UTF_8)));
      ResourceUse use = PeerResources.builder(client, List.of(peer)).build().read().total();
      assertThat(use.cpuSeconds()).hasValue(130.23);
      assertThat(use.memoryBytes()).hasValue(367_000 * 1_024.0);
      assertThat(use.diskReadBytes()).hasValue(4_096);
      assertThat(use.diskWrittenBytes()).hasValue(8_192);
      assertThat(use.receivedBytes()).hasValue(241_950_580);
      assertThat(use.sentBytes()).hasValue(42_678_340);
      assertThat(use.throttledSeconds()).isEqualTo(OptionalDouble.empty());
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> PeerResources.builder(client, List.of(URI.create("10.0.0.7/metrics"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid peer \"10.0.0.7/metrics\"");
    assertThatThrownBy(() -> PeerResources.builder(client, List.of()).deadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid deadline PT0S");
  }
}
