package io.kubernaut.metrics.query.internal.histogram;

/** Sums that keep what rounding takes, after Kahan and Neumaier. */
public final class Compensation {

  private Compensation() {}

  /**
   * Returns what an addition lost: {@code sum} is {@code a + b} rounded. Nothing is kept of
   * infinite sums, which would turn into NaN.
   */
  public static double lost(double a, double b, double sum) {
    if (Double.isInfinite(sum)) {
      return 0;
    }
    return Math.abs(a) >= Math.abs(b) ? (a - sum) + b : (b - sum) + a;
  }
}
