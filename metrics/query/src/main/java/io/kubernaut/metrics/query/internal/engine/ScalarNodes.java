package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.BinaryOperator;
import java.util.Arrays;

/** Numbers that are computed from others, or from series. */
final class ScalarNodes {

  private ScalarNodes() {}

  static ScalarNode binary(BinaryOperator operator, ScalarNode left, ScalarNode right) {
    return new ScalarNode() {
      @Override
      double[] values() {
        double[] a = left.values();
        double[] b = right.values();
        for (int i = 0; i < a.length; i++) {
          a[i] = FloatOperation.scalar(operator, a[i], b[i]);
        }
        return a;
      }

      @Override
      public void close() {
        left.close();
        right.close();
      }
    };
  }

  /** The lesser or the greater of two numbers. */
  static ScalarNode chosen(boolean greater, ScalarNode left, ScalarNode right) {
    return new ScalarNode() {
      @Override
      double[] values() {
        double[] a = left.values();
        double[] b = right.values();
        for (int i = 0; i < a.length; i++) {
          a[i] = greater ? Math.max(a[i], b[i]) : Math.min(a[i], b[i]);
        }
        return a;
      }

      @Override
      public void close() {
        left.close();
        right.close();
      }
    };
  }

  static ScalarNode negative(ScalarNode inner) {
    return new ScalarNode() {
      @Override
      double[] values() {
        double[] values = inner.values();
        for (int i = 0; i < values.length; i++) {
          values[i] = -values[i];
        }
        return values;
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }

  /** The only float of a vector at each step; not a number if there are none or several. */
  static ScalarNode ofVector(VectorNode vector, Budget budget) {
    return new ScalarNode() {
      @Override
      double[] values() {
        vector.prepare();
        double[] values = new double[vector.steps()];
        int[] found = new int[values.length];
        StepColumn column = new StepColumn(values.length);
        for (int i = 0; i < vector.size(); i++) {
          budget.check();
          vector.read(i, column);
          for (int step = 0; step < values.length; step++) {
            if (column.has(step) && column.histogram(step) == null) {
              values[step] = column.value(step);
              found[step]++;
            }
          }
        }
        for (int step = 0; step < values.length; step++) {
          values[step] = found[step] == 1 ? values[step] : Double.NaN;
        }
        return values;
      }

      @Override
      public void close() {
        vector.close();
      }
    };
  }

  /** The number of the only step of another grid, at each step. */
  static ScalarNode repeated(StepGrid grid, ScalarNode single) {
    return new ScalarNode() {
      @Override
      double[] values() {
        double[] values = new double[grid.count()];
        Arrays.fill(values, single.values()[0]);
        return values;
      }

      @Override
      public void close() {
        single.close();
      }
    };
  }
}
