package io.kubernaut.metrics.store.encoding;

/**
 * A column of values, kept bit for bit.
 *
 * <p>What programs measure is rarely a true double: it is a count, a number of bytes, or a decimal
 * with a few digits that was parsed once. So the column looks for the smallest power of ten that
 * turns its values into whole numbers and keeps those ({@link LongColumn}). A whole number <i>l</i>
 * stands for a value <i>v</i> if {@code l / 10^e} gives the bits of <i>v</i> back; that division
 * rounds correctly as long as <i>l</i> has 53 bits, so decoding is a prefix sum and a division that
 * the compiler vectorises. Negative zero, NaN, infinities and the stale marker are exceptions, kept
 * beside with their places. Where more than a tenth of the values are exceptions they are true
 * doubles, and the column keeps the bits in which neighbours differ ({@link XorColumn}).
 *
 * <pre>
 *   kind u8 = 0 decimal, 1 decimal with exceptions, 2 bits | exponent &lt;&lt; 2
 *   exceptions: count varint, then for each: places since the last varint, bits u64
 *   a LongColumn or an XorColumn
 * </pre>
 *
 * <p>The idea of decimals with exact reconstruction is that of ALP (Afroozeh et al., SIGMOD 2023)
 * and of VictoriaMetrics. An encoder keeps its room, and the exponent as a first guess for the next
 * column; for one thread.
 */
public final class DoubleColumn {
  private static final int DECIMAL = 0;
  private static final int EXCEPTIONS = 1;
  private static final int BITS = 2;
  private static final int MAX_EXPONENT = 17;
  private static final double EXACT = 0x1p53;
  private static final int SAMPLES = 8;
  private static final int RETRIES = 3;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
  };

  private final LongColumn integers = new LongColumn();
  private final XorColumn bits = new XorColumn();
  private long[] digits = new long[128];
  private int[] places = new int[128];
  private int exceptions;
  private int wanted;

  /** Makes an encoder. */
  public DoubleColumn() {}

  /**
   * Adds a column to some bytes.
   *
   * @param values the column; the bits of NaNs are kept
   * @param size how many of the array's first elements it has, at least one
   * @param out where it is added; its size is not written
   */
  public void encode(double[] values, int size, ByteSink out) {
    if (digits.length < size) {
      digits = new long[size + (size >> 1)];
      places = new int[digits.length];
    }
    int exponent = findDecimals(values, size);
    if (exponent < 0) {
      out.u8(BITS);
      bits.encode(values, size, out);
      return;
    }
    out.u8((exceptions == 0 ? DECIMAL : EXCEPTIONS) | exponent << 2);
    if (exceptions != 0) {
      writeExceptions(values, out);
    }
    integers.encode(digits, size, out);
  }

  private void writeExceptions(double[] values, ByteSink out) {
    out.varint(exceptions);
    int last = 0;
    for (int i = 0; i < exceptions; i++) {
      out.varint(places[i] - last);
      out.u64(Double.doubleToRawLongBits(values[places[i]]));
      last = places[i];
    }
  }

  /** Fills the digits and exceptions; returns the exponent, or -1 if these are true doubles. */
  private int findDecimals(double[] values, int size) {
    int exponent = guess(values, size);
    for (int tries = 0; tries < RETRIES && exponent >= 0; tries++) {
      wanted = exponent;
      if (fill(values, size, exponent)) {
        return exponent;
      }
      exponent = wanted > exponent ? wanted : -1;
    }
    return -1;
  }

  private static int guess(double[] values, int size) {
    int step = Math.max(1, size / SAMPLES);
    int exponent = 0;
    int failed = 0;
    int looked = 0;
    for (int i = 0; i < size; i += step) {
      int own = exponentOf(values[i], exponent);
      failed += own < 0 ? 1 : 0;
      exponent = Math.max(exponent, own);
      looked++;
    }
    return looked > 1 && failed * 2 > looked ? -1 : exponent;
  }

  /** Returns the smallest exponent from one on that makes a value whole, or -1. */
  private static int exponentOf(double value, int from) {
    for (int e = from; e <= MAX_EXPONENT; e++) {
      double scaled = Math.rint(value * POWERS[e]);
      if (!(Math.abs(scaled) < EXACT)) {
        return -1;
      }
      if (same(scaled / POWERS[e], value)) {
        return e;
      }
    }
    return -1;
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  /**
   * Turns values into digits. When there are too many exceptions it gives up, and {@link #wanted}
   * is the exponent with which some of them would have been none.
   */
  private boolean fill(double[] values, int size, int exponent) {
    double power = POWERS[exponent];
    int allowed = size < 10 ? size / 2 : size / 10;
    long before = 0;
    exceptions = 0;
    for (int i = 0; i < size; i++) {
      double scaled = Math.rint(values[i] * power);
      // A cast gives no -0.0 back, so that it is an exception.
      long whole = (long) scaled;
      if (Math.abs(scaled) < EXACT && same(whole / power, values[i])) {
        digits[i] = whole;
        before = whole;
      } else {
        wanted = Math.max(wanted, exponentOf(values[i], exponent));
        if (exceptions == allowed) {
          return false;
        }
        digits[i] = before;
        places[exceptions++] = i;
      }
    }
    return exceptions * 4 < size || wanted == exponent;
  }

  /** Reads columns; keeps its room. For one thread. */
  public static final class Decoder {
    private long[] digits = new long[128];

    /** Makes a decoder. */
    public Decoder() {}

    /**
     * Reads a column.
     *
     * @param in where it begins; afterwards, where it has ended
     * @param size how many values it has
     * @param into where they go
     * @param from the index of the first one
     * @throws MalformedColumnException if these bytes are none
     */
    public void decode(ByteCursor in, int size, double[] into, int from) {
      int kind = in.u8();
      if (kind == BITS) {
        XorColumn.decode(in, size, into, from);
        return;
      }
      int exponent = kind >>> 2;
      if ((kind & 3) > EXCEPTIONS || exponent > MAX_EXPONENT) {
        throw new MalformedColumnException("There is no column of values of kind " + kind + ".");
      }
      long[] places = (kind & EXCEPTIONS) == 0 ? null : readExceptions(in, size);
      divide(in, size, POWERS[exponent], into, from);
      for (int i = 0; places != null && i < places.length; i += 2) {
        into[from + (int) places[i]] = Double.longBitsToDouble(places[i + 1]);
      }
    }

    private void divide(ByteCursor in, int size, double power, double[] into, int from) {
      if (digits.length < size) {
        digits = new long[size + (size >> 1)];
      }
      LongColumn.decode(in, size, digits);
      if (power == 1) {
        for (int i = 0; i < size; i++) {
          into[from + i] = digits[i];
        }
      } else {
        for (int i = 0; i < size; i++) {
          into[from + i] = digits[i] / power;
        }
      }
    }

    private static long[] readExceptions(ByteCursor in, int size) {
      long count = in.varint();
      if (count < 0 || count > size) {
        throw new MalformedColumnException(count + " exceptions in " + size + " values.");
      }
      long[] found = new long[(int) count * 2];
      long place = 0;
      for (int i = 0; i < found.length; i += 2) {
        place += in.varint();
        if (place < 0 || place >= size) {
          throw new MalformedColumnException("An exception at " + place + " of " + size + ".");
        }
        found[i] = place;
        found[i + 1] = in.u64();
      }
      return found;
    }
  }
}
