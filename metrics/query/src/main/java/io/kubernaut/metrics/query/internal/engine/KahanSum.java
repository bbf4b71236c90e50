package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.Compensation;

/** A sum that keeps what rounding takes. */
final class KahanSum {

  private double sum;
  private double lost;

  void reset(double first) {
    sum = first;
    lost = 0;
  }

  void add(double value) {
    double next = sum + value;
    lost = nextLost(next, value);
    sum = next;
  }

  private double nextLost(double next, double value) {
    return Double.isInfinite(next) ? 0 : lost + Compensation.lost(sum, value, next);
  }

  double total() {
    return Double.isInfinite(sum) ? sum : sum + lost;
  }

  /** Adds up values at positions. */
  static double of(double[] values, int from, int to) {
    double sum = 0;
    double lost = 0;
    for (int i = from; i < to; i++) {
      double value = values[i];
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    // What an infinite sum lost is not a number.
    return Double.isInfinite(sum) ? sum : sum + lost;
  }
}
