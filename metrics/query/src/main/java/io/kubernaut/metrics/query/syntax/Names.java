package io.kubernaut.metrics.query.syntax;

/** Which names stand without quotes. */
public final class Names {

  private Names() {}

  /**
   * Tells whether a metric's name needs no quotes.
   *
   * @param name the name
   * @return true if it is letters, digits, underscores and colons, and does not begin with a digit
   */
  public static boolean isPlainMetric(String name) {
    return isPlain(name, true);
  }

  /**
   * Tells whether a label's name needs no quotes.
   *
   * @param name the name
   * @return true if it is letters, digits and underscores, and does not begin with a digit
   */
  public static boolean isPlainLabel(String name) {
    return isPlain(name, false);
  }

  /**
   * Tells whether a name can be a label's at all.
   *
   * @param name the name
   * @return true if it is not empty and well-formed text
   */
  public static boolean isLabel(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < name.length()
                && Character.isLowSurrogate(name.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isPlain(String name, boolean colon) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = i > 0 && c >= '0' && c <= '9';
      if (!letter && !digit && !(colon && c == ':')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
