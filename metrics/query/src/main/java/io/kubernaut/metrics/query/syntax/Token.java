package io.kubernaut.metrics.query.syntax;

import java.util.Locale;

/**
 * A piece of a query.
 *
 * @param kind what it is
 * @param text its characters as they stand; for a string what it means
 * @param span where it is
 */
record Token(TokenKind kind, String text, Span span) {

  boolean is(TokenKind other) {
    return kind == other;
  }

  /** Tells whether this is a word, in whatever case. */
  boolean isWord(String word) {
    return kind == TokenKind.IDENTIFIER && text.equalsIgnoreCase(word);
  }

  String word() {
    return text.toLowerCase(Locale.ROOT);
  }

  String describe() {
    return switch (kind) {
      case END -> kind.description();
      case NUMBER, DURATION, IDENTIFIER -> kind.description() + " \"" + text + "\"";
      case STRING -> "string " + Quoting.quote(text);
      default -> kind.description();
    };
  }
}
