package io.kubernaut.metrics.registry.rollup;

import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricType;
import java.nio.charset.StandardCharsets;

/**
 * One series in the window that is open: where its totals stood when the window began, and what has
 * been read since. One thread at a time uses it.
 */
final class SeriesWindow {
  private static final double NANOS = 1e9;

  private final MetricMetadata family;
  private final String labels;
  private final CumulativeBuckets base = new CumulativeBuckets();
  private double baseSum;
  private long baseCount;
  private long readings;
  private double readSum;
  private double min;
  private double max;
  private double last;
  boolean seen;

  SeriesWindow(MetricMetadata family, byte[] labels) {
    this.family = family;
    this.labels = new String(labels, StandardCharsets.UTF_8);
    begin();
  }

  private void begin() {
    readings = 0;
    readSum = 0;
    min = Double.NaN;
    max = Double.NaN;
    last = Double.NaN;
  }

  /** Notes what a counter or a gauge stands at. */
  void read(double value) {
    readings++;
    readSum += value;
    min = readings == 1 ? value : Math.min(min, value);
    max = readings == 1 ? value : Math.max(max, value);
    last = value;
  }

  /** Ends the window of a counter or a gauge with its last reading, and begins the next. */
  RollUp close() {
    boolean counter = family.type() == MetricType.COUNTER;
    double sum = counter ? last - baseSum : readSum;
    RollUp closed = rollUp(readings, sum, min, max, last, QuantileSketch.EMPTY);
    baseSum = last;
    begin();
    return closed;
  }

  /** Ends the window of a distribution with a reading, and begins the next. */
  RollUp close(HistogramSample sample) {
    QuantileSketch sketch = base.growth(sample);
    long count = sketch.count();
    double sum = growth(sample.sum);
    // A single recording is known exactly.
    double least = count == 1 ? sum : sketch.least();
    double greatest = count == 1 ? sum : sketch.greatest();
    base.set(sample);
    return rollUp(count, sum, least, greatest, Double.NaN, sketch);
  }

  /** Ends the window of what tells only count and sum, and begins the next. */
  RollUp close(long count, double sum) {
    RollUp closed =
        rollUp(
            count - baseCount,
            growth(sum),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            QuantileSketch.EMPTY);
    baseCount = count;
    return closed;
  }

  /** Seconds are whole nanoseconds in truth, so what a difference of doubles lost is known. */
  private double growth(double sum) {
    double growth = sum - baseSum;
    baseSum = sum;
    return family.unit().equals("seconds") ? Math.rint(growth * NANOS) / NANOS : growth;
  }

  private RollUp rollUp(
      long count, double sum, double least, double greatest, double end, QuantileSketch sketch) {
    return new RollUp(
        family.name(), labels, family.type(), count, sum, least, greatest, end, sketch);
  }
}
