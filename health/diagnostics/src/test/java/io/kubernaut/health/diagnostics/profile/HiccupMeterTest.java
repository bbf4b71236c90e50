package io.kubernaut.health.diagnostics.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("BR-HEALTH-008")
class HiccupMeterTest {

  private final HiccupMeter meter = new HiccupMeter(TestClock.create());

  @Test
  void countsTheWakeUpsThatWereMissedInALongHiccup() {
    meter.record(Duration.ofMillis(100).toNanos());

    assertThat(meter.total().count()).isEqualTo(20);
    assertThat(meter.total().longest()).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
    assertThat(meter.total().median()).isBetween(Duration.ofMillis(45), Duration.ofMillis(55));
  }

  @Test
  void tellsWhatWasMeasuredSinceAMark() {
    meter.record(Duration.ofMillis(100).toNanos());
    HiccupMeter.Mark mark = meter.mark();
    meter.record(0);
    meter.record(-5);

    assertThat(meter.since(mark).count()).isEqualTo(2);
    assertThat(meter.since(mark).longest()).isZero();
  }

  @Test
  @Timeout(60)
  void measuresWhileItRuns() throws Exception {
    try (Platform platform = Platform.builder("hiccups").start();
        HiccupMeter running = HiccupMeter.start(platform)) {
      while (running.total().count() < 3) {
        Thread.onSpinWait();
      }
      HiccupMeter.Mark mark = running.mark();
      while (running.since(mark).count() < 3) {
        Thread.onSpinWait();
      }
      HiccupMeter.Hiccups late = running.since(mark);
      assertThat(late.longest())
          .isLessThan(Duration.ofSeconds(30))
          .isGreaterThanOrEqualTo(late.median());
    }
  }
}
