package io.kubernaut.metrics.query.syntax;

/** What numbers in a query mean. */
final class Numbers {

  private Numbers() {}

  /** Returns the value of a number, or of a duration in seconds. */
  static double seconds(Token token, String query) {
    try {
      return token.is(TokenKind.DURATION)
          ? Durations.parseMillis(token.text()) / 1e3
          : parse(token.text());
    } catch (IllegalArgumentException invalid) {
      throw new SyntaxException(query, token.span(), String.valueOf(invalid.getMessage()));
    }
  }

  static boolean isWord(Token token) {
    return token.isWord("inf") || token.isWord("nan");
  }

  static double word(Token token) {
    return token.isWord("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
  }

  private static double parse(String text) {
    String plain = text.indexOf('_') < 0 ? text : withoutUnderscores(text);
    if (plain.startsWith("0x") || plain.startsWith("0X")) {
      return hexadecimal(plain);
    }
    boolean octal =
        plain.length() > 1
            && plain.charAt(0) == '0'
            && plain.chars().allMatch(c -> c >= '0' && c <= '7');
    return octal ? Long.parseLong(plain, 8) : Double.parseDouble(plain);
  }

  private static String withoutUnderscores(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean inside =
          i > 0
              && i < text.length() - 1
              && text.charAt(i - 1) != '_'
              && text.charAt(i + 1) != '_'
              && text.charAt(i + 1) != '.';
      if (text.charAt(i) == '_' && !inside) {
        throw new IllegalArgumentException("bad number syntax: \"" + text + "\"");
      }
    }
    return text.replace("_", "");
  }

  private static double hexadecimal(String text) {
    try {
      return new java.math.BigInteger(text.substring(2), 16).doubleValue();
    } catch (NumberFormatException invalid) {
      throw new IllegalArgumentException("bad number syntax: \"" + text + "\"", invalid);
    }
  }
}
