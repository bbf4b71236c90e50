package io.kubernaut.benchmarks.overhead;

import java.util.Locale;

/**
 * An estimate and the 95 % interval around it.
 *
 * @param estimate the best guess
 * @param low the lower bound
 * @param high the upper bound
 */
record Interval(double estimate, double low, double high) {

  boolean holds(double value) {
    return low <= value && value <= high;
  }

  String percent() {
    return String.format(Locale.ROOT, "%.2f %% [%.2f, %.2f]", estimate, low, high);
  }

  String plain() {
    return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", estimate, low, high);
  }
}
