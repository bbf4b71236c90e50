package io.kubernaut.health.checks;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers for people. */
final class Texts {

  private Texts() {}

  /** For example {@code 150 ms}, {@code 12 s}, {@code 4.3 min}. */
  static String time(Duration time) {
    double seconds = time.toNanos() / 1e9;
    if (seconds < 1) {
      return Math.round(seconds * 1_000) + " ms";
    }
    if (seconds < 120) {
      return number(seconds) + " s";
    }
    return seconds < 7_200 ? number(seconds / 60) + " min" : number(seconds / 3_600) + " h";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
