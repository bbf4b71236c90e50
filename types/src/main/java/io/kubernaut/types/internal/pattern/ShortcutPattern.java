package io.kubernaut.types.internal.pattern;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of the JDK that answers for plain texts from a {@link StateTable}. The
 * expressions of constraints are asked for each document that is read or written, are simple, and
 * their texts are ASCII; the JDK's engine takes longer for them than for the rest of a small
 * document.
 *
 * <p>An expression has no table if it has too many states, or anything that Go and the JDK may
 * understand differently; and a text beyond ASCII is left to the JDK. So the answer is always the
 * JDK's.
 *
 * <p>Immutable; safe for any thread.
 */
public final class ShortcutPattern {

  // Sets without sets in them, plain characters, groups, and repetitions that are not possessive.
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:(?:\\[\\^?(?:[A-Za-z0-9_.:/@%~#=+*, -]|\\\\[./+*-])+]"
              + "|\\\\[dw./+*?()\\[\\]{}|-]"
              + "|[A-Za-z0-9_:/@%~#=, -]"
              + "|\\))(?:[*+?]|\\{\\d{1,3}(?:,\\d{0,3})?})?(?![*+?{])"
              + "|\\((?:\\?:)?(?![*+?{])"
              + "|\\|)*");

  private final Pattern pattern;
  private final @Nullable StateTable table;

  private ShortcutPattern(Pattern pattern, @Nullable StateTable table) {
    this.pattern = pattern;
    this.table = table;
  }

  /**
   * Compiles an expression.
   *
   * @param expression in the syntax of the JDK
   * @return the pattern
   * @throws java.util.regex.PatternSyntaxException if it is no such expression
   */
  public static ShortcutPattern compile(String expression) {
    return new ShortcutPattern(Pattern.compile(expression), table(expression));
  }

  private static @Nullable StateTable table(String expression) {
    if (!PLAIN.matcher(expression).matches()) {
      return null;
    }
    try {
      return LinearPattern.compile(expression).table();
    } catch (IllegalArgumentException ignored) {
      // It repeats more than a program can hold.
      return null;
    }
  }

  /**
   * Matches a text from its first to its last character.
   *
   * @param text any text
   * @return whether all of it matches; false if the text is too long for the JDK's engine
   */
  public boolean matches(String text) {
    int answer = table == null ? StateTable.UNKNOWN : table.match(text);
    return answer == StateTable.UNKNOWN ? asked(text) : answer == StateTable.MATCH;
  }

  private boolean asked(String text) {
    try {
      return pattern.matcher(text).matches();
    } catch (StackOverflowError ignored) {
      // The engine goes one call deeper for each repetition of a group with alternatives: a text
      // that is too long for it is refused.
      return false;
    }
  }

  /** Returns whether texts are looked up. */
  boolean hasTable() {
    return table != null;
  }
}
