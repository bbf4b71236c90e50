package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import io.micrometer.core.instrument.Gauge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Gauges are the host's code: whatever they do, the scrape is complete and the host goes on. */
@Tag("BR-MET-003")
@Timeout(20)
class CallbackIsolationTest {
  /** Long enough for a busy machine where nothing hangs, short where a test waits for it. */
  private static final Duration PATIENT = Duration.ofSeconds(10);

  private static final Duration SHORT = Duration.ofMillis(250);

  private KubernautMeterRegistry registry = registryThatWaits(PATIENT);
  private final CountDownLatch release = new CountDownLatch(1);

  private static KubernautMeterRegistry registryThatWaits(Duration limit) {
    return KubernautMeterRegistry.builder()
        .options(RegistryOptions.DEFAULTS.withCallbackLimit(limit))
        .build();
  }

  private void waitShortly() {
    registry.close();
    registry = registryThatWaits(SHORT);
  }

  @AfterEach
  void close() {
    release.countDown();
    registry.close();
  }

  private String scrape() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusText.write(registry, NameFilter.ALL, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private double hang() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }

  @Test
  void survivesOnesThatThrow() {
    Gauge.builder("b.throws", () -> raise(new IllegalStateException("planned"))).register(registry);
    Gauge.builder("c.exhausts", () -> raise(new OutOfMemoryError("planned"))).register(registry);
    Gauge.builder("d.works", () -> 4).register(registry);
    assertThat(scrape()).contains("b_throws NaN\n").contains("c_exhausts NaN\n");
    assertThat(scrape()).contains("d_works 4\n");
    assertThat(registry.status().misuse().get("callback")).isEqualTo(4);
  }

  private static Number raise(Throwable error) {
    CallbackIsolationTest.<RuntimeException>sneak(error);
    return 0;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable error) throws T {
    throw (T) error;
  }

  @Test
  void leavesOutOnesThatHangAndAsksThemAgainWhenTheyCameBack() {
    waitShortly();
    Gauge.builder("a.hangs", this::hang).register(registry);
    Gauge.builder("b.works", () -> 2).register(registry);
    registry.counter("c.counts").increment();

    String first = scrape();
    assertThat(first).contains("a_hangs NaN\n", "b_works 2\n", "c_counts_total 1\n");
    assertThat(registry.status().misuse().get("callback")).isEqualTo(1);
    assertThat(scrape()).as("it is not asked again").contains("a_hangs NaN\n", "b_works 2\n");
    assertThat(registry.status().misuse().get("callback")).isEqualTo(1);

    release.countDown();
    String later = scrape();
    while (!later.contains("a_hangs 1\n")) {
      Thread.onSpinWait();
      later = scrape();
    }
    assertThat(later).contains("b_works 2\n");
  }

  @Test
  void goesOnWhenManyHang() {
    waitShortly();
    for (int i = 0; i < 10; i++) {
      Gauge.builder("hangs", this::hang).tag("i", Integer.toString(i)).register(registry);
    }
    registry.counter("works").increment();
    assertThat(scrape()).contains("works_total 1\n");
    assertThat(scrape()).contains("works_total 1\n");
  }

  @Test
  void letsACallbackScrapeAndRegister() {
    Gauge.builder("a.scrapes", () -> scrape().length()).register(registry);
    Gauge.builder("b.registers", () -> registry.counter("made").count()).register(registry);
    assertThat(scrape()).contains("b_registers 0\n");
    assertThat(scrape()).contains("made_total 0\n").doesNotContain("a_scrapes NaN");
  }

  @Test
  void passesOnAFailingStream() {
    registry.counter("c").increment();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("planned");
          }
        };
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> PrometheusText.write(registry, NameFilter.ALL, broken))
        .isInstanceOf(IOException.class)
        .hasMessage("planned");
    assertThat(scrape()).contains("c_total 1\n");
  }
}
