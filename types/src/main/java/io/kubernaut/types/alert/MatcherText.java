package io.kubernaut.types.alert;

import io.kubernaut.types.internal.pattern.LinearPattern;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Matchers as text: reads both notations, and decides which one is meant. */
final class MatcherText {

  /** What a word in new notation cannot hold. */
  static final Pattern RESERVED = Pattern.compile("[\\p{IsWhite_Space}{}!=~,\\\\\"'`]");

  private MatcherText() {}

  // Where both notations can be meant, the old one is: a configuration must not change its meaning.
  static List<Matcher> read(String text) {
    try {
      return OldMatchers.read(text);
    } catch (IllegalArgumentException ignored) {
      // Not in old notation, or wrong in both; the new one says what is wrong.
      return new NewMatchers(text).read();
    }
  }

  /** Makes a matcher; its expression is checked now. */
  static Matcher matcher(String name, String symbol, String value) {
    for (Matcher.Operator operator : Matcher.Operator.values()) {
      if (operator.symbol().equals(symbol)) {
        if (operator.isRegex()) {
          LinearPattern.compile(value);
        }
        return Matcher.of(name, operator, value);
      }
    }
    throw new IllegalArgumentException("Not an operator: \"" + symbol + "\". Use =, !=, =~ or !~.");
  }

  static String write(Matcher matcher) {
    String name = matcher.name();
    boolean isWord = !name.isEmpty() && !RESERVED.matcher(name).find();
    return (isWord ? name : quoted(name)) + matcher.operator().symbol() + quoted(matcher.value());
  }

  static String braced(Selector selector) {
    return selector.matchers().stream()
        .map(Matcher::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
  }

  static IllegalArgumentException wrong(String text, int at, String what) {
    return new IllegalArgumentException(
        "Not a list of matchers: \""
            + text
            + "\", "
            + what
            + " at character "
            + at
            + ". Write for example \"severity=~\\\"crit.*\\\", team!=\\\"shop\\\"\".");
  }
}
