package io.kubernaut.health.checks.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backtest: what would have been said about series whose future is known. */
@Tag("BR-HEALTH-005")
class ForesightTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SERIES = 120;
  private static final int DEGRADING = 60;
  private static final int POINTS = 1_300;
  private static final int SECONDS = 10;
  private static final double LIMIT = 0.9;

  /** Warned before the breach, warned wrongly, not warned. */
  private record Result(boolean warned, boolean breached, int lead) {}

  @Test
  void atLeastNineInTenDegradationsAreForeseen() {
    SplittableRandom random = new SplittableRandom(20260101);
    int foreseen = 0;
    long lead = 0;
    for (int i = 0; i < DEGRADING; i++) {
      Result result = run(degrading(random.split()), random.split());
      assertThat(result.breached()).as("series %d of seed 20260101 reaches the limit", i).isTrue();
      foreseen += result.warned() ? 1 : 0;
      lead += result.warned() ? result.lead() : 0;
    }
    assertThat(foreseen / (double) DEGRADING)
        .as("foreseen, seed 20260101")
        .isGreaterThanOrEqualTo(0.9);
    assertThat(lead / foreseen)
        .as("points between warning and breach, on average")
        .isGreaterThan(12);
  }

  @Test
  void lessThanOneInAHundredStableSeriesIsWarnedOf() {
    SplittableRandom random = new SplittableRandom(20260102);
    int wrong = 0;
    for (int i = 0; i < SERIES; i++) {
      wrong += run(stable(random.split()), random.split()).warned() ? 1 : 0;
    }
    assertThat(wrong / (double) SERIES).as("wrong warnings, seed 20260102").isLessThan(0.01);
  }

  /** Rises straight, faster and faster, or in steps, from anywhere below two thirds. */
  private static IntToDoubleFunction degrading(SplittableRandom random) {
    double from = 0.2 + 0.4 * random.nextDouble();
    int quiet = random.nextInt(300);
    double length = 180 + random.nextInt(900);
    int kind = random.nextInt(3);
    return point -> {
      double part = Math.max(0, point - quiet) / length;
      double way = kind == 0 ? part : kind == 1 ? Math.pow(part, 1.5) : Math.floor(part * 40) / 40;
      return from + (LIMIT + 0.05 - from) * way;
    };
  }

  /** Stays where it is, with or without a slow wave. */
  private static IntToDoubleFunction stable(SplittableRandom random) {
    double level = 0.2 + 0.5 * random.nextDouble();
    double wave = random.nextBoolean() ? 0 : 0.05 * random.nextDouble();
    double length = 300 + random.nextInt(8_000);
    return point -> level + wave * Math.sin(2 * Math.PI * point / length);
  }

  private static Result run(IntToDoubleFunction path, SplittableRandom random) {
    Foresight foresight = Foresight.of(LIMIT, true);
    double noise = 0.002 + 0.02 * random.nextDouble();
    boolean warned = false;
    int warnedAt = 0;
    for (int point = 0; point < POINTS; point++) {
      double plain = path.applyAsDouble(point);
      if (plain >= LIMIT) {
        return new Result(foresight.isWarning(), true, point - warnedAt);
      }
      double value = Math.min(plain + noise * gaussian(random), LIMIT - 1e-9);
      if (foresight.take(START.plusSeconds((long) SECONDS * point), value)) {
        warned = true;
        warnedAt = point;
      }
    }
    return new Result(warned, false, 0);
  }

  private static double gaussian(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  @Test
  void saysWhenAndKeepsCountOfBeingRightWrongAndLate() {
    Foresight foresight = Foresight.of(100, true);
    int point = 0;
    while (!foresight.isWarning()) {
      foresight.take(at(point), point++);
    }
    assertThat(foresight.breach().orElseThrow().best()).isEqualTo(at(100));
    while (point <= 100) {
      foresight.take(at(point), point++);
    }
    assertThat(foresight.quality()).isEqualTo(new Foresight.Quality(1, 0, 0));

    foresight.take(at(point++), 10); // back, and at once over again
    foresight.take(at(point++), 200);
    assertThat(foresight.quality()).isEqualTo(new Foresight.Quality(1, 0, 1));

    foresight.take(at(point++), 10);
    for (int i = 11; !foresight.isWarning(); i++) {
      foresight.take(at(point++), i);
    }
    while (foresight.isWarning()) {
      foresight.take(at(point++), 20);
    }
    assertThat(foresight.quality()).isEqualTo(new Foresight.Quality(1, 1, 1));
    assertThat(foresight.quality().foreseen()).isEqualTo(0.5);
  }

  @Test
  void aLimitBelowIsForeseenJustAsWell() {
    Foresight foresight = Foresight.of(0, false);
    int point = 0;
    while (!foresight.isWarning() && point < 100) {
      foresight.take(at(point), 100 - point++);
    }
    assertThat(foresight.breach().orElseThrow().best()).isEqualTo(at(100));
  }

  private static Instant at(int point) {
    return START.plusSeconds(point);
  }
}
