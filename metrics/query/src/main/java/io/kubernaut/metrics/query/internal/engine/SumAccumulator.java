package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Sums or means. Floats are added with compensation (the error of each addition is computed without
 * a branch, so that the loop over steps becomes vector instructions); a mean whose sum would
 * overflow is carried along instead. A step with floats and histograms has no result, and the
 * answer says so.
 */
final class SumAccumulator implements Accumulator {

  private final boolean average;
  private final Annotations annotations;
  private final Span span;
  private final double[] sums;
  private final double[] lost;
  private final int[] counts;
  private @Nullable Mean @Nullable [] carried;
  private @Nullable HistogramSum @Nullable [] histograms;

  SumAccumulator(int steps, boolean average, Annotations annotations, Span span) {
    this.average = average;
    this.annotations = annotations;
    this.span = span;
    sums = new double[steps];
    lost = new double[steps];
    counts = new int[steps];
  }

  @Override
  public void add(StepColumn column, String metric) {
    if (column.isFullOfFloats() && !average) {
      addAll(column.values());
      return;
    }
    for (int step = 0; step < sums.length; step++) {
      if (!column.has(step)) {
        continue;
      }
      NativeHistogram histogram = column.histogram(step);
      if (histogram == null) {
        addFloat(step, column.value(step));
      } else {
        addHistogram(step, histogram, metric);
      }
    }
  }

  private void addAll(double[] values) {
    double[] sum = sums;
    double[] error = lost;
    for (int i = 0; i < sum.length; i++) {
      double a = sum[i];
      double b = values[i];
      double next = a + b;
      double partOfB = next - a;
      error[i] += (a - (next - partOfB)) + (b - partOfB);
      sum[i] = next;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i]++;
    }
  }

  private void addFloat(int step, double value) {
    counts[step]++;
    Mean mean = carried == null ? null : carried[step];
    if (mean != null) {
      mean.add(value);
      return;
    }
    double a = sums[step];
    double next = a + value;
    if (average && Double.isInfinite(next) && counts[step] > 1) {
      carry(step, value);
      return;
    }
    double partOfB = next - a;
    lost[step] += (a - (next - partOfB)) + (value - partOfB);
    sums[step] = next;
  }

  /** Goes on with a mean, because the sum would overflow. */
  private void carry(int step, double value) {
    @Nullable Mean[] all = carried;
    if (all == null) {
      all = new Mean[sums.length];
      carried = all;
    }
    Mean mean = Mean.of(sums[step], lost[step], counts[step] - 1);
    mean.add(value);
    all[step] = mean;
  }

  private void addHistogram(int step, NativeHistogram histogram, String metric) {
    @Nullable HistogramSum[] all = histograms;
    if (all == null) {
      all = new HistogramSum[sums.length];
      histograms = all;
    }
    HistogramSum sum = all[step];
    if (sum == null) {
      sum = new HistogramSum(average);
      all[step] = sum;
    }
    if (!sum.incompatible()) {
      sum.add(histogram);
      if (sum.incompatible()) {
        annotations.warn(span, Notes.mixedSchemas(metric));
      }
    }
  }

  @Override
  public void finish(StepColumn into) {
    for (int step = 0; step < sums.length; step++) {
      HistogramSum histogram = histograms == null ? null : histograms[step];
      if (histogram == null) {
        if (counts[step] > 0) {
          into.set(step, value(step));
        }
      } else if (counts[step] > 0) {
        annotations.warn(span, Notes.mixedAggregation());
      } else if (!histogram.incompatible()) {
        histogram.report(annotations, span);
        into.set(step, histogram.value());
      }
    }
  }

  private double value(int step) {
    Mean mean = carried == null ? null : carried[step];
    if (mean != null) {
      return mean.value();
    }
    double sum = sums[step];
    // What an infinite sum lost is not a number.
    double rest = Double.isInfinite(sum) ? 0 : lost[step];
    return average ? sum / counts[step] + rest / counts[step] : sum + rest;
  }
}
