package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-MET-002")
class NanosIndexTest {
  private static final long SEED = 20_261_125;
  private static final long LONGEST = 1L << 54;

  /** The definition: {@code base^i < seconds <= base^(i+1)}, raised to the 2^scale-th power. */
  private static boolean holds(int scale, int index, long nanos) {
    MathContext digits = new MathContext(400);
    BigDecimal power = BigDecimal.valueOf(nanos, 9).pow(1 << scale, digits);
    return twoTo(index, digits).compareTo(power) < 0
        && power.compareTo(twoTo(index + 1, digits)) <= 0;
  }

  private static BigDecimal twoTo(int exponent, MathContext digits) {
    BigDecimal two = BigDecimal.valueOf(2);
    return exponent >= 0
        ? two.pow(exponent, digits)
        : BigDecimal.ONE.divide(two.pow(-exponent, digits), digits);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 6, 8})
  void agreesWithTheDefinition(int scale) {
    NanosIndex index = new NanosIndex(scale);
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      long nanos = 1 + (random.nextLong() >>> (10 + random.nextInt(53))) % LONGEST;
      assertThat(holds(scale, index.index(nanos), nanos))
          .as("seed %d, scale %d, %d ns", SEED, scale, nanos)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 8})
  void putsTheLastNanosecondBeforeABoundBelowItAndTheNextAbove(int scale) {
    NanosIndex index = new NanosIndex(scale);
    ExponentialLayout layout = new ExponentialLayout(scale);
    for (int bucket = -25 << scale; bucket < 20 << scale; bucket++) {
      long bound = (long) Math.floor(layout.upperBound(bucket) * 1e9);
      for (long nanos = Math.max(1, bound - 1); nanos <= bound + 2; nanos++) {
        assertThat(holds(scale, index.index(nanos), nanos))
            .as("scale %d, %d ns", scale, nanos)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 8})
  void putsWholePowersOfTwoSecondsIntoTheBucketTheyBound(int scale) {
    NanosIndex index = new NanosIndex(scale);
    for (int power = 0; power < 20; power++) {
      long nanos = 1_000_000_000L << power;
      assertThat(index.index(nanos)).isEqualTo((power << scale) - 1);
      assertThat(index.index(nanos + 1)).isEqualTo(power << scale);
    }
  }
}
