package io.kubernaut.metrics.registry.cells;

/**
 * Mixes the hashes of label values, which their strings have cached, into the hash that finds a
 * series.
 */
public final class LabelHash {
  private static final int FACTOR = 0x9E3779B1; // 2^32 / golden ratio, odd

  private LabelHash() {}

  /**
   * Mixes one value's hash.
   *
   * @param a the first value's hash
   * @return the hash of the values
   */
  public static int of(int a) {
    return spread(a);
  }

  /**
   * Mixes two values' hashes.
   *
   * @param a the first value's hash
   * @param b the second value's hash
   * @return the hash of the values
   */
  public static int of(int a, int b) {
    return spread(a * FACTOR + b);
  }

  /**
   * Mixes three values' hashes.
   *
   * @param a the first value's hash
   * @param b the second value's hash
   * @param c the third value's hash
   * @return the hash of the values
   */
  public static int of(int a, int b, int c) {
    return spread((a * FACTOR + b) * FACTOR + c);
  }

  /**
   * Mixes four values' hashes.
   *
   * @param a the first value's hash
   * @param b the second value's hash
   * @param c the third value's hash
   * @param d the fourth value's hash
   * @return the hash of the values
   */
  public static int of(int a, int b, int c, int d) {
    return spread(((a * FACTOR + b) * FACTOR + c) * FACTOR + d);
  }

  /**
   * Mixes any number of values' hashes.
   *
   * @param values the values; none null
   * @return the hash of the values, the same as the methods of fixed arity give
   */
  public static int of(String... values) {
    if (values.length == 0) {
      return 0;
    }
    int hash = values[0].hashCode();
    for (int i = 1; i < values.length; i++) {
      hash = hash * FACTOR + values[i].hashCode();
    }
    return spread(hash);
  }

  private static int spread(int hash) {
    int product = hash * FACTOR;
    return product ^ product >>> 15;
  }
}
