package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.ResetDetection;
import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import org.jspecify.annotations.Nullable;

/** The difference between the first and the last histogram of a range, resets considered. */
final class HistogramRate {

  private final boolean counter;

  HistogramRate(boolean counter) {
    this.counter = counter;
  }

  /**
   * A difference that is still to be stretched.
   *
   * @param histogram the difference
   */
  record Difference(WorkingHistogram histogram) {

    double count() {
      return histogram.count();
    }

    NativeHistogram times(double factor) {
      return histogram.multiply(factor).toNative();
    }
  }

  /**
   * Computes the difference of the histograms at these positions, plus one more if it is given.
   * Returns null, and warns, if they can not be brought together.
   */
  @Nullable Difference difference(
      RangeInput input, int from, int to, @Nullable NativeHistogram plus) {
    RangeWindows.Histograms histograms = input.windows().histograms();
    if (to - from == 1) {
      return plus == null ? null : new Difference(WorkingHistogram.of(plus));
    }
    WorkingHistogram result = compute(input, histograms, from, to);
    if (result == null) {
      return null;
    }
    if (plus != null && !report(input, result.add(plus), "addition")) {
      return null;
    }
    return new Difference(result);
  }

  private @Nullable WorkingHistogram compute(
      RangeInput input, RangeWindows.Histograms histograms, int from, int to) {
    NativeHistogram[] values = histograms.values;
    NativeHistogram last = values[to - 1];
    checkKinds(input, values, from, to);
    // A reset right after the first sample makes its layout meaningless.
    boolean fresh = counter && isReset(histograms, from + 1);
    NativeHistogram first = fresh ? empty(values[from + 1]) : values[from];
    if (last.hasCustomBounds() != first.hasCustomBounds()
        || (counter && mixesSchemas(values, from + 1, to, first.hasCustomBounds()))) {
      input.warn(Notes.mixedSchemas(input.metric()));
      return null;
    }
    WorkingHistogram result = WorkingHistogram.of(last);
    result.coarsen(coarsest(values, from + 1, to, Math.min(last.schema(), first.schema())));
    if (!report(input, result.subtract(first), "subtraction")) {
      return null;
    }
    if (counter && !addHidden(input, histograms, from, to, first, result)) {
      return null;
    }
    return result.hint(ResetHint.GAUGE).compact();
  }

  private void checkKinds(RangeInput input, NativeHistogram[] values, int from, int to) {
    if (counter) {
      for (int i = from; i < to; i++) {
        if (values[i].hint() == ResetHint.GAUGE) {
          input.warn(Notes.notCounter(input.metric()));
          return;
        }
      }
    } else if (values[from].hint() != ResetHint.GAUGE || values[to - 1].hint() != ResetHint.GAUGE) {
      input.warn(Notes.notGauge(input.metric()));
    }
  }

  private int coarsest(NativeHistogram[] values, int from, int to, int known) {
    int coarsest = known;
    for (int i = from; counter && i < to - 1; i++) {
      coarsest = Math.min(coarsest, values[i].schema());
    }
    return coarsest;
  }

  private static boolean mixesSchemas(NativeHistogram[] values, int from, int to, boolean custom) {
    for (int i = from; i < to; i++) {
      if (values[i].hasCustomBounds() != custom) {
        return true;
      }
    }
    return false;
  }

  private static NativeHistogram empty(NativeHistogram like) {
    return NativeHistogram.builder(like.schema()).bounds(like.bounds()).build();
  }

  private static boolean isReset(RangeWindows.Histograms histograms, int at) {
    long[] starts = histograms.starts;
    boolean byStart =
        starts != null
            && StartTimes.isReset(
                starts[at - 1], histograms.times[at - 1], starts[at], histograms.times[at]);
    return byStart || ResetDetection.isReset(histograms.values[at - 1], histograms.values[at]);
  }

  /** Adds what the histograms before each reset had counted. */
  private boolean addHidden(
      RangeInput input,
      RangeWindows.Histograms histograms,
      int from,
      int to,
      NativeHistogram first,
      WorkingHistogram result) {
    NativeHistogram before = first;
    boolean overlap = false;
    for (int i = from + 1; i < to; i++) {
      long[] starts = histograms.starts;
      boolean byStart = false;
      if (starts != null) {
        overlap |= StartTimes.overlap(starts[i - 1], histograms.times[i - 1], starts[i]);
        byStart =
            StartTimes.isReset(
                starts[i - 1], histograms.times[i - 1], starts[i], histograms.times[i]);
      }
      boolean reset = byStart || ResetDetection.isReset(before, histograms.values[i]);
      if (reset && !report(input, result.add(before), "addition")) {
        return false;
      }
      before = histograms.values[i];
    }
    if (overlap) {
      input.warn(Notes.startOverlap(input.metric()));
    }
    return true;
  }

  /** Says what came of bringing two histograms together. Returns false if they can not be. */
  static boolean report(RangeInput input, int flags, String operation) {
    if ((flags & WorkingHistogram.INCOMPATIBLE) != 0) {
      input.warn(Notes.mixedSchemas(input.metric()));
      return false;
    }
    if ((flags & WorkingHistogram.RECONCILED) != 0) {
      input.info(Notes.reconciled(operation));
    }
    return true;
  }
}
