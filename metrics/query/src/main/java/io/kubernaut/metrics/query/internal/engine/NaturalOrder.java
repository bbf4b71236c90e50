package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.Labels;

/**
 * The order in which people expect {@code pod-9} before {@code pod-10}: digits compare as numbers.
 */
final class NaturalOrder {

  private NaturalOrder() {}

  static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = chunk(a, i);
      int endB = chunk(b, j);
      String one = a.substring(i, endA);
      String other = b.substring(j, endB);
      int order =
          isDigit(one.charAt(0)) && isDigit(other.charAt(0))
              ? numbers(one, other)
              : Labels.compare(one, other);
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    return (a.length() - i) - (b.length() - j);
  }

  /** Returns where the digits, or what is no digit, end. */
  private static int chunk(String text, int start) {
    boolean digits = isDigit(text.charAt(start));
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end)) == digits) {
      end++;
    }
    return end;
  }

  private static int numbers(String a, String b) {
    String one = withoutZeros(a);
    String other = withoutZeros(b);
    int order =
        one.length() != other.length() ? one.length() - other.length() : one.compareTo(other);
    return order != 0 ? order : a.length() - b.length();
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
