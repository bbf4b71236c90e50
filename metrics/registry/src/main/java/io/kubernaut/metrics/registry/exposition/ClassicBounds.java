package io.kubernaut.metrics.registry.exposition;

/** The upper bounds of classic histogram buckets, without the last, infinite one. Immutable. */
public final class ClassicBounds {
  private final double[] bounds;

  private ClassicBounds(double[] bounds) {
    this.bounds = bounds;
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
}
