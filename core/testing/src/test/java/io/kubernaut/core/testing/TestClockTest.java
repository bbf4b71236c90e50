package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestClockTest {

  private final TestClock clock = TestClock.create();

  @Test
  void standsStillUntilMoved() {
    assertThat(clock.instant()).isEqualTo(TestClock.START).isEqualTo(clock.instant());
    assertThat(clock.nanos()).isEqualTo(clock.nanos());
  }

  @Test
  void movesBothClocksTogether() {
    long before = clock.nanos();
    clock.advance(Duration.ofSeconds(90));
    assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(90));
    assertThat(clock.nanos() - before).isEqualTo(Duration.ofSeconds(90).toNanos());
  }

  @Test
  void aCorrectedWallClockDoesNotMoveTheMonotonicOne() {
    long before = clock.nanos();
    clock.set(TestClock.START.minus(Duration.ofHours(1)));
    assertThat(clock.instant()).isBefore(TestClock.START);
    assertThat(clock.nanos()).isEqualTo(before);
  }

  @Test
  void beginsWhereItIsTold() {
    Instant moment = Instant.parse("2030-06-01T12:00:00Z");
    assertThat(TestClock.startingAt(moment).instant()).isEqualTo(moment);
  }

  @Test
  void neverGoesBack() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot advance by PT-1S: the monotonic clock never goes back. Use set() for the wall clock.");
  }
}
