package io.kubernaut.metrics.query.http;

/**
 * Names that were made plain for a path: {@code U__} in front, underscores doubled, every other
 * character as its code point in hexadecimal digits between underscores.
 */
final class EscapedNames {

  private static final String MARK = "U__";
  private static final int MOST_DIGITS = 6;

  private EscapedNames() {}

  /** Returns the name as it was; a text that is not well escaped is returned as it is. */
  static String unescape(String name) {
    if (!name.startsWith(MARK)) {
      return name;
    }
    StringBuilder plain = new StringBuilder(name.length());
    int at = MARK.length();
    while (at < name.length()) {
      char c = name.charAt(at);
      if (c != '_') {
        plain.append(c);
        at++;
      } else if (name.startsWith("__", at)) {
        plain.append('_');
        at += 2;
      } else {
        int end = name.indexOf('_', at + 1);
        int point = end < 0 ? -1 : codePoint(name.substring(at + 1, end));
        if (point < 0) {
          return name;
        }
        plain.appendCodePoint(point);
        at = end + 1;
      }
    }
    return plain.toString();
  }

  private static int codePoint(String digits) {
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return -1;
    }
    int point = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      point = point << 4 | digit;
    }
    boolean valid = Character.isValidCodePoint(point) && (point < 0xd800 || point > 0xdfff);
    return valid ? point : -1;
  }
}
