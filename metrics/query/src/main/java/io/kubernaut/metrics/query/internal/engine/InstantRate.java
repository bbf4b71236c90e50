package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.ResetDetection;
import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;

/** {@code irate} and {@code idelta}: the difference of the last two samples of a range. */
final class InstantRate implements RangeFunction {

  private final boolean counter;

  InstantRate(boolean counter) {
    this.counter = counter;
  }

  @Override
  public void apply(RangeInput input, StepColumn into) {
    RangeWindows windows = input.windows();
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.hasHistograms()) {
        applyMixed(input, step, into);
      } else if (windows.to[step] - windows.from[step] >= 2) {
        ofFloats(windows, windows.to[step] - 1, step, into);
      }
    }
  }

  private void ofFloats(RangeWindows windows, int last, int step, StepColumn into) {
    double value = windows.values[last];
    double before = windows.values[last - 1];
    long time = windows.times[last];
    long earlier = windows.times[last - 1];
    boolean reset = value < before;
    if (counter && windows.starts != null) {
      reset |= StartTimes.isReset(windows.starts[last - 1], earlier, windows.starts[last], time);
    }
    double result = counter && reset ? value : value - before;
    into.set(step, counter ? result / ((time - earlier) / 1e3) : result);
  }

  /** Finds the last two samples of both kinds. */
  private void applyMixed(RangeInput input, int step, StepColumn into) {
    RangeWindows windows = input.windows();
    RangeWindows.Histograms histograms = windows.histograms();
    int floats = windows.to[step] - windows.from[step];
    int others = histograms.to[step] - histograms.from[step];
    if (floats + others < 2) {
      return;
    }
    int lastFloat = windows.to[step] - 1;
    int lastHistogram = histograms.to[step] - 1;
    boolean twoFloats =
        floats >= 2
            && (others == 0 || windows.times[lastFloat - 1] > histograms.times[lastHistogram]);
    boolean twoHistograms =
        others >= 2
            && (floats == 0 || histograms.times[lastHistogram - 1] > windows.times[lastFloat]);
    if (twoFloats) {
      ofFloats(windows, lastFloat, step, into);
    } else if (twoHistograms) {
      ofHistograms(input, lastHistogram, step, into);
    } else {
      input.warn(Notes.mixedRange(input.metric()));
    }
  }

  private void ofHistograms(RangeInput input, int last, int step, StepColumn into) {
    RangeWindows.Histograms histograms = input.windows().histograms();
    NativeHistogram value = histograms.values[last];
    NativeHistogram before = histograms.values[last - 1];
    checkKind(input, value, before);
    WorkingHistogram result = WorkingHistogram.of(value);
    boolean reset = counter && isReset(histograms, last);
    if (!reset && !HistogramRate.report(input, result.subtract(before), "subtraction")) {
      return;
    }
    result.hint(ResetHint.GAUGE).compact();
    if (counter) {
      result.divide((histograms.times[last] - histograms.times[last - 1]) / 1e3);
    }
    into.set(step, result.toNative());
  }

  private void checkKind(RangeInput input, NativeHistogram value, NativeHistogram before) {
    boolean gauge = value.hint() == ResetHint.GAUGE;
    boolean gaugeBefore = before.hint() == ResetHint.GAUGE;
    if (counter && (gauge || gaugeBefore)) {
      input.warn(Notes.notCounter(input.metric()));
    }
    if (!counter && !(gauge && gaugeBefore)) {
      input.warn(Notes.notGauge(input.metric()));
    }
  }

  private static boolean isReset(RangeWindows.Histograms histograms, int last) {
    long[] starts = histograms.starts;
    boolean byStart =
        starts != null
            && StartTimes.isReset(
                starts[last - 1], histograms.times[last - 1], starts[last], histograms.times[last]);
    return byStart || ResetDetection.isReset(histograms.values[last - 1], histograms.values[last]);
  }
}
