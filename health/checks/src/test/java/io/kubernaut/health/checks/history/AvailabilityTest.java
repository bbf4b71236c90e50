package io.kubernaut.health.checks.history;

import static io.kubernaut.types.health.HealthStatus.DEGRADED;
import static io.kubernaut.types.health.HealthStatus.DOWN;
import static io.kubernaut.types.health.HealthStatus.UNKNOWN;
import static io.kubernaut.types.health.HealthStatus.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.health.checks.history.Availability.Maintenance;
import io.kubernaut.health.checks.history.StatusTimeline.Change;
import io.kubernaut.types.health.HealthStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-REL-001")
@Tag("BR-HEALTH-005")
class AvailabilityTest {

  private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void fourNinesAreFourMinutesAndNineteenSecondsOfThirtyDays() {
    assertThat(Availability.budget(new BigDecimal("0.9999"), MONTH))
        .isEqualTo(Duration.ofMillis(259_200)); // 4.32 min
    assertThat(Availability.budget(new BigDecimal("0.999"), MONTH))
        .isEqualTo(Duration.ofMinutes(43).plusMillis(12_000));
    assertThat(Availability.budget(BigDecimal.ONE, MONTH)).isZero();
    assertThatThrownBy(() -> Availability.budget(new BigDecimal("99.99"), MONTH))
        .hasMessageContaining("give a share from 0 to 1");
  }

  @Test
  void anOutageOfExactlyTheBudgetIsExactlyTheObjective() {
    Instant begin = ZERO.plus(Duration.ofDays(10));
    Availability month =
        month(List.of(), at(0, UP), change(begin, DOWN), change(begin.plusMillis(259_200), UP));

    assertThat(month.down()).isEqualTo(Duration.ofMillis(259_200));
    assertThat(month.ratio()).isEqualByComparingTo("0.9999");
    assertThat(month.budgetLeft(new BigDecimal("0.9999"))).isZero();
  }

  @Test
  void oneNanosecondMoreIsBelowTheObjective() {
    Instant begin = ZERO.plus(Duration.ofDays(10));
    Availability month =
        month(
            List.of(),
            at(0, UP),
            change(begin, DOWN),
            change(begin.plusMillis(259_200).plusNanos(1), UP));

    assertThat(month.ratio()).isLessThan(new BigDecimal("0.9999"));
    assertThat(month.budgetLeft(new BigDecimal("0.9999"))).isEqualTo(Duration.ofNanos(-1));
  }

  @Test
  void degradedIsAvailableAndUnknownIsNeither() {
    Availability month =
        month(List.of(), at(24, UP), at(48, DEGRADED), at(72, UNKNOWN), at(96, DOWN));

    assertThat(month.unknown())
        .as("before the first change, and the third day")
        .isEqualTo(Duration.ofDays(2));
    assertThat(month.up()).isEqualTo(Duration.ofDays(2));
    assertThat(month.down()).isEqualTo(MONTH.minusDays(4));
  }

  @Test
  void maintenanceIsLeftOutOnceHoweverItOverlaps() {
    List<Maintenance> planned =
        List.of(
            new Maintenance(hour(12), hour(14)),
            new Maintenance(hour(10), hour(13)), // overlaps
            new Maintenance(hour(14), hour(15)), // touches
            new Maintenance(hour(11), hour(12)), // lies within
            new Maintenance(hour(-5), hour(1)), // sticks out
            new Maintenance(hour(100), hour(101))); // while it is up
    Availability month = month(planned, at(0, UP), at(12, DOWN), at(16, UP));

    assertThat(month.maintenance()).isEqualTo(Duration.ofHours(1 + 5 + 1));
    assertThat(month.down()).as("12 to 16 without 12 to 15").isEqualTo(Duration.ofHours(1));
    assertThat(month.up()).isEqualTo(MONTH.minusHours(8));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithCountingEachMinute(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 50; round++) {
      List<Change> changes = new ArrayList<>();
      long minute = random.nextLong(60) - 30;
      while (minute < 500) {
        changes.add(
            change(
                ZERO.plusSeconds(60L * minute),
                List.of(HealthStatus.values()).get(random.nextInt(4))));
        minute += random.nextInt(50);
      }
      List<Maintenance> planned = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        long begin = random.nextLong(500) - 50;
        planned.add(
            new Maintenance(
                ZERO.plusSeconds(60L * begin),
                ZERO.plusSeconds(60L * (begin + random.nextInt(90)))));
      }
      StatusTimeline timeline = new StatusTimeline(changes);
      Instant end = ZERO.plus(Duration.ofMinutes(400));

      Availability measured = Availability.of(timeline, ZERO, end, planned);

      assertThat(measured)
          .as("seed %d, round %d", seed, round)
          .isEqualTo(counted(timeline, planned, 400));
      assertThat(
              measured
                  .up()
                  .plus(measured.down())
                  .plus(measured.unknown())
                  .plus(measured.maintenance()))
          .isEqualTo(Duration.ofMinutes(400));
    }
  }

  private static Availability counted(
      StatusTimeline timeline, List<Maintenance> planned, int minutes) {
    int up = 0;
    int down = 0;
    int unknown = 0;
    int left = 0;
    for (int minute = 0; minute < minutes; minute++) {
      Instant now = ZERO.plusSeconds(60L * minute);
      HealthStatus status = timeline.at(now);
      if (planned.stream().anyMatch(one -> !one.from().isAfter(now) && one.to().isAfter(now))) {
        left++;
      } else if (status.isServing()) {
        up++;
      } else if (status == DOWN) {
        down++;
      } else {
        unknown++;
      }
    }
    return new Availability(
        Duration.ofMinutes(up),
        Duration.ofMinutes(down),
        Duration.ofMinutes(unknown),
        Duration.ofMinutes(left));
  }

  @Test
  void aStripShowsTheWorstOfEachPart() {
    StatusTimeline timeline =
        new StatusTimeline(List.of(at(0, UP), at(25, DEGRADED), at(26, DOWN), at(27, UP)));

    assertThat(timeline.strip(ZERO.minus(Duration.ofDays(1)), ZERO.plus(Duration.ofDays(3)), 4))
        .containsExactly(UNKNOWN, UP, DOWN, UP);
    assertThat(timeline.changesBetween(ZERO, ZERO.plus(Duration.ofDays(3)))).isEqualTo(3);
    assertThatThrownBy(() -> timeline.strip(ZERO, ZERO, 4)).hasMessageContaining("is empty");
  }

  private static Availability month(List<Maintenance> planned, Change... changes) {
    return Availability.of(new StatusTimeline(List.of(changes)), ZERO, ZERO.plus(MONTH), planned);
  }

  private static Instant hour(int hour) {
    return ZERO.plus(Duration.ofHours(hour));
  }

  private static Change at(int hour, HealthStatus status) {
    return change(hour(hour), status);
  }

  private static Change change(Instant time, HealthStatus status) {
    return new Change(time, status);
  }
}
