package io.kubernaut.metrics.query.internal.engine;

import java.util.Arrays;

/** A part of a query that results in a number for each step. */
abstract class ScalarNode implements AutoCloseable {

  /** Computes the numbers; asked once. */
  abstract double[] values();

  @Override
  public void close() {}

  /** The same number at each step. */
  static ScalarNode constant(StepGrid grid, double value) {
    return new ScalarNode() {
      @Override
      double[] values() {
        double[] values = new double[grid.count()];
        Arrays.fill(values, value);
        return values;
      }
    };
  }

  /** The time of each step, in seconds. */
  static ScalarNode time(StepGrid grid) {
    return new ScalarNode() {
      @Override
      double[] values() {
        double[] values = new double[grid.count()];
        for (int i = 0; i < values.length; i++) {
          values[i] = grid.time(i) / 1e3;
        }
        return values;
      }
    };
  }
}
