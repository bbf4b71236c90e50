package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.NativeHistogram;

/** The functions {@code …_over_time} that need no more than a line or a loop. */
final class OverTime {

  private OverTime() {}

  static RangeFunction count() {
    return (input, into) -> {
      RangeWindows windows = input.windows();
      for (int step = 0; step < windows.steps(); step++) {
        double count =
            windows.weights == null
                ? windows.to[step] - windows.from[step]
                : KahanSum.of(windows.weights, windows.from[step], windows.to[step]);
        if (windows.hasHistograms()) {
          count += windows.histograms().to[step] - windows.histograms().from[step];
        }
        if (count > 0) {
          into.set(step, count);
        }
      }
    };
  }

  static RangeFunction present() {
    return (input, into) -> {
      RangeWindows windows = input.windows();
      for (int step = 0; step < windows.steps(); step++) {
        if (isThere(windows, step)) {
          into.set(step, 1);
        }
      }
    };
  }

  private static boolean isThere(RangeWindows windows, int step) {
    RangeWindows.Histograms histograms = windows.histograms();
    return windows.from[step] < windows.to[step]
        || (windows.hasHistograms() && histograms.from[step] < histograms.to[step]);
  }

  static RangeFunction first() {
    return (input, into) -> {
      RangeWindows windows = input.windows();
      RangeWindows.Histograms histograms = windows.histograms();
      for (int step = 0; step < windows.steps(); step++) {
        if (!isThere(windows, step)) {
          continue;
        }
        int at = windows.from[step];
        if (isHistogram(windows, step, true)) {
          into.set(step, histograms.values[histograms.from[step]]);
        } else {
          into.set(step, windows.values[at]);
        }
      }
    };
  }

  static RangeFunction last() {
    return (input, into) -> {
      RangeWindows windows = input.windows();
      RangeWindows.Histograms histograms = windows.histograms();
      for (int step = 0; step < windows.steps(); step++) {
        if (!isThere(windows, step)) {
          continue;
        }
        if (isHistogram(windows, step, false)) {
          NativeHistogram last = histograms.values[histograms.to[step] - 1];
          into.set(step, last);
        } else {
          into.set(step, windows.values[windows.to[step] - 1]);
        }
      }
    };
  }

  static RangeFunction timeOfEdge(boolean first) {
    return (input, into) -> {
      RangeWindows windows = input.windows();
      RangeWindows.Histograms histograms = windows.histograms();
      for (int step = 0; step < windows.steps(); step++) {
        if (!isThere(windows, step)) {
          continue;
        }
        boolean histogram = isHistogram(windows, step, first);
        long[] times = histogram ? histograms.times : windows.times;
        int[] from = histogram ? histograms.from : windows.from;
        int[] to = histogram ? histograms.to : windows.to;
        into.set(step, times[first ? from[step] : to[step] - 1] / 1e3);
      }
    };
  }

  /** Tells whether the outermost sample of a range that is not empty is a histogram. */
  private static boolean isHistogram(RangeWindows windows, int step, boolean first) {
    RangeWindows.Histograms histograms = windows.histograms();
    if (!windows.hasHistograms() || histograms.from[step] == histograms.to[step]) {
      return false;
    }
    if (windows.from[step] == windows.to[step]) {
      return true;
    }
    return first
        ? histograms.times[histograms.from[step]] <= windows.times[windows.from[step]]
        : histograms.times[histograms.to[step] - 1] >= windows.times[windows.to[step] - 1];
  }

  /** The least or the greatest value; what is not a number only if there is nothing else. */
  static RangeFunction extreme(boolean greatest) {
    return new FloatFunction(1) {
      @Override
      double value(RangeInput input, int step, int from, int to) {
        double[] values = input.windows().values;
        double best = values[from];
        for (int i = from + 1; i < to; i++) {
          double value = values[i];
          boolean better = greatest ? value > best : value < best;
          best = better || Double.isNaN(best) ? value : best;
        }
        return best;
      }
    };
  }

  /** When the least or the greatest value was taken, the last time. */
  static RangeFunction timeOfExtreme(boolean greatest) {
    return new FloatFunction(1) {
      @Override
      double value(RangeInput input, int step, int from, int to) {
        double[] values = input.windows().values;
        int best = from;
        for (int i = from; i < to; i++) {
          boolean better = greatest ? values[i] >= values[best] : values[i] <= values[best];
          best = better || Double.isNaN(values[best]) ? i : best;
        }
        return input.windows().times[best] / 1e3;
      }
    };
  }

  static RangeFunction variance(boolean root) {
    return new FloatFunction(1) {
      @Override
      double value(RangeInput input, int step, int from, int to) {
        double[] values = input.windows().values;
        Welford welford = new Welford();
        for (int i = from; i < to; i++) {
          welford.add(values[i]);
        }
        return root ? Math.sqrt(welford.variance()) : welford.variance();
      }
    };
  }

  static RangeFunction quantile() {
    Quantile quantile = new Quantile();
    return new FloatFunction(1) {
      @Override
      double value(RangeInput input, int step, int from, int to) {
        double q = input.scalars()[0][step];
        if (Quantile.isInvalid(q)) {
          input.warn(Notes.badQuantile(q));
        }
        return quantile.of(q, input.windows().values, from, to);
      }
    };
  }

  static RangeFunction medianDeviation() {
    Quantile quantile = new Quantile();
    return new FloatFunction(1) {
      @Override
      double value(RangeInput input, int step, int from, int to) {
        double[] values = input.windows().values;
        for (int i = from; i < to; i++) {
          if (Double.isNaN(values[i])) {
            return Double.NaN;
          }
        }
        double median = quantile.of(0.5, values, from, to);
        double[] distances = new double[to - from];
        for (int i = from; i < to; i++) {
          distances[i - from] = Math.abs(values[i] - median);
        }
        return quantile.of(0.5, distances, 0, distances.length);
      }
    };
  }
}
