package io.kubernaut.metrics.registry.exposition;

import java.math.BigInteger;

/**
 * Finds the shortest decimal that reads back as a given double, and of several of that length the
 * nearest one: Raffaello Giulietti, <em>The Schubfach way to render doubles</em>, 2020-2022.
 *
 * <p>All reals that round to a double {@code v = c 2^q} form an interval around it, half a unit in
 * the last place to each side. Take the power of ten {@code 10^k} that is the greatest not above
 * the interval's width. By the pigeon-hole principle (German: Schubfachprinzip) the interval holds
 * at least one multiple of {@code 10^k} and at most one multiple of {@code 10^(k+1)}. So there are
 * four candidates: the multiples of {@code 10^(k+1)} next to {@code v}, of which one is taken when
 * it lies inside, and else the multiples of {@code 10^k} next to it. Their trailing zeros are cut
 * off.
 *
 * <p>To compare, {@code v} and the interval's ends are scaled by {@code 10^-k}. Instead of exact
 * multiplication the power is rounded to 126 bits, and of a product the two lowest bits are kept
 * "sticky": set when anything below them is not zero. The paper proves that this decides every
 * comparison rightly. A conversion takes three products of 64 by 126 bits and no division by a
 * variable; the table of powers is 10 KiB, made from integers of any size when the class is loaded.
 *
 * <p>The result lies in two fields, because a method returns only one number without allocating.
 * Not safe for several threads.
 */
final class ShortestDecimal {
  private static final int SIGNIFICAND_BITS = 52;
  private static final long HIDDEN_BIT = 1L << SIGNIFICAND_BITS;
  private static final int LEAST_EXPONENT = -1074;
  private static final int EXPONENT_MASK = 0x7FF;
  private static final long LOW_63 = Long.MAX_VALUE;
  private static final double NINE_PLACES = 1e9;
  private static final double FIFTEEN_DIGITS = 1e15;

  /** The result is {@code digits * 10^exponent}; its last digit is not zero. */
  long digits;

  int exponent;

  /** Powers of ten, {@code 10^-k} in 126 bits: the upper 63 and the lower 63. */
  private static final class Powers {
    private static final int LEAST_K = -324;
    private static final int GREATEST_K = 292;
    private static final int BITS = 126;
    private static final long[] HALVES = new long[2 * (GREATEST_K - LEAST_K + 1)];

    static {
      for (int k = LEAST_K; k <= GREATEST_K; k++) {
        BigInteger power = roundedUp(-k);
        HALVES[2 * (k - LEAST_K)] = power.shiftRight(63).longValue();
        HALVES[2 * (k - LEAST_K) + 1] = power.longValue() & LOW_63;
      }
    }

    /** The first 126 bits of {@code 10^e}, plus one. */
    private static BigInteger roundedUp(int e) {
      BigInteger power = BigInteger.TEN.pow(Math.abs(e));
      if (e < 0) {
        BigInteger one = BigInteger.ONE.shiftLeft(BITS + power.bitLength());
        power = one.divide(power);
      }
      return power.shiftRight(power.bitLength() - BITS).add(BigInteger.ONE);
    }
  }

  /** Takes a positive, finite double apart. */
  void of(double value) {
    digits = billionths(value);
    exponent = -9;
    if (digits < 0) {
      search(value);
    } else {
      stripZeros();
    }
  }

  /**
   * Tries whether a positive double is a decimal of at most nine places and fifteen digits, as
   * seconds made of nanoseconds are. The quotient is rounded to the nearest double, as a reader
   * rounds the decimal. No two decimals of fifteen digits read back as the same double, so one that
   * does is the shortest.
   *
   * @return how many billionths it is, or -1
   */
  static long billionths(double value) {
    double scaled = value * NINE_PLACES;
    long whole = (long) (scaled + 0.5);
    return scaled < FIFTEEN_DIGITS - 1 && whole / NINE_PLACES == value ? whole : -1;
  }

  /** Does the same for one that has no {@link #billionths}. */
  void search(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> SIGNIFICAND_BITS) & EXPONENT_MASK;
    long fraction = bits & (HIDDEN_BIT - 1);
    if (biased == 0) {
      convert(LEAST_EXPONENT, fraction);
    } else {
      convert(LEAST_EXPONENT - 1 + biased, HIDDEN_BIT | fraction);
    }
    if (digits % 10 == 0) {
      stripZeros();
    }
  }

  /** For {@code c 2^q}; all scaled numbers are times four, to have the two sticky bits. */
  private void convert(int q, long c) {
    long odd = c & 1; // the ends of the interval round to v only if c is even
    boolean narrowBelow = c == HIDDEN_BIT && q != LEAST_EXPONENT;
    int k = narrowBelow ? floorLog10OfThreeQuartersPow2(q) : floorLog10Pow2(q);
    int shift = q + floorLog2Pow10(-k) + 2;
    int row = 2 * (k - Powers.LEAST_K);
    long high = Powers.HALVES[row];
    long low = Powers.HALVES[row + 1];
    long mid = c << 2;
    long v = scaled(high, low, mid << shift);
    long lower = scaled(high, low, (narrowBelow ? mid - 1 : mid - 2) << shift) + odd;
    long upper = scaled(high, low, (mid + 2) << shift) - odd;

    long below = v >> 2;
    exponent = k;
    if (below >= 10) {
      long tensBelow = below / 10 * 10;
      long tensAbove = tensBelow + 10;
      boolean belowInside = lower <= tensBelow << 2;
      boolean aboveInside = tensAbove << 2 <= upper;
      if (belowInside != aboveInside) {
        digits = belowInside ? tensBelow : tensAbove;
        return;
      }
    }
    long above = below + 1;
    boolean belowInside = lower <= below << 2;
    boolean aboveInside = above << 2 <= upper;
    if (belowInside != aboveInside) {
      digits = belowInside ? below : above;
      return;
    }
    long fromMiddle = v - ((below + above) << 1);
    digits = fromMiddle < 0 || (fromMiddle == 0 && (below & 1) == 0) ? below : above;
  }

  /** The upper 64 bits of a product, its last bit set when anything was cut off. */
  private static long scaled(long high, long low, long factor) {
    long carried = Math.multiplyHigh(low, factor);
    long middle = ((high * factor) >>> 1) + carried;
    long upper = Math.multiplyHigh(high, factor) + (middle >>> 63);
    return upper | (((middle & LOW_63) + LOW_63) >>> 63);
  }

  private void stripZeros() {
    long shorter = digits;
    int cut = 0;
    while (shorter % 100_000_000 == 0) {
      shorter /= 100_000_000;
      cut += 8;
    }
    while (shorter % 100 == 0) {
      shorter /= 100;
      cut += 2;
    }
    if (shorter % 10 == 0) {
      shorter /= 10;
      cut++;
    }
    digits = shorter;
    exponent += cut;
  }

  // Logarithms as fixed-point multiplication; exact for all exponents of a double.

  private static int floorLog10Pow2(int e) {
    return (int) ((e * 661_971_961_083L) >> 41);
  }

  private static int floorLog10OfThreeQuartersPow2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  private static int floorLog2Pow10(int e) {
    return (int) ((e * 913_124_641_741L) >> 38);
  }
}
