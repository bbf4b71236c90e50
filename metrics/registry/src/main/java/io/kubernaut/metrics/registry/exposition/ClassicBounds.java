package io.kubernaut.metrics.registry.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The upper bounds of classic histogram buckets, without the last, infinite one, and their labels
 * as the text formats spell them. Immutable.
 */
public final class ClassicBounds {
  private final double[] bounds;
  private final byte[][] plainLabels;
  private final byte[][] floatLabels;

  private ClassicBounds(double[] bounds) {
    this.bounds = bounds;
    this.plainLabels = labels(bounds, false);
    this.floatLabels = labels(bounds, true);
  }

  /**
   * Makes bounds.
   *
   * @param bounds finite, ascending
   * @return the bounds
   */
  public static ClassicBounds of(double... bounds) {
    return new ClassicBounds(bounds.clone());
  }

  private static byte[][] labels(double[] bounds, boolean asFloat) {
    byte[][] labels = new byte[bounds.length + 1][];
    NumberText numbers = new NumberText();
    byte[] text = new byte["le=\"\"} ".length() + NumberText.LONGEST];
    text[0] = 'l';
    text[1] = 'e';
    text[2] = '=';
    text[3] = '"';
    for (int i = 0; i <= bounds.length; i++) {
      double bound = i == bounds.length ? Double.POSITIVE_INFINITY : bounds[i];
      int end = asFloat ? numbers.writeFloat(bound, text, 4) : numbers.writeBound(bound, text, 4);
      text[end] = '"';
      text[end + 1] = '}';
      text[end + 2] = ' ';
      labels[i] = Arrays.copyOf(text, end + 3);
    }
    return labels;
  }

  /**
   * Returns how many bounds there are.
   *
   * @return a number
   */
  public int size() {
    return bounds.length;
  }

  /**
   * Returns a bound.
   *
   * @param i from zero
   * @return the largest value of the bucket
   */
  public double upperBound(int i) {
    return bounds[i];
  }

  /**
   * Returns a bound as OpenMetrics and Prometheus 3 spell it: {@code 0.5}, {@code 1.0}, {@code
   * +Inf}.
   *
   * @param i from zero; {@link #size()} for the infinite one
   * @return the value of the label {@code le}
   */
  public String label(int i) {
    byte[] text = floatLabels[i];
    return new String(text, 4, text.length - 7, StandardCharsets.US_ASCII); // le="…"} and a blank
  }

  /**
   * What ends a bucket's labels, {@code le="0.5"} and brace and blank, the infinite one's last.
   *
   * @param asFloat whether a whole bound is {@code 1.0} as OpenMetrics wants it, or {@code 1}
   */
  byte[][] labels(boolean asFloat) {
    return asFloat ? floatLabels : plainLabels;
  }
}
