package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classic counts read directly, and added up from exponential buckets, against the values. */
@Tag("BR-MET-003")
class ClassicReadingTest {
  private static final long SEED = 20261128;
  private static final int HISTOGRAMS = 60;

  private final Random random = new Random(SEED);

  private static HistogramShape shape(int scale, boolean time, long[] objectives, long budget) {
    WindowEpoch epoch = new WindowEpoch(() -> 0, Duration.ofSeconds(40), true);
    return new HistogramShape(
        new ExponentialLayout(scale), objectives, time, epoch, new CellKeeper(budget));
  }

  /** Without a budget there are stripes, with one there are shards, and few values need neither. */
  @ParameterizedTest(name = "{0} values, scale {1}, {2} objectives, {3} bytes for shards")
  @CsvSource({
    "0, 6, 0, 0",
    "10, 6, 0, 0",
    "10, 6, 3, 0",
    "300, 8, 4, 0",
    "300, 0, 2, 1000000",
    "3000, 6, 0, 1000000",
    "3000, 3, 5, 1000000"
  })
  void timesAreCountedForTheirBoundsEitherWay(int values, int scale, int objectives, long budget) {
    for (int round = 0; round < HISTOGRAMS; round++) {
      long[] keys = random.longs(objectives, 1, 10_000_000_000L).distinct().toArray();
      HistogramShape shape = shape(scale, true, keys, budget);
      AdaptiveHistogram histogram = new AdaptiveHistogram(shape);
      double[] recorded = new double[values];
      for (int i = 0; i < values; i++) {
        long nanos = random.nextInt(20) == 0 ? 0 : (long) Math.exp(random.nextDouble() * 30);
        histogram.recordNanos(nanos);
        recorded[i] = nanos / 1e9;
      }
      assertCounts(histogram, BucketBounds.of(shape, round % 3 > 0, 0.001, 30), recorded);
    }
  }

  @ParameterizedTest(name = "{0} values, scale {1}, {2} objectives, {3} bytes for shards")
  @CsvSource({
    "10, 6, 0, 0",
    "300, 8, 4, 0",
    "3000, 2, 3, 1000000",
  })
  void amountsAreCountedForTheirBoundsEitherWay(
      int values, int scale, int objectives, long budget) {
    for (int round = 0; round < HISTOGRAMS; round++) {
      long[] keys =
          random
              .doubles(objectives)
              .map(exponent -> Math.pow(10, exponent * 80 - 40))
              .mapToLong(Double::doubleToRawLongBits)
              .distinct()
              .toArray();
      HistogramShape shape = shape(scale, false, keys, budget);
      AdaptiveHistogram histogram = new AdaptiveHistogram(shape);
      double[] recorded = new double[values];
      for (int i = 0; i < values; i++) {
        recorded[i] =
            random.nextInt(20) == 0 ? 0 : Math.scalb(random.nextDouble(), random.nextInt(60) - 30);
        histogram.recordDouble(recorded[i]);
      }
      assertCounts(histogram, BucketBounds.of(shape, round % 3 > 0, 1e-3, 1e6), recorded);
    }
  }

  private static void assertCounts(
      AdaptiveHistogram histogram, BucketBounds bounds, double[] recorded) {
    long[] expected = new long[bounds.size() + 1];
    for (int b = 0; b < bounds.size(); b++) {
      double bound = bounds.shown().upperBound(b);
      expected[b] = Arrays.stream(recorded).filter(value -> value <= bound).count();
    }
    expected[bounds.size()] = recorded.length;
    HistogramReading reading = new HistogramReading();
    histogram.read(reading);
    assertThat(accumulated(bounds, reading)).as("finely, seed %d", SEED).isEqualTo(expected);
    double sum = reading.sum();
    histogram.read(reading, bounds);
    assertThat(accumulated(bounds, reading)).as("classically, seed %d", SEED).isEqualTo(expected);
    assertThat(reading.count()).isEqualTo(recorded.length);
    assertThat(reading.sum()).isEqualTo(sum);
    assertThat(reading.buckets().size()).isZero();
    histogram.read(reading);
    assertThat(accumulated(bounds, reading)).as("finely again").isEqualTo(expected);
  }

  private static long[] accumulated(BucketBounds bounds, HistogramReading reading) {
    long[] cumulative = new long[bounds.size() + 1];
    assertThat(bounds.accumulate(reading, cumulative)).isEqualTo(cumulative[bounds.size()]);
    return cumulative;
  }
}
