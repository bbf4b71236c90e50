package io.kubernaut.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statistics find differences that were planted, and none where none was. */
@Tag("BR-PERF-001")
class BootstrapTest {
  private static final List<String> NAMES = List.of("bare", "AA", "planted");
  private static final int FORKS = 6;
  private static final int ROUNDS = 150;
  private static final double BATCH_NANOS = 1_000_000;

  /** The machine's noise: slow drift that a whole round shares, jitter, and interruptions. */
  private static Rounds fork(double plantedPercent, double layoutPercent, Random random) {
    List<long[]> times = new ArrayList<>();
    double drift = 1;
    for (int r = 0; r < ROUNDS; r++) {
      drift = Math.max(0.5, drift + random.nextGaussian() * 0.02);
      times.add(
          new long[] {
            batch(drift, 0, random),
            batch(drift, 0, random),
            batch(drift, plantedPercent + layoutPercent, random)
          });
    }
    return new Rounds(NAMES, times);
  }

  private static long batch(double drift, double percent, Random random) {
    double jitter = 1 + random.nextGaussian() * 0.01;
    double interruption = random.nextInt(20) == 0 ? 5 * BATCH_NANOS * random.nextDouble() : 0;
    return Math.round(BATCH_NANOS * drift * jitter * (1 + percent / 100) + interruption);
  }

  private static Bootstrap run(double plantedPercent, double layoutPercent, long seed) {
    Random random = new Random(seed);
    List<Rounds> forks = new ArrayList<>();
    for (int f = 0; f < FORKS; f++) {
      forks.add(fork(plantedPercent, layoutPercent * random.nextGaussian(), random));
    }
    return new Bootstrap(forks, seed);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 3.0})
  void findsThePlantedDifferenceThroughDriftAndInterruptions(double percent) {
    Interval cost = run(percent, 0, 42).cost(2);
    assertThat(cost.holds(percent)).as("%s holds %s", cost, percent).isTrue();
    assertThat(cost.holds(0)).as("%s does not hold 0", cost).isFalse();
    assertThat(cost.estimate()).isCloseTo(percent, within(0.3));
  }

  @Test
  void seesNoDifferenceInTheControlInNearlyAllRuns() {
    int held = 0;
    for (long seed = 0; seed < 20; seed++) {
      held += run(0.8, 0, seed).cost(1).holds(0) ? 1 : 0;
    }
    assertThat(held).as("of 20 runs with seeds from 0").isGreaterThanOrEqualTo(17);
  }

  @Test
  void isLessSureWhenForksDiffer() {
    Interval alike = run(0.8, 0, 7).cost(2);
    Interval different = run(0.8, 1.0, 7).cost(2);
    assertThat(different.high() - different.low()).isGreaterThan(3 * (alike.high() - alike.low()));
  }

  @Test
  void pairsRatiosOfVariantsToo() {
    Interval ratio = run(2.0, 0, 3).interval(costs -> costs[2] / 4.0);
    assertThat(ratio.holds(0.5)).as("%s holds 0.5", ratio).isTrue();
  }

  @Test
  void givesTheSameIntervalForTheSameSeed() {
    assertThat(run(0.8, 0.5, 9).cost(2)).isEqualTo(run(0.8, 0.5, 9).cost(2));
  }
}
