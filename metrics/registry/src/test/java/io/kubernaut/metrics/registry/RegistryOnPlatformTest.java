package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a registry takes from the platform it belongs to. */
class RegistryOnPlatformTest {
  private final TestPlatform test = TestPlatform.seeded(7);
  private final Platform platform =
      test.platform("orders")
          .version("1.4.2")
          .label("service", "orders")
          .label("environment", "prod")
          .label("cluster", "eu-1")
          .start();
  private final KubernautMeterRegistry registry =
      KubernautMeterRegistry.builder().platform(platform).build();

  @AfterEach
  void close() {
    registry.close();
    platform.close();
  }

  private String scrape() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusText.write(registry, NameFilter.ALL, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("BR-MET-004")
  void putsItsLabelsAndVersionOnEverySeriesOnce() throws IOException {
    registry.counters("visits").labels("channel").register().with("web").increment();
    registry.counter("clicks").increment();
    Gauge.builder("depth", () -> 3).register(registry);
    String common = "cluster=\"eu-1\",environment=\"prod\",service=\"orders\",version=\"1.4.2\"";
    assertThat(scrape())
        .contains("visits_total{channel=\"web\"," + common + "} 1\n")
        .contains("clicks_total{" + common + "} 1\n")
        .contains("depth{" + common + "} 3\n")
        .contains("kubernaut_sdk_series_limit{" + common + "} 10000\n");
  }

  @Test
  void measuresByItsClock() {
    Timer timer = registry.timer("work");
    Timer.Sample sample = Timer.start(registry);
    test.advance(Duration.ofSeconds(3));
    assertThat(sample.stop(timer)).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  @Tag("BR-REL-011")
  void keepsItselfUpOnItsScheduler() {
    assertThat(registry.status().accuracy()).isEmpty();
    test.advance(Duration.ofSeconds(1));
    assertThat(registry.status().accuracy()).containsEntry("counter", 1.0);
    registry.close();
    assertThat(test.scheduler().pending()).noneMatch(task -> task.contains("metrics"));
  }

  @Test
  @Tag("BR-SVC-006")
  void asksCallbacksOnItsThreads() throws IOException {
    AtomicReference<String> thread = new AtomicReference<>("none");
    Gauge.builder(
            "who",
            () -> {
              thread.set(Thread.currentThread().getName());
              return 1;
            })
        .register(registry);
    assertThat(scrape()).contains("who{");
    assertThat(thread.get()).startsWith("kubernaut-orders-callbacks-");
  }
}
