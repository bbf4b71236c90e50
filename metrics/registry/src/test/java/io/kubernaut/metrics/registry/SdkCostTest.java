package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import io.micrometer.core.instrument.Counter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-PERF-001")
class SdkCostTest {
  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

  @AfterEach
  void close() {
    registry.close();
  }

  private String scrape() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusText.write(registry, NameFilter.ALL, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void countsRecordingsAndNotAmounts() throws IOException {
    Counter bytes = registry.counter("bytes");
    for (int i = 0; i < 20_000; i++) {
      bytes.increment(1_000);
    }
    registry.timer("t").record(1, TimeUnit.SECONDS);
    registry.summary("s").record(4);
    assertThat(scrape()).contains("kubernaut_sdk_records_total 20002\n");
    assertThat(bytes.count()).isEqualTo(20_000_000.0);
  }

  @Test
  void showsMisuseByReason() throws IOException {
    registry.counter("c").increment(-1);
    assertThat(scrape())
        .contains("kubernaut_sdk_misuse_total{reason=\"negative\"} 1\n")
        .contains("kubernaut_sdk_misuse_total{reason=\"nan\"} 0\n");
  }

  @Test
  void reportsItsOwnShareOfTheProcessor() throws IOException {
    registry.timer("t").record(1, TimeUnit.SECONDS);
    scrape();
    assertThat(registry.status().overheadRatio()).isBetween(0.0, 1.0);
    assertThat(registry.status().nanosPerRecord()).isBetween(1.0, 100_000.0);
  }

  @Test
  void reportsNanosecondsAndBytesOfARecording() throws IOException {
    assertThat(registry.status().bytesPerRecord())
        .as("of 20,000 recordings, what asking for it takes")
        .isBetween(0.0, 0.01);
    assertThat(scrape())
        .containsPattern("kubernaut_sdk_record_seconds \\d\\.\\d+e?-?\\d*\n")
        .containsPattern("kubernaut_sdk_record_allocated_bytes 0(\\.0\\d*)?\n");
  }

  @Test
  @Tag("BR-MET-004")
  void carriesCommonTagsToo() throws IOException {
    registry.config().commonTags("service", "orders");
    assertThat(scrape())
        .contains("kubernaut_sdk_series{service=\"orders\"} 0\n")
        .contains("kubernaut_sdk_misuse_total{reason=\"nan\",service=\"orders\"} 0\n");
  }
}
