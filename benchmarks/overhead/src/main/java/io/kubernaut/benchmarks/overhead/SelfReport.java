package io.kubernaut.benchmarks.overhead;

import java.util.List;
import java.util.Locale;

/** What the SDK said that it cost, beside what was measured. */
final class SelfReport {
  private static final String HEAD = "self-report: ";
  private static final double TOLERANCE = 2;

  private final double percent;

  private SelfReport(double percent) {
    this.percent = percent;
  }

  static String line(double percent) {
    return HEAD + percent;
  }

  /** The mean over what several JVMs printed. */
  static SelfReport parse(List<String> lines) {
    return new SelfReport(
        lines.stream()
            .filter(line -> line.startsWith(HEAD))
            .mapToDouble(line -> Double.parseDouble(line.substring(HEAD.length())))
            .average()
            .orElse(Double.NaN));
  }

  /** Whether it is within a factor of two of some cost that the measurement does not exclude. */
  boolean agreesWith(Interval measured) {
    return percent <= TOLERANCE * measured.high() && percent * TOLERANCE >= measured.low();
  }

  String against(Interval measured) {
    return String.format(
        Locale.ROOT,
        "self-report: %.2f %% by the SDK's own account, %.2f %% measured",
        percent,
        measured.estimate());
  }
}
