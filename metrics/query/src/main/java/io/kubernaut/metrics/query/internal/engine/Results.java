package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes the series of results from columns and windows. */
final class Results {

  private Results() {}

  static SampleSeries series(Labels labels, long[] times, StepColumn column) {
    if (column.isFullOfFloats()) {
      return new SampleSeries(labels, times, column.values().clone(), null, times.length);
    }
    int count = column.count();
    long[] present = new long[count];
    double[] values = new double[count];
    @Nullable NativeHistogram[] histograms =
        column.hasHistograms() ? new NativeHistogram[count] : null;
    int size = 0;
    for (int step = 0; step < times.length; step++) {
      if (column.has(step)) {
        present[size] = times[step];
        values[size] = column.value(step);
        if (histograms != null) {
          histograms[size] = column.histogram(step);
        }
        size++;
      }
    }
    return new SampleSeries(labels, present, values, histograms, size);
  }

  /** Returns the samples of the range of the only step. */
  static SampleSeries range(
      Labels labels, RangeWindows windows, Annotations annotations, Span span) {
    int floats = windows.to[0] - windows.from[0];
    if (windows.hasHistograms()) {
      return mixed(labels, windows);
    }
    if (windows.range().extension() != Modifiers.Extension.NONE && floats > 0) {
      return extended(labels, windows);
    }
    return new SampleSeries(
        labels,
        Arrays.copyOfRange(windows.times, windows.from[0], windows.to[0]),
        Arrays.copyOfRange(windows.values, windows.from[0], windows.to[0]),
        null,
        floats);
  }

  private static SampleSeries mixed(Labels labels, RangeWindows windows) {
    RangeWindows.Histograms histograms = windows.histograms();
    int f = windows.from[0];
    int h = histograms.from[0];
    int size = windows.to[0] - f + histograms.to[0] - h;
    long[] times = new long[size];
    double[] values = new double[size];
    @Nullable NativeHistogram[] found = new NativeHistogram[size];
    for (int i = 0; i < size; i++) {
      boolean isFloat =
          h >= histograms.to[0] || (f < windows.to[0] && windows.times[f] < histograms.times[h]);
      times[i] = isFloat ? windows.times[f] : histograms.times[h];
      values[i] = isFloat ? windows.values[f] : 0;
      found[i] = isFloat ? null : histograms.values[h];
      f += isFloat ? 1 : 0;
      h += isFloat ? 0 : 1;
    }
    return new SampleSeries(labels, times, values, found, size);
  }

  /** The samples inside of the range, between one at each edge. */
  private static SampleSeries extended(Labels labels, RangeWindows windows) {
    boolean smoothed = windows.range().extension() == Modifiers.Extension.SMOOTHED;
    long start = windows.start(0);
    long end = windows.end(0);
    int from = windows.from[0];
    ExtendedRate.Edges edges =
        ExtendedRate.Edges.of(windows.times, from, windows.to[0], start, end, smoothed);
    if (edges.isEmpty()) {
      return new SampleSeries(labels, new long[0], new double[0], null, 0);
    }
    int first = edges.first();
    int last = edges.last();
    double left =
        smoothed && windows.times[first] < start
            ? between(windows, first, start)
            : windows.values[first];
    double right =
        smoothed && last > from && windows.times[last] > end
            ? between(windows, last - 1, end)
            : windows.values[last];
    int inner = windows.times[first] <= start ? first + 1 : first;
    int innerEnd = windows.times[last] >= end ? last : last + 1;
    int count = Math.max(0, innerEnd - inner);
    long[] times = new long[count + 2];
    double[] values = new double[count + 2];
    times[0] = start;
    values[0] = left;
    System.arraycopy(windows.times, inner, times, 1, count);
    System.arraycopy(windows.values, inner, values, 1, count);
    times[count + 1] = end;
    values[count + 1] = right;
    return new SampleSeries(labels, times, values, null, count + 2);
  }

  private static double between(RangeWindows windows, int at, long time) {
    return ExtendedRate.between(
        windows.times[at], windows.values[at], windows.times[at + 1], windows.values[at + 1], time);
  }
}
