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
 * <p>Most values of counters and all of buckets are whole: these are written as such, up to 2^53,
 * two digits at a time. Other doubles go through {@link ShortestDecimal} and get an exponent when
 * the point would be far away from their digits, in the spelling of the Go programs that read it:
 * {@code 0.25}, {@code 1e-07}, {@code 1.5e+300}, {@code +Inf}, {@code -Inf}, {@code NaN}.
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
  private static final short[] PAIRS = new short[100]; // two digits each, in the order of writing
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] POWERS = new long[19];
  private static final byte[] INFINITE = ascii("+Inf");
  private static final byte[] NEGATIVE_INFINITE = ascii("-Inf");
  private static final byte[] NOT_A_NUMBER = ascii("NaN");
  private static final byte[] LEAST_LONG = ascii(Long.toString(Long.MIN_VALUE));

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[i] = (short) (('0' + i / 10) | ('0' + i % 10) << Byte.SIZE);
    }
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
    return write(value, GREATEST_POINT, to, at);
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
    pair(rest % 100, to, end + 2);
    return end + 4;
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
    if (size >= 100) {
      return writeDigits(size, 3, to, end + 2);
    }
    pair(size, to, end + 2);
    return end + 4;
  }

  /** Writes the digits one place to the right and moves those before the point back. */
  private int writeWithPoint(int count, int point, byte[] to, int at) {
    int end = writeDigits(decimal.digits, count, to, at + 1);
    for (int i = at; i < at + point; i++) {
      to[i] = to[i + 1];
    }
    to[at + point] = '.';
    return end;
  }

  private static int writeDigits(long value, byte[] to, int at) {
    if (value < 10) {
      to[at] = (byte) ('0' + value);
      return at + 1;
    }
    return writeDigits(value, digitsOf(value), to, at);
  }

  /** Writes from the last digit to the first. */
  private static int writeDigits(long value, int count, byte[] to, int at) {
    int end = at + count;
    int i = end;
    long left = value;
    while (left > Integer.MAX_VALUE) {
      long rest = left / 100;
      i -= 2;
      pair((int) (left - rest * 100), to, i);
      left = rest;
    }
    int small = (int) left;
    while (small >= 10) {
      int rest = small / 100;
      i -= 2;
      pair(small - rest * 100, to, i);
      small = rest;
    }
    if (i > at) {
      to[i - 1] = (byte) ('0' + small);
    }
    return end;
  }

  private static void pair(int number, byte[] to, int at) {
    SHORTS.set(to, at, PAIRS[number]);
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
