package io.kubernaut.benchmarks.jmh;

import java.util.Arrays;
import java.util.Locale;

/**
 * A figure and how far it may be off: the median of what was measured and half the distance between
 * its quartiles, which an iteration that the machine disturbed does not move.
 */
record Estimate(double value, double error) {

  static Estimate of(double... samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Estimate(
        quantile(sorted, 0.5), (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2);
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** This over another; the relative errors of both add up as those of independent figures do. */
  Estimate over(Estimate other) {
    double ratio = value / other.value;
    return new Estimate(ratio, ratio * Math.hypot(error / value, other.error / other.value));
  }

  @Override
  public String toString() {
    return text(value) + " ± " + text(error);
  }

  private static String text(double number) {
    int digits = number >= 100 ? 0 : number >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }
}
