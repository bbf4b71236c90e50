package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.ResetDetection;
import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import org.jspecify.annotations.Nullable;

/**
 * Rates of histograms between the very edges of a range, as {@link ExtendedRate} has them for
 * floats.
 */
final class ExtendedHistogramRate {

  private final RangeInput input;
  private final RangeWindows windows;
  private final RangeWindows.Histograms histograms;
  private final boolean counter;
  private final boolean perSecond;
  private final boolean smoothed;

  ExtendedHistogramRate(RangeInput input, boolean counter, boolean perSecond) {
    this.input = input;
    this.windows = input.windows();
    this.histograms = windows.histograms();
    this.counter = counter;
    this.perSecond = perSecond;
    this.smoothed = windows.range().extension() == Modifiers.Extension.SMOOTHED;
  }

  void apply(int step, StepColumn into) {
    NativeHistogram result = compute(windows.start(step), windows.end(step), step);
    if (result != null) {
      into.set(step, result);
    }
  }

  private @Nullable NativeHistogram compute(long start, long end, int step) {
    int from = histograms.from[step];
    ExtendedRate.Edges edges =
        ExtendedRate.Edges.of(histograms.times, from, histograms.to[step], start, end, smoothed);
    if (edges.isEmpty() || !sameKind(edges)) {
      return null;
    }
    int first = edges.first();
    int last = edges.last();
    boolean estimateLeft = smoothed && histograms.times[first] < start;
    boolean estimateRight = smoothed && last > from && histograms.times[last] > end;
    NativeHistogram left = estimateLeft ? estimate(first, start) : histograms.values[first];
    NativeHistogram right = estimateRight ? estimate(last - 1, end) : histograms.values[last];
    if (left == null || right == null) {
      return null;
    }
    if (!counter && (left.hint() != ResetHint.GAUGE || right.hint() != ResetHint.GAUGE)) {
      input.warn(Notes.notGauge(input.metric()));
    }
    WorkingHistogram result = WorkingHistogram.of(right);
    if (!HistogramRate.report(input, result.subtract(left), "subtraction")) {
      return null;
    }
    if (counter && !addHidden(edges, left, right, estimateLeft, result)) {
      return null;
    }
    if (perSecond) {
      result.divide(windows.range().seconds());
    }
    return result.hint(ResetHint.GAUGE).compact().toNative();
  }

  private boolean sameKind(ExtendedRate.Edges edges) {
    boolean custom = histograms.values[edges.first()].hasCustomBounds();
    for (int i = edges.first(); i <= edges.last(); i++) {
      if (histograms.values[i].hasCustomBounds() != custom) {
        input.warn(Notes.mixedSchemas(input.metric()));
        return false;
      }
      if (counter && histograms.values[i].hint() == ResetHint.GAUGE) {
        input.warn(Notes.notCounter(input.metric()));
      }
    }
    return true;
  }

  private @Nullable NativeHistogram estimate(int at, long time) {
    Estimate estimate =
        Estimate.of(
            histograms.times[at],
            histograms.values[at],
            histograms.times[at + 1],
            histograms.values[at + 1],
            time,
            counter);
    if (!HistogramRate.report(input, estimate.subtraction(), "subtraction")
        || !HistogramRate.report(input, estimate.addition(), "addition")) {
      return null;
    }
    return estimate.histogram();
  }

  /**
   * Adds what was counted before resets. The outermost samples stand for the edges, so only those
   * between are gone through; a reset that the estimate of the left edge spans is in it already.
   */
  private boolean addHidden(
      ExtendedRate.Edges edges,
      NativeHistogram left,
      NativeHistogram right,
      boolean estimatedLeft,
      WorkingHistogram result) {
    int next = edges.first() + 1;
    NativeHistogram before = left;
    if (estimatedLeft
        && ResetDetection.isReset(histograms.values[edges.first()], histograms.values[next])) {
      before = histograms.values[next];
      next++;
    }
    if (next > edges.last()) {
      return true;
    }
    WorkingHistogram hidden = null;
    for (int i = next; i <= edges.last(); i++) {
      NativeHistogram current = i < edges.last() ? histograms.values[i] : right;
      if (ResetDetection.isReset(before, current)) {
        if (hidden == null) {
          hidden = WorkingHistogram.of(before);
        } else if (!HistogramRate.report(input, hidden.add(before), "addition")) {
          return false;
        }
      }
      before = current;
    }
    return hidden == null || HistogramRate.report(input, result.add(hidden), "addition");
  }
}
