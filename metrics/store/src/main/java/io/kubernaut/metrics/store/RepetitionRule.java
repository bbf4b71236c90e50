package io.kubernaut.metrics.store;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses expressions whose counted repetitions multiply: {@code ((a{100}){100}){100}} is short to
 * write and a million steps when compiled. Prometheus' library refuses the same.
 */
final class RepetitionRule {

  /** How often a part of an expression may be repeated, nested repetitions multiplied. */
  static final int MOST = 1_000;

  private RepetitionRule() {}

  static void check(String text) {
    Deque<Long> open = new ArrayDeque<>();
    long inner = 1;
    long last = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> {
          i++;
          last = 1;
        }
        case '[' -> {
          i = classEnd(text, i);
          last = 1;
        }
        case '(' -> {
          open.push(inner);
          inner = 1;
        }
        case ')' -> {
          last = inner;
          inner = Math.max(inner, open.isEmpty() ? 1 : open.pop());
        }
        case '{' -> {
          last *= count(text, i);
          inner = Math.max(inner, last);
          require(last, text);
          i = countEnd(text, i);
        }
        case '*', '+', '?' -> {}
        default -> last = 1;
      }
    }
  }

  private static int countEnd(String text, int brace) {
    int end = brace + 1;
    while (end < text.length() && "0123456789,".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '}' ? end : brace;
  }

  private static int classEnd(String text, int start) {
    int i = start + 1;
    while (i < text.length() && (text.charAt(i) != ']' || i == start + 1)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** The larger number of {@code {n}}, {@code {n,}} or {@code {n,m}}; 1 if it is none of them. */
  private static long count(String text, int brace) {
    long most = 0;
    long number = 0;
    for (int i = brace + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '}') {
        return Math.max(1, Math.max(most, number));
      } else if (c == ',') {
        most = number;
        number = 0;
      } else if (c >= '0' && c <= '9') {
        number = Math.min(number * 10 + (c - '0'), Integer.MAX_VALUE);
      } else {
        return 1;
      }
    }
    return 1;
  }

  private static void require(long repetitions, String text) {
    if (repetitions > MOST) {
      throw new IllegalArgumentException(
          "error parsing regexp: invalid repeat count: more than %d repetitions in `%s`"
              .formatted(MOST, text.length() > 100 ? text.substring(0, 100) + "…" : text));
    }
  }
}
