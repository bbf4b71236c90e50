package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.ResetDetection;
import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** {@code changes} and {@code resets}: how often a sample differs from the one before. */
final class Transitions implements RangeFunction {

  private final boolean resets;

  Transitions(boolean resets) {
    this.resets = resets;
  }

  @Override
  public void apply(RangeInput input, StepColumn into) {
    RangeWindows windows = input.windows();
    boolean anchored = windows.range().extension() == Modifiers.Extension.ANCHORED;
    if (windows.hasHistograms() || anchored || (resets && windows.starts != null)) {
      for (int step = 0; step < windows.steps(); step++) {
        walk(windows, step, anchored, into);
      }
      return;
    }
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.from[step] < windows.to[step]) {
        into.set(step, count(windows.values, windows.from[step], windows.to[step]));
      }
    }
  }

  private int count(double[] values, int from, int to) {
    int count = 0;
    for (int i = from + 1; i < to; i++) {
      count += differs(values[i - 1], values[i]) ? 1 : 0;
    }
    return count;
  }

  private boolean differs(double before, double value) {
    return resets
        ? value < before
        : value != before && !(Double.isNaN(value) && Double.isNaN(before));
  }

  /** Walks over floats and histograms in order of time. */
  private void walk(RangeWindows windows, int step, boolean anchored, StepColumn into) {
    RangeWindows.Histograms histograms = windows.histograms();
    int f = windows.from[step];
    int h = windows.hasHistograms() ? histograms.from[step] : 0;
    int lastF = windows.to[step];
    int lastH = windows.hasHistograms() ? histograms.to[step] : 0;
    if (anchored) {
      long start = windows.start(step);
      int anchorF = lastNotAfter(windows.times, f, lastF, start);
      int anchorH = lastNotAfter(histograms.times, h, lastH, start);
      boolean floatAnchor =
          anchorF >= f && (anchorH < h || windows.times[anchorF] >= histograms.times[anchorH]);
      if (anchorF + 1 >= lastF && anchorH + 1 >= lastH) {
        return;
      }
      h = floatAnchor || anchorH < h ? anchorH + 1 : anchorH;
      f = floatAnchor ? anchorF : anchorF + 1;
    }
    if (f < lastF || h < lastH) {
      into.set(step, new Walk(windows, f, lastF, h, lastH).count());
    }
  }

  private static int lastNotAfter(long[] times, int from, int to, long time) {
    int at = from;
    while (at < to && times[at] <= time) {
      at++;
    }
    return at - 1;
  }

  /** One walk over the samples of a range. */
  private final class Walk {

    private final RangeWindows windows;
    private int f;
    private final int lastF;
    private int h;
    private final int lastH;

    private double value;
    private @Nullable NativeHistogram histogram;
    private long time;
    private long start;

    Walk(RangeWindows windows, int f, int lastF, int h, int lastH) {
      this.windows = windows;
      this.f = f;
      this.lastF = lastF;
      this.h = h;
      this.lastH = lastH;
    }

    int count() {
      int count = 0;
      next();
      while (f < lastF || h < lastH) {
        double valueBefore = value;
        NativeHistogram histogramBefore = histogram;
        long timeBefore = time;
        long startBefore = start;
        next();
        boolean began = resets && StartTimes.isReset(startBefore, timeBefore, start, time);
        count += differs(valueBefore, histogramBefore, began) ? 1 : 0;
      }
      return count;
    }

    private void next() {
      RangeWindows.Histograms histograms = windows.histograms();
      boolean isFloat = h >= lastH || (f < lastF && windows.times[f] < histograms.times[h]);
      if (isFloat) {
        value = windows.values[f];
        histogram = null;
        time = windows.times[f];
        start = windows.starts == null ? 0 : windows.starts[f];
        f++;
      } else {
        histogram = histograms.values[h];
        time = histograms.times[h];
        start = histograms.starts == null ? 0 : histograms.starts[h];
        h++;
      }
    }

    private boolean differs(
        double valueBefore, @Nullable NativeHistogram histogramBefore, boolean began) {
      NativeHistogram current = histogram;
      if (current == null || histogramBefore == null) {
        boolean bothFloats = current == null && histogramBefore == null;
        return !bothFloats || began || Transitions.this.differs(valueBefore, value);
      }
      return resets
          ? began || ResetDetection.isReset(histogramBefore, current)
          : !current.equals(histogramBefore);
    }
  }
}
