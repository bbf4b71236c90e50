package io.kubernaut.metrics.query.internal.text;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Doubles in the formats of Go, which are those of Prometheus' answers: the shortest digits that
 * read back as the same double. {@link Double#toString} of Java 17 is not always the shortest, so
 * the digits come from Jackson's writer; only their arrangement is decided here.
 */
public final class GoNumbers {

  private GoNumbers() {}

  /** Writes a number without exponent: Go's format {@code f}. */
  public static String plain(double value) {
    StringBuilder text = new StringBuilder(24);
    if (!appendSimple(text, value) && !appendAsJava(text, value)) {
      appendPlain(text, digits(value));
    }
    return text.toString();
  }

  /** Writes a number as the HTTP interface does: with exponent below 1e-6 and from 1e21 on. */
  public static void appendJson(StringBuilder text, double value) {
    append(text, value, 1e-6);
  }

  /** Writes a number in Go's format {@code g}: with exponent below 1e-4 and from 1e21 on. */
  public static String general(double value) {
    StringBuilder text = new StringBuilder(24);
    append(text, value, 1e-4);
    return text.toString();
  }

  /** Writes a number with one digit before the point and an exponent: Go's format {@code e}. */
  public static String scientific(double value) {
    StringBuilder text = new StringBuilder(24);
    if (value == 0) {
      return text.append(1 / value < 0 ? "-" : "").append("0e+00").toString();
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      appendSimple(text, value);
    } else {
      appendExponent(text, digits(value));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, double value, double least) {
    if (appendSimple(text, value) || appendAsJava(text, value)) {
      return;
    }
    double size = Math.abs(value);
    if (size >= least && size < 1e21) {
      appendPlain(text, digits(value));
    } else {
      appendExponent(text, digits(value));
    }
  }

  /** Writes what is no number, and whole numbers of moderate size. */
  private static boolean appendSimple(StringBuilder text, double value) {
    long whole = (long) value;
    if (whole == value && Math.abs(value) < 1e15) {
      text.append(whole == 0 && 1 / value < 0 ? "-0" : "")
          .append(whole == 0 && 1 / value < 0 ? "" : whole);
      return true;
    }
    if (Double.isNaN(value)) {
      text.append("NaN");
      return true;
    }
    if (Double.isInfinite(value)) {
      text.append(value > 0 ? "+Inf" : "-Inf");
      return true;
    }
    return false;
  }

  /** Writes a number for which both languages write the same: no exponent, and not whole. */
  private static boolean appendAsJava(StringBuilder text, double value) {
    double size = Math.abs(value);
    if (size < 1e-3 || size >= 1e7) {
      return false;
    }
    text.append(NumberOutput.toString(value, true));
    return true;
  }

  /**
   * A number taken apart.
   *
   * @param negative whether it is below zero
   * @param text its digits without leading and trailing zeros
   * @param exponent the power of ten of the first digit
   */
  private record Digits(boolean negative, String text, int exponent) {}

  private static Digits digits(double value) {
    String text = NumberOutput.toString(value, true);
    boolean negative = text.charAt(0) == '-';
    int mark = text.indexOf('E');
    String mantissa = text.substring(negative ? 1 : 0, mark < 0 ? text.length() : mark);
    int written = mark < 0 ? 0 : Integer.parseInt(text.substring(mark + 1));
    int point = mantissa.indexOf('.');
    String all = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int first = 0;
    while (first < all.length() - 1 && all.charAt(first) == '0') {
      first++;
    }
    int end = all.length();
    while (end > first + 1 && all.charAt(end - 1) == '0') {
      end--;
    }
    return new Digits(negative, all.substring(first, end), written + point - 1 - first);
  }

  private static void appendPlain(StringBuilder text, Digits digits) {
    text.append(digits.negative ? "-" : "");
    int whole = digits.exponent + 1;
    if (whole <= 0) {
      text.append("0.").append("0".repeat(-whole)).append(digits.text);
    } else if (whole >= digits.text.length()) {
      text.append(digits.text).append("0".repeat(whole - digits.text.length()));
    } else {
      text.append(digits.text, 0, whole)
          .append('.')
          .append(digits.text, whole, digits.text.length());
    }
  }

  private static void appendExponent(StringBuilder text, Digits digits) {
    text.append(digits.negative ? "-" : "").append(digits.text.charAt(0));
    if (digits.text.length() > 1) {
      text.append('.').append(digits.text, 1, digits.text.length());
    }
    int size = Math.abs(digits.exponent);
    text.append(digits.exponent < 0 ? "e-" : "e+").append(size < 10 ? "0" : "").append(size);
  }
}
