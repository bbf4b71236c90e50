package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * {@code rate}, {@code increase} and {@code delta}.
 *
 * <p>The difference between the first and the last sample of a range, plus what resets hid, is
 * stretched to the edges of the range: all the way if the outermost sample is about as near to the
 * edge as samples are to each other, else by half of that distance; and for counters not beyond the
 * point where the counter would have been zero. If the first sample's start time lies in the range,
 * the counter was zero then, and nothing is stretched to the left.
 *
 * <p>Resets are looked for once in a series. Where there is none, a step costs the same however
 * long its range is.
 */
final class Rate implements RangeFunction {

  private final boolean counter;
  private final boolean perSecond;
  private final HistogramRate histogramRate;
  private String informed = "";

  /** Where the last reset before or at each sample is, for the series being evaluated. */
  private int[] lastReset = new int[0];

  Rate(boolean counter, boolean perSecond) {
    this.counter = counter;
    this.perSecond = perSecond;
    this.histogramRate = new HistogramRate(counter);
  }

  @Override
  public void apply(RangeInput input, StepColumn into) {
    RangeWindows windows = input.windows();
    if (windows.range().extension() != Modifiers.Extension.NONE) {
      new ExtendedRate(counter, perSecond).apply(input, into);
    } else if (windows.hasHistograms()) {
      applyMixed(input, into);
    } else if (windows.starts != null) {
      for (int step = 0; step < windows.steps(); step++) {
        withStarts(input, step, into);
      }
    } else {
      applyFloats(windows, into);
    }
    if (counter && into.count() > 0 && !into.hasHistograms()) {
      CounterNames.check(input, informed);
      informed = input.metric();
    }
  }

  private void applyFloats(RangeWindows windows, StepColumn into) {
    boolean resets = counter && findResets(windows.values, windows.size);
    double perSecondFactor = perSecond ? windows.range().seconds() : 1;
    for (int step = 0; step < windows.steps(); step++) {
      int from = windows.from[step];
      int to = windows.to[step];
      if (to - from < 2) {
        continue;
      }
      double difference = windows.values[to - 1] - windows.values[from];
      if (resets && lastReset[to - 1] > from) {
        difference += hidden(windows.values, from, to);
      }
      double factor =
          stretch(windows, step, windows.times[from], windows.times[to - 1], to - from - 1)
              .factor(counter, difference, windows.values[from]);
      into.set(step, difference * (factor / perSecondFactor));
    }
  }

  /** Notes for each sample where the last reset is; tells whether there is any. */
  private boolean findResets(double[] values, int size) {
    int first = 1;
    while (first < size && !(values[first] < values[first - 1])) {
      first++;
    }
    if (first >= size) {
      return false;
    }
    if (lastReset.length < size) {
      lastReset = new int[size];
    }
    int last = 0;
    for (int i = 0; i < size; i++) {
      if (i > 0 && values[i] < values[i - 1]) {
        last = i;
      }
      lastReset[i] = last;
    }
    return true;
  }

  private static double hidden(double[] values, int from, int to) {
    double hidden = 0;
    for (int i = from + 1; i < to; i++) {
      if (values[i] < values[i - 1]) {
        hidden += values[i - 1];
      }
    }
    return hidden;
  }

  private final Stretch stretch = new Stretch();

  private Stretch stretch(RangeWindows windows, int step, long first, long last, int intervals) {
    stretch.set(windows.start(step), windows.end(step), first, last, intervals);
    return stretch;
  }

  private void applyMixed(RangeInput input, StepColumn into) {
    RangeWindows windows = input.windows();
    RangeWindows.Histograms histograms = windows.histograms();
    for (int step = 0; step < windows.steps(); step++) {
      boolean floats = windows.from[step] < windows.to[step];
      boolean hasHistograms = histograms.from[step] < histograms.to[step];
      if (floats && hasHistograms) {
        input.warn(Notes.mixedRange(input.metric()));
      } else if (floats) {
        withStarts(input, step, into);
      } else if (hasHistograms) {
        ofHistograms(input, step, into);
      }
    }
  }

  private void withStarts(RangeInput input, int step, StepColumn into) {
    RangeWindows windows = input.windows();
    int from = windows.from[step];
    int to = windows.to[step];
    if (from == to) {
      return;
    }
    double[] values = windows.values;
    double difference = values[to - 1] - values[from];
    if (counter) {
      difference += hiddenByStarts(input, from, to);
    }
    long start = counter && windows.starts != null ? windows.starts[from] : 0;
    Stretch range =
        stretch(windows, step, windows.times[from], windows.times[to - 1], to - from - 1);
    double factor;
    if (range.beginsWithin(start)) {
      difference += values[from];
      factor = range.factorSince(start);
    } else if (to - from < 2) {
      return;
    } else {
      factor = range.factor(counter, difference, values[from]);
    }
    into.set(step, difference * (factor / divisor(windows)));
  }

  private double hiddenByStarts(RangeInput input, int from, int to) {
    RangeWindows windows = input.windows();
    long[] starts = windows.starts;
    double hidden = 0;
    boolean overlap = false;
    for (int i = from + 1; i < to; i++) {
      long before = windows.times[i - 1];
      boolean reset = windows.values[i] < windows.values[i - 1];
      if (starts != null) {
        overlap |= StartTimes.overlap(starts[i - 1], before, starts[i]);
        reset |= StartTimes.isReset(starts[i - 1], before, starts[i], windows.times[i]);
      }
      hidden += reset ? windows.values[i - 1] : 0;
    }
    if (overlap) {
      input.warn(Notes.startOverlap(input.metric()));
    }
    return hidden;
  }

  private double divisor(RangeWindows windows) {
    return perSecond ? windows.range().seconds() : 1;
  }

  private void ofHistograms(RangeInput input, int step, StepColumn into) {
    RangeWindows windows = input.windows();
    RangeWindows.Histograms histograms = windows.histograms();
    int from = histograms.from[step];
    int to = histograms.to[step];
    NativeHistogram first = histograms.values[from];
    long start = counter && histograms.starts != null ? histograms.starts[from] : 0;
    Stretch range =
        stretch(windows, step, histograms.times[from], histograms.times[to - 1], to - from - 1);
    boolean begins = range.beginsWithin(start);
    if (to - from < 2 && !begins) {
      return;
    }
    HistogramRate.@Nullable Difference difference =
        histogramRate.difference(input, from, to, begins ? first : null);
    if (difference == null) {
      return;
    }
    double factor =
        begins
            ? range.factorSince(start)
            : range.factor(counter, difference.count(), first.count());
    into.set(step, difference.times(factor / divisor(windows)));
  }
}
