package io.kubernaut.benchmarks.jmh;

import java.util.Locale;
import java.util.Optional;

/**
 * A claim and how it is read off what was measured.
 *
 * @param claim what is claimed, without the limit
 * @param rule how the figure compares with the limit
 * @param limit the limit
 * @param unit what the figure is counted in
 * @param reading how to get the figure; empty when its benchmark did not run
 */
record Bar(String claim, Rule rule, double limit, String unit, Reading reading) {

  /** On which side of the limit the figure must be. */
  enum Rule {
    AT_MOST("≤"),
    AT_LEAST("≥");

    private final String sign;

    Rule(String sign) {
      this.sign = sign;
    }
  }

  /** How to get a figure. */
  @FunctionalInterface
  interface Reading {
    Optional<Estimate> of(Measured measured);
  }

  /** A row of a Markdown table; empty when its benchmark did not run. */
  Optional<String> row(Measured measured) {
    return reading.of(measured).map(this::row);
  }

  private String row(Estimate figure) {
    String bound = String.format(Locale.ROOT, "%s %s %s", rule.sign, plain(limit), unit).strip();
    return String.format("| %s | %s | %s | %s |", claim, bound, figure, holds(figure));
  }

  private String holds(Estimate figure) {
    boolean held = rule == Rule.AT_MOST ? figure.value() <= limit : figure.value() >= limit;
    return held ? "held" : "**missed**";
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
