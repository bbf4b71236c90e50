package io.kubernaut.metrics.store.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-MET-005")
class ColumnsTest {
  private static final long SEED = 20_261_128;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final DoubleColumn encoder = new DoubleColumn();
  private final DoubleColumn.Decoder decoder = new DoubleColumn.Decoder();
  private final ByteCursor cursor = new ByteCursor();

  private byte[] encoded(double[] values) {
    ByteSink sink = new ByteSink();
    encoder.encode(values, values.length, sink);
    return sink.toByteArray();
  }

  private double[] decoded(byte[] bytes, int size) {
    double[] values = new double[size + 1];
    cursor.over(bytes, 0, bytes.length);
    decoder.decode(cursor, size, values, 1);
    assertThat(cursor.remaining()).isZero();
    return Arrays.copyOfRange(values, 1, size + 1);
  }

  /** Asserts that a column comes back bit for bit; returns its bytes a value. */
  private double comesBack(double... values) {
    byte[] bytes = encoded(values);
    assertThat(bits(decoded(bytes, values.length)))
        .as("seed " + SEED + ", " + values.length + " values")
        .isEqualTo(bits(values));
    return (double) bytes.length / values.length;
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static double[] column(int size, IntToDoubleFunction value) {
    return IntStream.range(0, size).mapToDouble(value).toArray();
  }

  private double[] walk(int size, DoubleUnaryOperator step) {
    double[] values = new double[size];
    for (int i = 1; i < size; i++) {
      values[i] = step.applyAsDouble(values[i - 1]);
    }
    return values;
  }

  @Test
  void keepsWhatIsNoNumber() {
    double stale = Double.longBitsToDouble(0x7ff0000000000002L);
    comesBack(stale);
    comesBack(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, stale);
    comesBack(column(120, i -> i % 25 == 3 ? stale : i * 1.5));
    comesBack(Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 0x1p53, 0x1p53 + 2, -0x1p63);
  }

  @Test
  void keepsColumnsOfAnyLength() {
    for (int size = 1; size <= 300; size++) {
      comesBack(walk(size, v -> v + random.nextInt(1000)));
      comesBack(walk(size, v -> Math.rint((v + random.nextDouble()) * 1000) / 1000));
      comesBack(column(size, i -> random.nextDouble()));
    }
  }

  @Test
  void keepsAnyBits() {
    for (int round = 0; round < 300; round++) {
      int keep = random.nextInt(1, 65);
      comesBack(
          column(
              random.nextInt(1, 200),
              i -> Double.longBitsToDouble(random.nextLong() << (64 - keep))));
    }
  }

  @Test
  void takesFewBytesForWhatIsCommonlyMeasured() {
    assertThat(comesBack(column(120, i -> 42))).as("constant").isLessThan(0.05);
    assertThat(comesBack(column(120, i -> i * 15.0))).as("steady counter").isLessThan(0.06);
    assertThat(comesBack(walk(120, v -> v + 95 + random.nextInt(10))))
        .as("counter with jitter of ten")
        .isLessThan(0.65);
    assertThat(comesBack(column(120, i -> 4096.0 * (50_000 + random.nextInt(16)))))
        .as("pages of memory, four bits of noise")
        .isLessThan(0.75);
    assertThat(comesBack(column(120, i -> (2000 + random.nextInt(100)) / 100.0)))
        .as("two decimals")
        .isLessThan(1.05);
    assertThat(comesBack(walk(120, v -> random.nextInt(10) == 0 ? random.nextDouble() : v)))
        .as("a true double that changes now and then")
        .isLessThan(1.7);
    assertThat(comesBack(column(120, i -> random.nextDouble()))).as("noise").isLessThan(7.2);
  }

  @Test
  void paysForACounterResetInOneGroupOnly() {
    double[] steady = column(128, i -> 1e9 + i * 100.0);
    double[] reset = column(128, i -> i < 70 ? 1e9 + i * 100.0 : (i - 70) * 100.0);
    assertThat(encoded(reset).length - encoded(steady).length).isLessThan(32 * 4 + 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 64, 1440})
  void keepsAnyLongs(int size) {
    LongColumn column = new LongColumn();
    for (int round = 0; round < 200; round++) {
      int keep = random.nextInt(0, 64);
      long[] numbers = IntStream.range(0, size).mapToLong(i -> random.nextLong() >> keep).toArray();
      ByteSink sink = new ByteSink();
      column.encode(numbers, size, sink);
      long[] back = new long[size];
      LongColumn.decode(cursor.over(sink.array(), 0, sink.size()), size, back);
      assertThat(back).as("seed " + SEED).isEqualTo(numbers);
      assertThat(cursor.remaining()).isZero();
    }
  }

  @Test
  void keepsTimesOfAScrapeInAFewBits() {
    long[] times =
        IntStream.range(0, 120).mapToLong(i -> 1_700_000_000_000L + i * 15_000L).toArray();
    ByteSink sink = new ByteSink();
    new LongColumn().encode(times, times.length, sink);
    assertThat(sink.size()).isLessThan(16);
  }

  @Test
  void saysWhereDamagedBytesEnd() {
    byte[] bytes = encoded(walk(120, v -> v + random.nextInt(1000)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decoded(cut, 120)).isInstanceOf(MalformedColumnException.class);
    }
  }

  @Test
  void neverFailsOtherwiseOnDamagedBytes() {
    byte[] bytes =
        encoded(column(120, i -> i % 50 == 3 ? Double.NaN : random.nextInt(1000) / 10.0));
    double[] into = new double[120];
    for (int at = 0; at < bytes.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= (byte) (1 << bit);
        try {
          decoder.decode(cursor.over(damaged, 0, damaged.length), 120, into, 0);
        } catch (MalformedColumnException expected) {
          assertThat(expected).hasMessageMatching(".+");
        }
      }
    }
  }
}
