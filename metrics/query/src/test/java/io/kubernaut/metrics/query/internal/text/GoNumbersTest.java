package io.kubernaut.metrics.query.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-MET-005")
class GoNumbersTest {
  private static final long SEED = 5;

  @Test
  void writesTheShortestDigitsWithoutExponentWhateverTheSize() {
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 15);
      value = random.nextBoolean() ? value : Math.rint(value * 1e4) / 1e4;
      if (value != 0) {
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true));
        assertThat(GoNumbers.plain(value))
            .as("seed %d, %s", SEED, value)
            .isEqualTo(shortest.stripTrailingZeros().toPlainString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 0.001",
    "0.00099, 0.00099",
    "0.000001, 0.000001",
    "0.0000009, 9e-07",
    "9999999.5, 9999999.5",
    "10000000.5, 10000000.5",
    "1e7, 10000000",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "-0.25, -0.25",
    "-0.0, -0",
    "NaN, NaN",
    "Infinity, +Inf",
  })
  void writesForTheHttpInterfaceAsPrometheusDoes(double value, String text) {
    StringBuilder json = new StringBuilder();
    GoNumbers.appendJson(json, value);
    assertThat(json).hasToString(text);
  }
}
