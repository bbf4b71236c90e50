package io.kubernaut.health.checks.internal;

/** Writes JSON strings. Not part of the API. */
public final class JsonText {

  private JsonText() {}

  /**
   * Appends a quoted string. Angle brackets are escaped too: a browser that guesses finds no tag.
   *
   * @param out where to
   * @param value any text; lone surrogates become the replacement character
   */
  public static void quote(StringBuilder out, String value) {
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

  /**
   * Quotes a text.
   *
   * @param value any text
   * @return the JSON string
   */
  public static String quoted(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2);
    quote(out, value);
    return out.toString();
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
