package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Modifiers;
import java.util.Arrays;

/**
 * Rates between the very edges of a range: from the last sample at or before its beginning ({@code
 * anchored}), or from and to values that are estimated at the edges by the samples around them
 * ({@code smoothed}). Nothing is stretched.
 */
final class ExtendedRate implements RangeFunction {

  private final boolean counter;
  private final boolean perSecond;

  ExtendedRate(boolean counter, boolean perSecond) {
    this.counter = counter;
    this.perSecond = perSecond;
  }

  @Override
  public void apply(RangeInput input, StepColumn into) {
    RangeWindows windows = input.windows();
    RangeWindows.Histograms histograms = windows.histograms();
    for (int step = 0; step < windows.steps(); step++) {
      boolean floats = windows.from[step] < windows.to[step];
      boolean hasHistograms =
          windows.hasHistograms() && histograms.from[step] < histograms.to[step];
      if (floats && hasHistograms) {
        input.warn(Notes.mixedRange(input.metric()));
      } else if (floats) {
        ofFloats(windows, step, into);
      } else if (hasHistograms) {
        new ExtendedHistogramRate(input, counter, perSecond).apply(step, into);
      }
    }
  }

  /**
   * The positions of the outermost samples that count.
   *
   * @param first the one that the range begins with
   * @param last the one that it ends with
   */
  record Edges(int first, int last) {

    static final Edges NONE = new Edges(0, -1);

    boolean isEmpty() {
      return last < first;
    }

    /** Finds the outermost samples for a range; none if there is no sample to measure by. */
    static Edges of(long[] times, int from, int to, long start, long end, boolean smoothed) {
      int afterStart = firstAfter(times, from, to - 1, start);
      int first = Math.max(from, afterStart - 1);
      int last = smoothed ? firstAfter(times, from, to - 1, end - 1) : to - 1;
      boolean before = times[last] <= start;
      boolean after = smoothed && times[first] > end;
      return before || after ? NONE : new Edges(first, last);
    }

    /** Returns the first position after a time, or the last position if there is none. */
    private static int firstAfter(long[] times, int from, int last, long time) {
      int found = Arrays.binarySearch(times, from, last, time + 1);
      return found < 0 ? -found - 1 : found;
    }
  }

  private void ofFloats(RangeWindows windows, int step, StepColumn into) {
    boolean smoothed = windows.range().extension() == Modifiers.Extension.SMOOTHED;
    long start = windows.start(step);
    long end = windows.end(step);
    long[] times = windows.times;
    double[] values = windows.values;
    int from = windows.from[step];
    Edges edges = Edges.of(times, from, windows.to[step], start, end, smoothed);
    if (edges.isEmpty()) {
      return;
    }
    int first = edges.first();
    int last = edges.last();
    double left =
        smoothed && times[first] < start ? estimate(windows, first, start) : values[first];
    double right =
        smoothed && last > from && times[last] > end
            ? estimate(windows, last - 1, end)
            : values[last];
    double result = right - left;
    if (counter) {
      int inner = times[first] <= start ? first + 1 : first;
      int innerEnd = times[last] >= end ? last - 1 : last;
      result += hidden(values, inner, innerEnd, left, right);
    }
    into.set(step, perSecond ? result / windows.range().seconds() : result);
  }

  /** Estimates the value between a sample and the next. A counter that was reset rose from zero. */
  private double estimate(RangeWindows windows, int at, long time) {
    return between(
        windows.times[at],
        counter && windows.values[at + 1] < windows.values[at] ? 0 : windows.values[at],
        windows.times[at + 1],
        windows.values[at + 1],
        time);
  }

  static double between(long t1, double v1, long t2, double v2, long time) {
    return v1 + (v2 - v1) * (double) (time - t1) / (double) (t2 - t1);
  }

  private static double hidden(double[] values, int from, int last, double left, double right) {
    double hidden = 0;
    double before = left;
    for (int i = from; i <= last; i++) {
      hidden += values[i] < before ? before : 0;
      before = values[i];
    }
    return right < before ? hidden + before : hidden;
  }
}
