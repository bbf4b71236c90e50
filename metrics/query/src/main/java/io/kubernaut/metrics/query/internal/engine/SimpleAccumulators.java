package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aggregations of floats only, and counts of anything. */
final class SimpleAccumulators {

  private SimpleAccumulators() {}

  /** How many samples there are; or one, if there is any. */
  static Accumulator count(int steps, boolean group) {
    int[] counts = new int[steps];
    return new Accumulator() {
      @Override
      public void add(StepColumn column, String metric) {
        boolean full = column.isFull();
        for (int step = 0; step < counts.length; step++) {
          counts[step] += full || column.has(step) ? 1 : 0;
        }
      }

      @Override
      public void finish(StepColumn into) {
        for (int step = 0; step < counts.length; step++) {
          if (counts[step] > 0) {
            into.set(step, group ? 1 : counts[step]);
          }
        }
      }
    };
  }

  /** Takes floats, and says so where it ignores histograms. */
  private abstract static class Floats implements Accumulator {

    final boolean[] seen;
    private final String name;
    private final Annotations annotations;
    private final Span span;

    Floats(int steps, String name, Annotations annotations, Span span) {
      seen = new boolean[steps];
      this.name = name;
      this.annotations = annotations;
      this.span = span;
    }

    @Override
    public void add(StepColumn column, String metric) {
      for (int step = 0; step < seen.length; step++) {
        if (!column.has(step)) {
          continue;
        }
        if (column.histogram(step) != null) {
          annotations.info(span, Notes.ignoredInAggregation(name));
        } else {
          add(step, column.value(step));
          seen[step] = true;
        }
      }
    }

    abstract void add(int step, double value);

    abstract double value(int step);

    @Override
    public void finish(StepColumn into) {
      for (int step = 0; step < seen.length; step++) {
        if (seen[step]) {
          into.set(step, value(step));
        }
      }
    }
  }

  static Accumulator extreme(int steps, boolean greatest, Annotations annotations, Span span) {
    double[] best = new double[steps];
    Arrays.fill(best, Double.NaN);
    return new Floats(steps, greatest ? "max" : "min", annotations, span) {
      @Override
      void add(int step, double value) {
        boolean better = greatest ? value > best[step] : value < best[step];
        if (better || Double.isNaN(best[step])) {
          best[step] = value;
        }
      }

      @Override
      double value(int step) {
        return best[step];
      }
    };
  }

  static Accumulator variance(int steps, boolean root, Annotations annotations, Span span) {
    Welford[] welfords = new Welford[steps];
    return new Floats(steps, root ? "stddev" : "stdvar", annotations, span) {
      @Override
      void add(int step, double value) {
        if (welfords[step] == null) {
          welfords[step] = new Welford();
        }
        welfords[step].add(value);
      }

      @Override
      double value(int step) {
        double variance = welfords[step].variance();
        return root ? Math.sqrt(variance) : variance;
      }
    };
  }

  /** Keeps all values of all steps until the end. */
  static Accumulator quantile(
      int steps, double[] quantiles, Budget budget, Annotations annotations, Span span) {
    List<double[]> columns = new ArrayList<>();
    List<long[]> present = new ArrayList<>();
    return new Floats(steps, "quantile", annotations, span) {
      private final HeldSamples samples = new HeldSamples(budget);
      private double[] current = new double[0];
      private long[] bits = new long[0];

      @Override
      public void add(StepColumn column, String metric) {
        budget.hold(StepColumn.bytes(steps));
        samples.add(column.count());
        current = new double[steps];
        bits = new long[(steps + 63) >> 6];
        super.add(column, metric);
        columns.add(current);
        present.add(bits);
      }

      @Override
      void add(int step, double value) {
        current[step] = value;
        bits[step >> 6] |= 1L << step;
      }

      private final Quantile quantile = new Quantile();
      private double[] values = new double[0];

      @Override
      double value(int step) {
        if (values.length < columns.size()) {
          values = new double[columns.size()];
        }
        int size = 0;
        for (int i = 0; i < columns.size(); i++) {
          if ((present.get(i)[step >> 6] & (1L << step)) != 0) {
            values[size++] = columns.get(i)[step];
          }
        }
        return quantile.of(quantiles[step], values, 0, size);
      }

      @Override
      public void finish(StepColumn into) {
        super.finish(into);
        budget.release(columns.size() * StepColumn.bytes(steps));
        samples.release();
        columns.clear();
        present.clear();
      }
    };
  }
}
