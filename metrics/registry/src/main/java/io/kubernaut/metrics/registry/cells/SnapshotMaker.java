package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowPercentileHistogram;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import org.jspecify.annotations.Nullable;

/**
 * Puts a histogram into the shape in which Micrometer's users look at it: times are nanoseconds
 * there.
 */
final class SnapshotMaker {
  private static final double NANOS_PER_SECOND = 1e9;

  private SnapshotMaker() {}

  static @Nullable TimeWindowPercentileHistogram percentiles(HistogramPlan plan) {
    HistogramPlan.Percentiles wanted = plan.percentiles();
    return wanted == null
        ? null
        : new TimeWindowPercentileHistogram(wanted.clock(), wanted.config(), false);
  }

  static HistogramSnapshot snapshot(
      Series series,
      HistogramPlan plan,
      AdaptiveHistogram histogram,
      @Nullable TimeWindowPercentileHistogram percentiles) {
    HistogramReading reading = new HistogramReading();
    histogram.read(reading);
    double unit = plan.shape().time ? NANOS_PER_SECOND : 1.0;
    return new HistogramSnapshot(
        reading.count(),
        reading.sum() * unit,
        histogram.max() * unit,
        valuesOf(percentiles),
        plan.hasHistogram() ? countsOf(plan, reading, unit) : new CountAtBucket[0],
        (out, scale) -> out.println(series.id()));
  }

  private static ValueAtPercentile[] valuesOf(@Nullable TimeWindowPercentileHistogram percentiles) {
    return percentiles == null
        ? new ValueAtPercentile[0]
        : percentiles.takeSnapshot(0, 0, 0).percentileValues();
  }

  private static CountAtBucket[] countsOf(
      HistogramPlan plan, HistogramReading reading, double unit) {
    BucketBounds bounds = plan.bounds();
    long[] cumulative = new long[bounds.size() + 1];
    bounds.accumulate(reading, cumulative);
    CountAtBucket[] counts = new CountAtBucket[bounds.size()];
    for (int b = 0; b < counts.length; b++) {
      double bound = bounds.shown().upperBound(b) * unit;
      counts[b] = new CountAtBucket(unit == 1.0 ? bound : Math.rint(bound), cumulative[b]);
    }
    return counts;
  }
}
