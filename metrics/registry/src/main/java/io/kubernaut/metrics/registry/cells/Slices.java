package io.kubernaut.metrics.registry.cells;

/**
 * Makes the table with which a bucket is found from the bits of a double by an addition.
 *
 * <p>The bits of a positive double are its exponent and its position in the octave, the mantissa.
 * An octave of {@code 2^scale} buckets is cut into twice as many slices, of equal width: the top
 * {@code scale + 1} bits of the mantissa. Were buckets of equal width too, a value's bucket would
 * be half of its slice's number, exponent included. They are not, so a slice has a correction: by
 * how many buckets the half is wrong, and the one bound that can lie in a slice. Both are one word,
 * to which the mantissa is added: what is wrong stands above its 52 bits, and below them a number
 * that makes the sum carry over just when the mantissa is beyond the bound. No compare, no branch,
 * no bounds to search.
 *
 * <pre>{@code
 * int slice = (int) (bits >>> 52 - (scale + 1));
 * int bucket = (slice >> 1) + (int) ((mantissa + corrections[slice & mask]) >> 52);
 * }</pre>
 *
 * <p>A slice is narrower than any bucket: an octave's narrowest is {@code 2^-scale * ln 2} of it,
 * the slice {@code 2^-scale / 2}.
 */
final class Slices {
  static final int MANTISSA_BITS = 52;
  static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;

  private Slices() {}

  /** How far to shift the bits of a double to get exponent and slice. */
  static int shift(int scale) {
    return MANTISSA_BITS - (scale + 1);
  }

  /**
   * Makes the table of an octave.
   *
   * @param scale the octave has {@code 2^scale} buckets
   * @param thresholds the mantissas, ascending, after each of which the next bucket begins
   * @return a word for each slice
   */
  static long[] corrections(int scale, long[] thresholds) {
    long[] words = new long[1 << (scale + 1)];
    for (int slice = 0; slice < words.length; slice++) {
      long from = (long) slice << shift(scale);
      long to = from + (1L << shift(scale));
      int below = 0;
      long inside = MANTISSA_MASK; // beyond every mantissa: no bound in this slice
      for (long threshold : thresholds) {
        if (threshold < from) {
          below++;
        } else if (threshold < to) {
          inside = threshold;
        }
      }
      words[slice] = ((long) (below - (slice >> 1)) << MANTISSA_BITS) + (MANTISSA_MASK - inside);
    }
    return words;
  }
}
