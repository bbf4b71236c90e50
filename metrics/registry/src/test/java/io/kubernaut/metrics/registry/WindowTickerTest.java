package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.registry.cells.CellKeeper;
import io.kubernaut.metrics.registry.cells.WindowEpoch;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("BR-MET-002")
@Timeout(60)
class WindowTickerTest {
  private static final Duration SOON = Duration.ofNanos(1_000);

  private static HistogramPlans plans(CountDownLatch readings) {
    return new HistogramPlans(
        RegistryOptions.DEFAULTS,
        new CellKeeper(0),
        step -> new WindowEpoch(() -> readingOf(readings), step, true));
  }

  private static long readingOf(CountDownLatch readings) {
    readings.countDown();
    return 0;
  }

  private static Thread running(WindowTicker ticker) {
    Thread thread = new Thread(ticker);
    thread.start();
    return thread;
  }

  @Test
  void turnsWindowsUntilItIsClosed() throws InterruptedException {
    CountDownLatch readings = new CountDownLatch(10);
    HistogramPlans plans = plans(readings);
    plans.ofPlainTimer();
    WindowTicker ticker = new WindowTicker(plans, SOON);
    Thread thread = running(ticker);
    assertThat(readings.await(30, TimeUnit.SECONDS)).isTrue();
    ticker.close();
    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void endsWhenItsRegistryIsGarbage() throws InterruptedException {
    Thread thread = running(new WindowTicker(plans(new CountDownLatch(1)), SOON));
    while (thread.isAlive()) {
      System.gc();
      thread.join(10);
    }
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void keepsTheMaximumOfARegistryWithoutAScheduler() {
    try (KubernautMeterRegistry registry = KubernautMeterRegistry.create()) {
      registry.timer("work").record(3, TimeUnit.SECONDS);
      assertThat(registry.timer("work").max(TimeUnit.SECONDS)).isEqualTo(3);
    }
  }
}
