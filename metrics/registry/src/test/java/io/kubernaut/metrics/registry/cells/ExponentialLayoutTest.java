package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-MET-002")
class ExponentialLayoutTest {
  private static final long SEED = 20_261_124;

  /**
   * The definition, slowly: base^i < v <= base^(i+1), decided by raising v to the 2^scale-th power.
   */
  private static boolean holds(int scale, int index, double value) {
    MathContext digits = new MathContext(400);
    BigDecimal power = new BigDecimal(value).pow(1 << scale, digits);
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
  @ValueSource(ints = {0, 1, 3, 5, 6, 8})
  void agreesWithTheDefinitionOnRandomValues(int scale) {
    ExponentialLayout layout = new ExponentialLayout(scale);
    Random random = new Random(SEED);
    for (int i = 0; i < 400; i++) {
      double value = Math.exp(random.nextGaussian() * 10);
      assertThat(holds(scale, layout.index(value), value))
          .as("seed %d, scale %d, value %s", SEED, scale, value)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 8})
  void putsEachUpperBoundInItsBucketAndTheNextDoubleInTheNext(int scale) {
    ExponentialLayout layout = new ExponentialLayout(scale);
    for (int index = -300; index < 300; index++) {
      double bound = layout.upperBound(index);
      assertThat(layout.index(bound)).as("bound %s", bound).isEqualTo(index);
      assertThat(layout.index(Math.nextUp(bound))).as("above %s", bound).isEqualTo(index + 1);
      assertThat(holds(scale, index, bound)).as("bound %s", bound).isTrue();
    }
  }

  @Test
  void countsPowersOfTwoBelowTheirBound() {
    ExponentialLayout layout = new ExponentialLayout(6);
    assertThat(layout.index(1.0)).isEqualTo(-1);
    assertThat(layout.index(2.0)).isEqualTo(63);
    assertThat(layout.index(Math.nextUp(1.0))).isEqualTo(0);
    assertThat(layout.index(Double.MAX_VALUE)).isEqualTo(1024 * 64 - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 9})
  void refusesScalesItHasNoTableFor(int scale) {
    assertThatThrownBy(() -> new ExponentialLayout(scale))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid histogram scale " + scale + ". Use a scale from 0 to 8.");
  }
}
