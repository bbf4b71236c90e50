package io.kubernaut.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private String get(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  @Tag("BR-MET-012")
  void showsWhatWasServed() throws Exception {
    try (OrderService service = new OrderService(0)) {
      get(service.address().resolve("/orders"));
      get(service.address().resolve("/stock"));

      assertThat(get(service.address().resolve("/metrics")))
          .contains("http_requests_total{route=\"/orders\",status=\"200\"} 1\n")
          .contains("http_requests_total{route=\"/stock\",status=\"400\"} 1\n")
          .contains("http_latency_seconds_bucket{route=\"/orders\",le=\"+Inf\"} 1\n")
          .contains("orders_placed_total{channel=\"web\"} 1\n")
          .contains("# TYPE jvm_memory_used_bytes gauge\n");
    }
  }

  @Test
  @Tag("BR-MET-011")
  void satisfiesPromtool() throws Exception {
    try (OrderService service = new OrderService(0)) {
      get(service.address().resolve("/orders"));
      String metrics = get(service.address().resolve("/metrics"));

      assertThat(promtool(metrics))
          .as("promtool's exit code, 3 is lint of foreign names")
          .isIn(0, 3);
    }
  }

  private static int promtool(String metrics) throws Exception {
    boolean installed = new java.io.File("/usr/bin/promtool").canExecute();
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(installed, "promtool is not installed (Debian package prometheus)");
    }
    Process check =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    check.getOutputStream().write(metrics.getBytes(StandardCharsets.UTF_8));
    check.getOutputStream().close();
    return check.waitFor();
  }

  @Test
  void refusesUnknownArguments() {
    assertThatThrownBy(() -> Quickstart.time("--second", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown arguments: --second 1. Use --seconds N, or none.");
  }
}
