package io.kubernaut.metrics.registry.exposition;

/**
 * The upper bounds of classic histogram buckets, without the last, infinite one, and their labels
 * as the text formats spell them. Immutable.
 */
public final class ClassicBounds {
  private final double[] bounds;
  private final BoundTexts plain;
  private final BoundTexts floating;

  private ClassicBounds(double[] bounds) {
    this.bounds = bounds;
    this.plain = BoundTexts.of(bounds, false);
    this.floating = BoundTexts.of(bounds, true);
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
    return floating.value(i);
  }

  /**
   * The bounds as labels, the infinite one's last.
   *
   * @param asFloat whether a whole bound is {@code 1.0} as OpenMetrics wants it, or {@code 1}
   */
  BoundTexts texts(boolean asFloat) {
    return asFloat ? floating : plain;
  }
}
