package io.kubernaut.metrics.registry.cells;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Where a time in whole nanoseconds falls in the buckets that {@link ExponentialLayout} has for
 * seconds, by integer arithmetic alone.
 *
 * <p>Going through a double would cost a conversion and a division, as much as all the rest of a
 * recording. The idea is the layout's own: the position of the leading one is the octave, the bits
 * behind it are the position in the octave, and one table word per slice of the octave holds the
 * number of bounds below the slice and the one bound that can lie inside it. Only the bounds are
 * others: {@code 10^9 * 2^(i / 2^scale)} is no power of two, so an octave of nanoseconds holds the
 * end of one octave of seconds and the beginning of the next, and the bounds are turned by a
 * constant.
 *
 * <p>A bound is kept to 54 bits behind the leading one, computed to 60 digits and rounded down,
 * which compares exactly with every time below 2^54 ns (208 days): {@code time > bound} is {@code
 * time > floor(bound)} for integers. The bound of one second, which is whole, belongs to the bucket
 * below it. Longer times may miss by one bucket at a bound.
 *
 * <p>Immutable; safe for any thread.
 */
final class NanosIndex {
  private static final int BELOW_BITS = ExponentialLayout.MAX_SCALE + 1;
  private static final int BELOW_MASK = (1 << BELOW_BITS) - 1;
  private static final int FRACTION_BITS = Long.SIZE - 1 - BELOW_BITS;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private final int scale;
  private final int sliceShift;
  private final int offset;
  private final long[] slices;

  NanosIndex(int scale) {
    this.scale = scale;
    this.sliceShift = Long.SIZE - 1 - (scale + 1);
    long[] thresholds = thresholds(scale);
    this.slices = slices(scale, thresholds);
    // One second is the bound of bucket -1, and the last bound at or below it in its octave.
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(NANOS_PER_SECOND);
    this.offset = -1 - (octave << scale) - boundsBelow(thresholds, fraction(NANOS_PER_SECOND));
  }

  /**
   * Returns the bucket of a time.
   *
   * @param nanos positive; anything else gives a number without meaning
   * @return the index that {@link ExponentialLayout#index} gives for as many seconds
   */
  int index(long nanos) {
    int zeros = Long.numberOfLeadingZeros(nanos);
    long fraction = (nanos << zeros) & Long.MAX_VALUE;
    long slice = slices[(int) (fraction >>> sliceShift)];
    int below = (int) slice & BELOW_MASK;
    int within = fraction >>> BELOW_BITS > slice >>> BELOW_BITS ? below + 1 : below;
    return ((Long.SIZE - 1 - zeros) << scale) + within + offset;
  }

  /** The bits behind the leading one, as many as thresholds have. */
  private static long fraction(long nanos) {
    long bits = (nanos << Long.numberOfLeadingZeros(nanos)) & Long.MAX_VALUE;
    return bits >>> BELOW_BITS;
  }

  private static int boundsBelow(long[] thresholds, long fraction) {
    int below = 0;
    for (long threshold : thresholds) {
      below += fraction > threshold ? 1 : 0;
    }
    return below;
  }

  /** Word of a slice: the bound inside it above the number of bounds below it. */
  private static long[] slices(int scale, long[] thresholds) {
    int count = 1 << (scale + 1);
    long width = 1L << (FRACTION_BITS - (scale + 1));
    long[] words = new long[count];
    for (int slice = 0; slice < count; slice++) {
      long from = slice * width;
      long inside = (1L << FRACTION_BITS) - 1; // beyond every fraction: no bound in this slice
      int below = 0;
      for (long threshold : thresholds) {
        if (threshold < from) {
          below++;
        } else if (threshold < from + width) {
          inside = threshold;
        }
      }
      words[slice] = inside << BELOW_BITS | below;
    }
    return words;
  }

  /** The fractions of the bounds in an octave of nanoseconds, ascending. */
  private static long[] thresholds(int scale) {
    BigDecimal root = BigDecimal.valueOf(2);
    for (int i = 0; i < scale; i++) {
      root = root.sqrt(DIGITS);
    }
    long[] thresholds = new long[1 << scale];
    BigDecimal bound = BigDecimal.valueOf(NANOS_PER_SECOND);
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = fraction(bound);
      bound = bound.multiply(root, DIGITS);
    }
    java.util.Arrays.sort(thresholds);
    return thresholds;
  }

  private static long fraction(BigDecimal bound) {
    BigInteger scaled = bound.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(64))).toBigInteger();
    BigInteger bits = scaled.shiftRight(scaled.bitLength() - 1 - FRACTION_BITS);
    return bits.clearBit(FRACTION_BITS).longValueExact();
  }
}
