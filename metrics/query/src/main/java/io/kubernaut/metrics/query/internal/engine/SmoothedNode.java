package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The value of each series at the very moment of each step, estimated from the samples before and
 * after it. Without a sample after it, the one before counts.
 */
final class SmoothedNode extends VectorNode {

  private final RangeSource source;
  private final Span span;
  private final Annotations annotations;

  SmoothedNode(StepGrid grid, RangeSource source, Span span, Annotations annotations) {
    super(grid);
    this.source = source;
    this.span = span;
    this.annotations = annotations;
  }

  @Override
  void prepare() {
    source.prepare();
  }

  @Override
  int size() {
    return source.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return source.labels(index);
  }

  @Override
  void read(int index, StepColumn into) {
    into.clear();
    RangeWindows windows = source.windows();
    source.read(index, windows);
    String metric = source.labels(index).labels().metricName();
    for (int step = 0; step < steps(); step++) {
      estimate(windows, step, metric, into);
    }
  }

  private void estimate(RangeWindows windows, int step, String metric, StepColumn into) {
    RangeWindows.Histograms histograms = windows.histograms();
    int from = windows.from[step];
    int to = windows.to[step];
    boolean others = windows.hasHistograms() && histograms.from[step] < histograms.to[step];
    if (from < to && others) {
      annotations.warn(span, Notes.mixedRange(metric));
    } else if (from < to) {
      ofFloats(windows, from, to, windows.end(step), step, into);
    } else if (others) {
      NativeHistogram found =
          ofHistograms(
              histograms, histograms.from[step], histograms.to[step], windows.end(step), metric);
      if (found != null) {
        into.set(step, found);
      }
    }
  }

  private static int notBefore(long[] times, int from, int to, long time) {
    int at = from;
    while (at < to && times[at] < time) {
      at++;
    }
    return at;
  }

  private static void ofFloats(
      RangeWindows windows, int from, int to, long time, int step, StepColumn into) {
    long[] times = windows.times;
    double[] values = windows.values;
    int next = notBefore(times, from, to, time);
    if (next < to && times[next] == time) {
      into.set(step, values[next]);
    } else if (next > from && next < to) {
      into.set(
          step,
          ExtendedRate.between(times[next - 1], values[next - 1], times[next], values[next], time));
    } else if (next > from) {
      into.set(step, values[next - 1]);
    }
  }

  private @Nullable NativeHistogram ofHistograms(
      RangeWindows.Histograms histograms, int from, int to, long time, String metric) {
    long[] times = histograms.times;
    NativeHistogram[] values = histograms.values;
    int next = notBefore(times, from, to, time);
    if (next == from && (next == to || times[next] != time)) {
      return null;
    }
    if (next == to) {
      return values[next - 1];
    }
    if (times[next] == time) {
      return values[next];
    }
    Estimate estimate =
        Estimate.of(times[next - 1], values[next - 1], times[next], values[next], time, false);
    int flags = estimate.subtraction();
    if ((flags & WorkingHistogram.INCOMPATIBLE) != 0) {
      annotations.warn(span, Notes.mixedSchemas(metric));
      return null;
    }
    if ((flags & WorkingHistogram.RECONCILED) != 0) {
      annotations.info(span, Notes.reconciled("subtraction"));
    }
    if ((estimate.addition() & WorkingHistogram.RECONCILED) != 0) {
      annotations.info(span, Notes.reconciled("addition"));
    }
    return estimate.histogram();
  }

  @Override
  public void close() {
    source.close();
  }
}
