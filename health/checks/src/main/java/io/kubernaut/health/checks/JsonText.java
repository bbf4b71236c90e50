package io.kubernaut.health.checks;

/** Writes JSON strings. */
final class JsonText {

  private JsonText() {}

  /**
   * Appends a quoted string. Angle brackets are escaped too: a browser that guesses finds no tag.
   */
  static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (isPlain(value, i)) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) (isLone(value, i) ? '\ufffd' : c)));
      }
    }
    out.append('"');
  }

  private static boolean isPlain(String value, int i) {
    char c = value.charAt(i);
    return c >= ' '
        && c != 0x7f
        && c != '<'
        && c != '>'
        && c != '\u2028'
        && c != '\u2029'
        && !isLone(value, i);
  }

  private static boolean isLone(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
  }
}
