package io.kubernaut.metrics.query.internal.engine;

/**
 * A line through samples with the least squared distances. Times are counted from a moment near the
 * samples, so that their squares keep their digits.
 */
final class Regression {

  private double slope;
  private double intercept;

  /** Fits a line; its value at the moment is the intercept. */
  void fit(long[] times, double[] values, int from, int to, long moment) {
    double first = values[from];
    boolean constant = true;
    KahanSum sumX = new KahanSum();
    KahanSum sumY = new KahanSum();
    KahanSum sumXY = new KahanSum();
    KahanSum sumX2 = new KahanSum();
    for (int i = from; i < to; i++) {
      double y = values[i];
      constant &= i == from || y == first;
      double x = (times[i] - moment) / 1e3;
      sumX.add(x);
      sumY.add(y);
      sumXY.add(x * y);
      sumX2.add(x * x);
    }
    if (constant) {
      slope = Double.isInfinite(first) ? Double.NaN : 0;
      intercept = Double.isInfinite(first) ? Double.NaN : first;
      return;
    }
    double n = to - from;
    double covariance = sumXY.total() - sumX.total() * sumY.total() / n;
    double variance = sumX2.total() - sumX.total() * sumX.total() / n;
    slope = covariance / variance;
    intercept = sumY.total() / n - slope * sumX.total() / n;
  }

  static RangeFunction derivative() {
    Regression regression = new Regression();
    return new Trend() {
      @Override
      double value(RangeInput input, int step, int from, int to) {
        RangeWindows windows = input.windows();
        regression.fit(windows.times, windows.values, from, to, windows.times[from]);
        return regression.slope;
      }
    };
  }

  static RangeFunction prediction() {
    Regression regression = new Regression();
    return new Trend() {
      @Override
      double value(RangeInput input, int step, int from, int to) {
        RangeWindows windows = input.windows();
        regression.fit(windows.times, windows.values, from, to, windows.time(step));
        return regression.slope * input.scalars()[0][step] + regression.intercept;
      }
    };
  }

  /** A function that needs two samples. */
  private abstract static class Trend extends FloatFunction {
    Trend() {
      super(2);
    }
  }

  /** Holt's smoothing with a trend. */
  static RangeFunction smoothing() {
    return new Trend() {
      @Override
      void begin(RangeInput input) {
        if (input.windows().size > 0 || input.windows().hasHistograms()) {
          requireFactor("smoothing", "sf", input.scalars()[0][0]);
          requireFactor("trend", "tf", input.scalars()[1][0]);
        }
      }

      @Override
      double value(RangeInput input, int step, int from, int to) {
        double smoothing = input.scalars()[0][step];
        double trending = input.scalars()[1][step];
        requireFactor("smoothing", "sf", smoothing);
        requireFactor("trend", "tf", trending);
        double[] values = input.windows().values;
        double before = 0;
        double smoothed = values[from];
        double trend = values[from + 1] - values[from];
        for (int i = from + 1; i < to; i++) {
          if (i > from + 1) {
            trend = trending * (smoothed - before) + (1 - trending) * trend;
          }
          double next = smoothing * values[i] + (1 - smoothing) * (smoothed + trend);
          before = smoothed;
          smoothed = next;
        }
        return smoothed;
      }
    };
  }

  private static void requireFactor(String what, String symbol, double factor) {
    if (factor <= 0 || factor >= 1) {
      throw Evaluation.error(
          "invalid %s factor. Expected: 0 < %s < 1, got: %f".formatted(what, symbol, factor));
    }
  }
}
