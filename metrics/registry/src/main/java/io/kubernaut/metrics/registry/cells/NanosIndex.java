package io.kubernaut.metrics.registry.cells;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Where a time in whole nanoseconds falls in the buckets that {@link ExponentialLayout} has for
 * seconds, without dividing by their number.
 *
 * <p>The bucket is found from the bits of the nanoseconds, shifted to where a double has them, as
 * {@link Slices} explains. To count leading zeros and to shift takes a third of the time that a
 * conversion to a double takes, and the address of the count hangs on it: until the processor knows
 * where a store goes, loads behind it wait. Only the bounds are others than the layout's: {@code
 * 10^9 * 2^(i / 2^scale)} is no power of two, so an octave of nanoseconds holds the end of one
 * octave of seconds and the beginning of the next, and the bounds are turned by a constant.
 *
 * <p>A bound is computed to 60 digits and rounded down to the 52 bits behind the leading one, which
 * compares exactly with every time below 2^53 ns (104 days): {@code time > bound} is {@code time >
 * floor(bound)} for integers. The bound of one second, which is whole, belongs to the bucket below
 * it. Longer times may miss by one bucket at a bound.
 *
 * <p>Immutable; safe for any thread.
 */
final class NanosIndex {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  private static final int WORD_TO_MANTISSA = Long.SIZE - 1 - Slices.MANTISSA_BITS;

  private final int scale;
  private final int sliceShift;
  private final long[] corrections;
  private final int offset;

  NanosIndex(int scale) {
    this.scale = scale;
    this.sliceShift = Slices.shift(scale);
    this.corrections = Slices.corrections(scale, thresholds(scale));
    this.offset = -1 - unmoved(NANOS_PER_SECOND); // one second is the bound of bucket -1
  }

  /**
   * Returns the bucket of a time.
   *
   * @param nanos positive; anything else gives a number without meaning
   * @return the index that {@link ExponentialLayout#index} gives for as many seconds
   */
  int index(long nanos) {
    return unmoved(nanos) + offset;
  }

  /**
   * Returns a number that is less than the bucket's index by {@link #offset()}, for a caller that
   * adds something to the index anyhow.
   *
   * @param nanos positive; anything else gives a number without meaning
   */
  int unmoved(long nanos) {
    int zeros = Long.numberOfLeadingZeros(nanos);
    long mantissa = (nanos << zeros) >>> WORD_TO_MANTISSA; // and the leading one above it
    int slice = (int) (mantissa >>> sliceShift);
    long correction = corrections[slice & (corrections.length - 1)];
    return (int) ((mantissa + correction) >> Slices.MANTISSA_BITS)
        + (slice >> 1)
        - (zeros << scale);
  }

  int offset() {
    return offset;
  }

  /** The mantissas of the bounds in an octave of nanoseconds, ascending. */
  private static long[] thresholds(int scale) {
    BigDecimal root = BigDecimal.valueOf(2);
    for (int i = 0; i < scale; i++) {
      root = root.sqrt(DIGITS);
    }
    long[] thresholds = new long[1 << scale];
    BigDecimal bound = BigDecimal.valueOf(NANOS_PER_SECOND);
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = mantissa(bound);
      bound = bound.multiply(root, DIGITS);
    }
    Arrays.sort(thresholds);
    return thresholds;
  }

  private static long mantissa(BigDecimal bound) {
    BigInteger scaled = bound.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(64))).toBigInteger();
    return scaled.shiftRight(scaled.bitLength() - 1 - Slices.MANTISSA_BITS).longValue()
        & Slices.MANTISSA_MASK;
  }
}
