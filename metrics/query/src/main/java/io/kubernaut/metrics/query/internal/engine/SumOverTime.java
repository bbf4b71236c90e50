package io.kubernaut.metrics.query.internal.engine;

/** {@code sum_over_time} and {@code avg_over_time}, of floats or of histograms. */
final class SumOverTime implements RangeFunction {

  private final boolean average;
  private final Mean mean = new Mean();

  SumOverTime(boolean average) {
    this.average = average;
  }

  @Override
  public void apply(RangeInput input, StepColumn into) {
    RangeWindows windows = input.windows();
    for (int step = 0; step < windows.steps(); step++) {
      int from = windows.from[step];
      int to = windows.to[step];
      boolean histograms =
          windows.hasHistograms()
              && windows.histograms().from[step] < windows.histograms().to[step];
      if (histograms && from < to) {
        input.warn(Notes.mixedRange(input.metric()));
      } else if (histograms) {
        ofHistograms(input, step, into);
      } else if (from < to) {
        into.set(step, average ? mean(windows, from, to) : KahanSum.of(windows.values, from, to));
      }
    }
  }

  private double mean(RangeWindows windows, int from, int to) {
    double[] weights = windows.weights;
    if (weights != null) {
      return KahanSum.of(windows.values, from, to) / KahanSum.of(weights, from, to);
    }
    double[] values = windows.values;
    mean.reset(values[from]);
    for (int i = from + 1; i < to; i++) {
      mean.add(values[i]);
    }
    return mean.value();
  }

  private void ofHistograms(RangeInput input, int step, StepColumn into) {
    RangeWindows.Histograms histograms = input.windows().histograms();
    HistogramSum sum = new HistogramSum(average);
    for (int i = histograms.from[step]; i < histograms.to[step]; i++) {
      sum.add(histograms.values[i]);
    }
    if (sum.incompatible()) {
      input.warn(Notes.mixedSchemas(input.metric()));
      return;
    }
    sum.report(input.annotations(), input.span());
    into.set(step, sum.value());
  }
}
