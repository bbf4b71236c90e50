package io.kubernaut.metrics.registry.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-MET-011")
class NumberTextTest {
  private static final long SEED = 20260307;
  private static final int RANDOM_DOUBLES = 1_000_000;

  private final NumberText numbers = new NumberText();
  private final byte[] text = new byte[NumberText.LONGEST];

  private String written(double value) {
    return new String(text, 0, numbers.write(value, text, 0), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "1.0, 1",
    "-12.0, -12",
    "1000000.0, 1000000",
    "9007199254740991.0, 9007199254740991",
    "9007199254740992.0, 9007199254740992",
    "1e17, 1e+17",
    "1e22, 1e+22",
    "1e23, 1e+23",
    "0.1, 0.1",
    "0.25, 0.25",
    "-0.3, -0.3",
    "12345.6789, 12345.6789",
    "0.0001, 0.0001",
    "0.00012, 0.00012",
    "0.00001, 1e-05",
    "1.5e300, 1.5e+300",
    "4.9e-324, 5e-324",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "-1.7976931348623157e308, -1.7976931348623157e+308",
    "2.0e-3, 0.002",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void writesWhatGoWouldReadAsTheSameNumber(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1.0",
    "0.005, 0.005, 0.005",
    "100000, 100000, 100000.0",
    "1000000, 1e+06, 1e+06",
    "2500000, 2.5e+06, 2.5e+06",
    "Infinity, +Inf, +Inf",
    "0, 0, 0.0"
  })
  void spellsBoundsAsEachFormatWantsThem(double bound, String plain, String asFloat) {
    int end = numbers.writeBound(bound, text, 0);
    assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(plain);
    end = numbers.writeFloat(bound, text, 0);
    assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(asFloat);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.000", "1605281325000, 1605281325.000", "1605281325007, 1605281325.007"})
  void writesMillisecondsAsSeconds(long millis, String expected) {
    int end = numbers.writeSeconds(millis, text, 0);
    assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(expected);
  }

  @Test
  void writesEveryLengthOfWholeNumber() {
    long value = 1;
    for (int digits = 1; digits <= 19; digits++, value *= 10) {
      for (long near : new long[] {value - 1, value, value + 1, -value, Long.MAX_VALUE / value}) {
        int end = numbers.write(near, text, 0);
        assertThat(new String(text, 0, end, StandardCharsets.US_ASCII))
            .isEqualTo(Long.toString(near));
      }
    }
    int end = numbers.write(Long.MIN_VALUE, text, 0);
    assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo("" + Long.MIN_VALUE);
  }

  @Test
  void writesDecimalsOfFewPlacesAsTheyAre() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      int places = 1 + random.nextInt(9);
      long digits = (long) Math.pow(10, random.nextDouble() * 15);
      BigDecimal decimal = BigDecimal.valueOf(digits, places);
      String plain = decimal.stripTrailingZeros().toPlainString();
      if (decimal.compareTo(new BigDecimal("0.0001")) >= 0) {
        assertThat(written(decimal.doubleValue())).isEqualTo(plain);
        assertThat(written(-decimal.doubleValue())).isEqualTo("-" + plain);
      }
    }
  }

  /** The digits on both sides of the point, for every place that it can have among them. */
  @Test
  void writesAllDigitsAndThePointBetweenThem() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      double value = Math.pow(10, random.nextDouble() * 20 - 4) + random.nextInt(3) * 0x1p-40;
      ShortestDecimal decimal = new ShortestDecimal();
      decimal.of(value);
      BigDecimal expected = BigDecimal.valueOf(decimal.digits, -decimal.exponent);
      assertThat(new BigDecimal(written(value))).isEqualByComparingTo(expected);
      assertThat(written(value).length()).isLessThanOrEqualTo(NumberText.LONGEST);
    }
  }

  @Test
  void readsBackForAllKindsOfDoubles() {
    Random random = new Random(SEED);
    for (int i = 0; i < RANDOM_DOUBLES; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertReadsBack(value);
      }
      assertReadsBack(random.nextInt(10_000_000) / 1000.0);
    }
  }

  @Test
  void isShortestAndNearestOnRandomDoubles() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (Double.isFinite(value) && value > 0) {
        assertShortestAndNearest(value);
      }
    }
  }

  @Test
  void isShortestAndNearestWhereTheSpacingOfDoublesChanges() {
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      double power = Math.scalb(1.0, exponent);
      assertShortestAndNearest(power);
      assertShortestAndNearest(Math.nextUp(power));
      assertShortestAndNearest(Math.nextDown(power));
    }
    for (int exponent = -323; exponent <= 308; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      assertShortestAndNearest(power);
      assertShortestAndNearest(Math.nextUp(power));
      assertShortestAndNearest(Math.nextDown(power));
    }
    for (long bits = 1; bits < 2000; bits++) {
      assertShortestAndNearest(Double.longBitsToDouble(bits));
    }
  }

  private void assertReadsBack(double value) {
    String written = written(value);
    if (Double.doubleToLongBits(Double.parseDouble(written)) != Double.doubleToLongBits(value)) {
      throw new AssertionError(value + " was written as " + written + ", seed " + SEED);
    }
  }

  /** By exact arithmetic: no decimal of one digit less reads back, and none as long is nearer. */
  private void assertShortestAndNearest(double value) {
    if (value == 0 || Double.isInfinite(value)) {
      return;
    }
    assertReadsBack(value);
    ShortestDecimal decimal = new ShortestDecimal();
    decimal.of(value);
    String context = value + " gave " + decimal.digits + "e" + decimal.exponent + ", seed " + SEED;
    BigDecimal exact = new BigDecimal(value);
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(decimal.exponent);
    BigDecimal found = unit.multiply(BigDecimal.valueOf(decimal.digits));
    for (BigDecimal other : new BigDecimal[] {found.add(unit), found.subtract(unit)}) {
      boolean nearer =
          other.subtract(exact).abs().compareTo(found.subtract(exact).abs()) < 0
              && other.doubleValue() == value;
      assertThat(nearer).as(context).isFalse();
    }
    BigDecimal coarse = unit.scaleByPowerOfTen(1);
    BigDecimal below = exact.divideToIntegralValue(coarse).multiply(coarse);
    assertThat(below.doubleValue() == value).as(context).isFalse();
    assertThat(below.add(coarse).doubleValue() == value).as(context).isFalse();
  }
}
