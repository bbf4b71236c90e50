package io.kubernaut.types.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as JSON Schema means them, those of ECMAScript, for Java's engine. They mean
 * the same except in three places: {@code $} is only the very end, and between brackets {@code [}
 * and {@code &&} are plain characters.
 *
 * <p>Java's engine backtracks, so a text can be found for some expressions that would take it for
 * ever; the characters it looks at are counted, and past {@value #MOST_LOOKS} it is stopped.
 */
final class EcmaPattern {

  private static final int MOST_LOOKS = 5_000_000;

  private EcmaPattern() {}

  static Pattern compile(String expression) {
    try {
      return Pattern.compile(translated(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "The schema has an expression that is none: "
              + Violations.shown(expression)
              + " ("
              + e.getDescription()
              + "). Correct the schema.",
          e);
    }
  }

  private static String translated(String expression) {
    StringBuilder java = new StringBuilder(expression.length() + 8);
    boolean isInClass = false;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\' && i + 1 < expression.length()) {
        java.append(c).append(expression.charAt(++i));
      } else if (isInClass) {
        isInClass = c != ']';
        java.append(c == '[' || c == '&' ? "\\" : "").append(c);
      } else {
        isInClass = c == '[';
        java.append(c == '$' ? "\\z" : String.valueOf(c));
      }
    }
    return java.toString();
  }

  /**
   * Looks for the expression in a text.
   *
   * @throws TooManyLooks if that takes too long
   */
  static boolean isIn(Pattern pattern, String text) {
    try {
      return pattern.matcher(new Counted(text)).find();
    } catch (StackOverflowError e) {
      // The engine goes one call deeper for each repetition of a group with alternatives.
      throw new TooManyLooks();
    }
  }

  /** Says that an expression and a text do not go together. */
  static final class TooManyLooks extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super("", null, false, false);
    }
  }

  /** A text that can be looked at only so often. */
  private static final class Counted implements CharSequence {

    private final String text;
    private int looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS + text.length()) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
