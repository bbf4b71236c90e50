package io.kubernaut.metrics.registry.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes numbers as decimal text into an array, without allocating. What is written reads back as
 * the same number and is as short as can be.
 *
 * <p>Most values of counters and all of buckets are whole: these are written as such, up to 2^53.
 * Seconds made of nanoseconds, and what else has few places, are written as whole billionths with a
 * point in between. Other doubles go through {@link ShortestDecimal} and get an exponent when the
 * point would be far away from their digits, in the spelling of the Go programs that read it:
 * {@code 0.25}, {@code 1e-07}, {@code 1.5e+300}, {@code +Inf}, {@code -Inf}, {@code NaN}.
 *
 * <p>Digits are made {@linkplain #eightDigits eight at a time} in one word, its lowest byte the
 * first of them, as the array has them. Which of them are zeros at the end is then seen without a
 * look at each. A word is stored whole even if fewer digits are wanted: what is too much is
 * overwritten by what follows, and stays within {@value #LONGEST} bytes of where the number begins.
 *
 * <p>Not safe for several threads.
 */
final class NumberText {
  /** No number is longer. */
  static final int LONGEST = 26;

  private static final long WHOLE_LIMIT = 1L << 53;
  private static final int LEAST_POINT = -3; // 0.0001
  private static final int GREATEST_POINT = 17;
  private static final int GREATEST_POINT_OF_BOUND = 6; // beyond, Go writes 1e+06
  private static final double LEAST_POSITIONAL = 1e-4;
  private static final int BILLION = 1_000_000_000;
  private static final int EIGHT_DIGITS = 100_000_000;
  private static final long EIGHT_ZEROS = 0x3030303030303030L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] POWERS = new long[19];
  private static final byte[] INFINITE = ascii("+Inf");
  private static final byte[] NEGATIVE_INFINITE = ascii("-Inf");
  private static final byte[] NOT_A_NUMBER = ascii("NaN");
  private static final byte[] LEAST_LONG = ascii(Long.toString(Long.MIN_VALUE));

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private final ShortestDecimal decimal = new ShortestDecimal();

  /** Writes a sample's value and returns where it ends. */
  int write(double value, byte[] to, int at) {
    long whole = (long) value;
    if (whole == value && whole < WHOLE_LIMIT && whole > -WHOLE_LIMIT && !isNegativeZero(value)) {
      return write(whole, to, at);
    }
    if (value >= LEAST_POSITIONAL) {
      long billionths = ShortestDecimal.billionths(value);
      if (billionths >= 0) {
        return writeBillionths(billionths, to, at);
      }
      if (value < Double.POSITIVE_INFINITY) {
        decimal.search(value);
        return writeDecimal(GREATEST_POINT, to, at);
      }
    }
    return write(value, GREATEST_POINT, to, at);
  }

  /** Writes what is not whole, without the zeros at the end. */
  private static int writeBillionths(long billionths, byte[] to, int at) {
    long whole = billionths / BILLION;
    int places = (int) (billionths - whole * BILLION);
    int point = writeDigits(whole, to, at);
    int first = places / EIGHT_DIGITS;
    long others = eightDigits(places - first * EIGHT_DIGITS);
    to[point] = '.';
    to[point + 1] = (byte) ('0' + first);
    LONGS.set(to, point + 2, others | EIGHT_ZEROS);
    int zeros = Long.numberOfLeadingZeros(others) / Byte.SIZE;
    return point + 2 + Long.BYTES - zeros;
  }

  /** Writes a bound or a quantile as Go's {@code %g} does and returns where it ends. */
  int writeBound(double value, byte[] to, int at) {
    return write(value, GREATEST_POINT_OF_BOUND, to, at);
  }

  /** Writes a bound or a quantile so that it is seen to be no integer: {@code 1.0}. */
  int writeFloat(double value, byte[] to, int at) {
    int end = writeBound(value, to, at);
    for (int i = at; i < end; i++) {
      if (to[i] == '.' || to[i] > '9') {
        return end;
      }
    }
    to[end++] = '.';
    to[end++] = '0';
    return end;
  }

  /** Writes milliseconds as seconds and returns where they end. */
  int writeSeconds(long millis, byte[] to, int at) {
    int end = write(Math.floorDiv(millis, 1000L), to, at);
    int rest = (int) Math.floorMod(millis, 1000L);
    to[end] = '.';
    to[end + 1] = (byte) ('0' + rest / 100);
    return writePair(rest % 100, to, end + 2);
  }

  /** Writes a whole number and returns where it ends. */
  int write(long value, byte[] to, int at) {
    if (value >= 0) {
      return writeDigits(value, to, at);
    }
    if (value == Long.MIN_VALUE) {
      return copy(LEAST_LONG, to, at);
    }
    to[at] = '-';
    return writeDigits(-value, to, at + 1);
  }

  private int write(double value, int greatestPoint, byte[] to, int at) {
    if (Double.isNaN(value)) {
      return copy(NOT_A_NUMBER, to, at);
    }
    if (Double.isInfinite(value)) {
      return copy(value > 0 ? INFINITE : NEGATIVE_INFINITE, to, at);
    }
    int start = at;
    if (value < 0 || isNegativeZero(value)) {
      to[start++] = '-';
    }
    if (value == 0) {
      to[start] = '0';
      return start + 1;
    }
    decimal.of(Math.abs(value));
    return writeDecimal(greatestPoint, to, start);
  }

  private int writeDecimal(int greatestPoint, byte[] to, int start) {
    int count = digitsOf(decimal.digits);
    int point = count + decimal.exponent;
    return point >= LEAST_POINT && point <= greatestPoint
        ? writePositional(count, point, to, start)
        : writeScientific(count, point - 1, to, start);
  }

  private static boolean isNegativeZero(double value) {
    return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
  }

  private int writePositional(int count, int point, byte[] to, int at) {
    if (point <= 0) {
      Arrays.fill(to, at, at + 2 - point, (byte) '0');
      to[at + 1] = '.';
      return writeDigits(decimal.digits, count, to, at + 2 - point);
    }
    if (point >= count) {
      int end = writeDigits(decimal.digits, count, to, at);
      Arrays.fill(to, end, at + point, (byte) '0');
      return at + point;
    }
    return writeWithPoint(count, point, to, at);
  }

  private int writeScientific(int count, int exponent, byte[] to, int at) {
    int end = count == 1 ? writeDigits(decimal.digits, to, at) : writeWithPoint(count, 1, to, at);
    to[end] = 'e';
    to[end + 1] = (byte) (exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    int start = end + 2;
    if (size >= 100) {
      to[start++] = (byte) ('0' + size / 100);
    }
    return writePair(size % 100, to, start);
  }

  private int writeWithPoint(int count, int point, byte[] to, int at) {
    long unit = POWERS[count - point];
    long whole = decimal.digits / unit;
    int end = writeDigits(whole, point, to, at);
    to[end] = '.';
    return writeDigits(decimal.digits - whole * unit, count - point, to, end + 1);
  }

  private static int writeDigits(long value, byte[] to, int at) {
    if (value < 10) {
      to[at] = (byte) ('0' + value);
      return at + 1;
    }
    if (value < EIGHT_DIGITS) {
      long digits = eightDigits(value);
      int zeros = Long.numberOfTrailingZeros(digits) / Byte.SIZE;
      LONGS.set(to, at, (digits | EIGHT_ZEROS) >>> (zeros * Byte.SIZE));
      return at + 8 - zeros;
    }
    return writeDigits(value, digitsOf(value), to, at);
  }

  /** Writes a number of so many digits, with zeros before it if it has fewer. */
  private static int writeDigits(long value, int count, byte[] to, int at) {
    if (count <= 8) {
      return writeUpToEight(value, count, to, at);
    }
    long upper = value / EIGHT_DIGITS;
    int end =
        count <= 16
            ? writeUpToEight(upper, count - 8, to, at)
            : writeUpToSixteen(upper, count - 8, to, at);
    LONGS.set(to, end, eightDigits(value - upper * EIGHT_DIGITS) | EIGHT_ZEROS);
    return end + 8;
  }

  private static int writeUpToSixteen(long value, int count, byte[] to, int at) {
    long upper = value / EIGHT_DIGITS;
    int end = writeUpToEight(upper, count - 8, to, at);
    LONGS.set(to, end, eightDigits(value - upper * EIGHT_DIGITS) | EIGHT_ZEROS);
    return end + 8;
  }

  private static int writeUpToEight(long value, int count, byte[] to, int at) {
    LONGS.set(to, at, (eightDigits(value) | EIGHT_ZEROS) >>> (Long.SIZE - count * Byte.SIZE));
    return at + count;
  }

  /**
   * Takes a number below 10^8 apart: into halves of four digits, these into pairs, the pairs into
   * digits, all of a kind at once. To divide by 100 or by 10 is to multiply and to shift; the
   * factors are exact for what they are used for.
   *
   * @return a digit in each byte, the first one in the lowest
   */
  private static long eightDigits(long value) {
    long upper = value / 10_000;
    long halves = upper | ((value - upper * 10_000) << 32);
    long hundreds = ((halves * 10_486) >>> 20) & 0x0000007F_0000007FL;
    long pairs = hundreds | ((halves - hundreds * 100) << 16);
    long tens = ((pairs * 103) >>> 10) & 0x000F_000F_000F_000FL;
    return tens | ((pairs - tens * 10) << 8);
  }

  private static int writePair(int value, byte[] to, int at) {
    to[at] = (byte) ('0' + value / 10);
    to[at + 1] = (byte) ('0' + value % 10);
    return at + 2;
  }

  /** How many digits a number that is not negative has: its bits times log10(2), corrected. */
  private static int digitsOf(long value) {
    int guess = ((64 - Long.numberOfLeadingZeros(value | 1)) * 1233) >> 12;
    return value < POWERS[guess] ? Math.max(1, guess) : guess + 1;
  }

  private static int copy(byte[] text, byte[] to, int at) {
    System.arraycopy(text, 0, to, at, text.length);
    return at + text.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
