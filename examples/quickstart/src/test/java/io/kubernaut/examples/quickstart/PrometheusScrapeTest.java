package io.kubernaut.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the service while it is used. */
@Timeout(180)
@Tag("BR-MET-012")
@Tag("BR-MET-011")
class PrometheusScrapeTest {

  private static final String TWO_SCRAPES = "count_over_time(up{job=\"quickstart\"}[1m]) > 2";

  @Test
  void withoutAnErrorAndFindsWhatWasSold(@TempDir Path folder) throws Exception {
    try (Shop shop = new Shop();
        Prometheus prometheus = Prometheus.scraping(shop.metrics(), folder)) {
      shop.open();
      assertThat(prometheus.await("up{job=\"quickstart\"}")).isEqualTo(1.0);
      prometheus.await(TWO_SCRAPES);
      prometheus.await("sum(orders_placed_total)");
      prometheus.await(
          "sum(rate(http_server_request_duration_seconds_count{name=\"orders\"}[1m]))");
      prometheus.await(
          "histogram_quantile(0.99, sum by (le) (http_server_request_duration_seconds_bucket{name=\"orders\"}))");
      prometheus.await("sum(jvm_memory_used_bytes{area=\"heap\"})");
      prometheus.await("host_memory_total_bytes");
      assertNoComplaint(prometheus);
    }
  }

  @Test
  void inProtobufWithNativeHistograms(@TempDir Path folder) throws Exception {
    try (Shop shop = new Shop();
        Prometheus prometheus =
            Prometheus.scraping(shop.metrics(), folder, "--enable-feature=native-histograms")) {
      shop.open();
      prometheus.await(TWO_SCRAPES);
      prometheus.await("sum(orders_placed_total)");
      prometheus.await(
          "histogram_count(sum(http_server_request_duration_seconds{name=\"orders\"}))");
      double p99 =
          prometheus.await(
              "histogram_quantile(0.99, sum(http_server_request_duration_seconds{name=\"orders\"}))");
      assertThat(p99).isLessThan(10);
      assertNoComplaint(prometheus);
    }
  }

  private static void assertNoComplaint(Prometheus prometheus) throws Exception {
    assertThat(prometheus.lastError()).isEmpty();
    assertThat(prometheus.complaints()).isEmpty();
    assertThat(prometheus.log()).doesNotContain("level=error").doesNotContain("Append failed");
  }
}
