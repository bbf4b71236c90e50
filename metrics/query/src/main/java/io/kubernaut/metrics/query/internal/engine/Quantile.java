package io.kubernaut.metrics.query.internal.engine;

import java.util.Arrays;

/** Quantiles of numbers, interpolated between ranks. What is not a number ranks lowest. */
final class Quantile {

  private double[] scratch = new double[64];

  /** Returns the quantile of the values at these positions, which stay as they are. */
  double of(double q, double[] values, int from, int to) {
    int size = to - from;
    if (size == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (scratch.length < size) {
      scratch = new double[Math.max(size, scratch.length * 2)];
    }
    System.arraycopy(values, from, scratch, 0, size);
    Arrays.sort(scratch, 0, size);
    double rank = q * (size - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(size - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    int nans = nans(size);
    return ranked(lower, size, nans) * (1 - weight) + ranked(upper, size, nans) * weight;
  }

  /** Sorting puts what is not a number last. */
  private int nans(int size) {
    int nans = 0;
    while (nans < size && Double.isNaN(scratch[size - 1 - nans])) {
      nans++;
    }
    return nans;
  }

  private double ranked(int rank, int size, int nans) {
    return rank < nans ? scratch[size - 1] : scratch[rank - nans];
  }

  static boolean isInvalid(double q) {
    return Double.isNaN(q) || q < 0 || q > 1;
  }
}
