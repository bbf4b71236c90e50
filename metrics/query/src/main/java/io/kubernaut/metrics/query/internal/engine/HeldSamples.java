package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import org.jspecify.annotations.Nullable;

/**
 * The samples that one node of a query holds at the moment, counted as Prometheus counts them: a
 * float is one, a histogram as many as would take its room, at 16 bytes each. So it is counted by
 * the series and not by the sample, unless there are histograms.
 */
final class HeldSamples {

  /** What a histogram takes in Prometheus, beside its buckets and spans, and its time. */
  private static final int HISTOGRAM = 168 + 8;

  private static final int SAMPLE = 16;
  private static final int EACH = 8; // bytes of a bucket, of a span, of a bound

  private final Budget budget;
  private long held;

  HeldSamples(Budget budget) {
    this.budget = budget;
  }

  /** Holds so many instead of those before. */
  void set(long samples) {
    budget.holdSamples(samples - held);
    held = samples;
  }

  /** Holds some more. */
  void add(long samples) {
    set(held + samples);
  }

  /** Holds none any more. */
  void release() {
    set(0);
  }

  static long of(StepColumn column) {
    long samples = column.count();
    for (int step = 0; column.hasHistograms() && step < column.steps(); step++) {
      samples += more(column.histogram(step));
    }
    return samples;
  }

  static long of(SampleColumns columns) {
    long samples = columns.size();
    for (int i = 0; columns.hasHistograms() && i < columns.size(); i++) {
      samples += more(columns.histograms()[i]);
    }
    return samples;
  }

  static long of(SampleSeries series) {
    long samples = series.size();
    for (int i = 0; i < series.size(); i++) {
      samples += more(series.histogram(i).orElse(null));
    }
    return samples;
  }

  /** How many more than one it is. */
  private static long more(@Nullable NativeHistogram histogram) {
    return histogram == null ? 0 : size(histogram) - 1;
  }

  static long size(NativeHistogram histogram) {
    int[] positive = histogram.positiveIndexes();
    int[] negative = histogram.negativeIndexes();
    int buckets = positive.length + negative.length + histogram.bounds().length;
    return (HISTOGRAM + (long) EACH * (buckets + spans(positive) + spans(negative))) / SAMPLE;
  }

  /** How many stretches of neighbours there are. */
  private static int spans(int[] indexes) {
    int spans = indexes.length == 0 ? 0 : 1;
    for (int i = 1; i < indexes.length; i++) {
      spans += indexes[i] == indexes[i - 1] + 1 ? 0 : 1;
    }
    return spans;
  }
}
