package io.kubernaut.metrics.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be told about a regular expression by looking at its text: alternatives of literals, or
 * one literal with a wildcard before or after it. Only the plainest forms are recognised; anything
 * doubtful is left to the expression itself.
 */
final class PatternShape {

  /** What may stand on one side of a literal. */
  private enum Wild {
    NOTHING(0),
    ANYTHING(0),
    SOMETHING(1);

    private final int least;

    Wild(int least) {
      this.least = least;
    }
  }

  private static final String META = "\\.+*?()|[]{}^$";

  private final @Nullable Set<String> literals;
  private final Wild before;
  private final String literal;
  private final Wild after;
  private final boolean decides;

  private PatternShape(
      @Nullable Set<String> literals, Wild before, String literal, Wild after, boolean decides) {
    this.literals = literals;
    this.before = before;
    this.literal = literal;
    this.after = after;
    this.decides = decides;
  }

  static PatternShape of(String text) {
    String bare = withoutGroup(text);
    List<String> parts = alternatives(bare);
    if (parts == null) {
      return prefixOnly(text);
    }
    return parts.size() == 1 ? ofSingle(parts.get(0), text) : ofLiterals(parts);
  }

  /** Takes one pair of parentheses off that encloses the whole text. */
  private static String withoutGroup(String text) {
    boolean enclosed = text.length() >= 2 && text.startsWith("(") && text.endsWith(")");
    String inner =
        enclosed ? text.substring(text.startsWith("(?:") ? 3 : 1, text.length() - 1) : "";
    boolean plain = enclosed && inner.indexOf('(') < 0 && inner.indexOf(')') < 0;
    return plain && !inner.startsWith("?") ? inner : text;
  }

  /** Splits at bars; null if the text has groups or classes, inside of which a bar means else. */
  private static @Nullable List<String> alternatives(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        return null;
      } else if (c == '\\') {
        i++;
      } else if (c == '|') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static PatternShape ofLiterals(List<String> parts) {
    Set<String> values = new LinkedHashSet<>();
    for (String part : parts) {
      String value = literal(part);
      if (value == null) {
        return undecided("");
      }
      values.add(value);
    }
    return new PatternShape(Set.copyOf(values), Wild.NOTHING, "", Wild.NOTHING, true);
  }

  private static PatternShape ofSingle(String part, String text) {
    Wild before = leading(part);
    String rest = before == Wild.NOTHING ? part : part.substring(2);
    Wild after = trailing(rest);
    String middle = after == Wild.NOTHING ? rest : rest.substring(0, rest.length() - 2);
    String value = literal(middle);
    if (value == null) {
      return prefixOnly(text);
    }
    boolean exact = before == Wild.NOTHING && after == Wild.NOTHING;
    return new PatternShape(exact ? Set.of(value) : null, before, value, after, true);
  }

  private static Wild leading(String part) {
    return part.startsWith(".*")
        ? Wild.ANYTHING
        : part.startsWith(".+") ? Wild.SOMETHING : Wild.NOTHING;
  }

  private static Wild trailing(String part) {
    int dot = part.length() - 2;
    boolean escaped = dot > 0 && part.charAt(dot - 1) == '\\';
    if (dot < 0 || part.charAt(dot) != '.' || escaped) {
      return Wild.NOTHING;
    }
    char last = part.charAt(dot + 1);
    return last == '*' ? Wild.ANYTHING : last == '+' ? Wild.SOMETHING : Wild.NOTHING;
  }

  /** Returns what a text without operators stands for, or null if it has any. */
  private static @Nullable String literal(String part) {
    StringBuilder value = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '\\') {
        if (++i == part.length() || !escapesItself(part.charAt(i))) {
          return null;
        }
        value.append(part.charAt(i));
      } else if (META.indexOf(c) >= 0) {
        return null;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static boolean escapesItself(char c) {
    return META.indexOf(c) >= 0 || c == '-' || c == '/';
  }

  /** Only the literal beginning is known. Alternatives have none, and flags change everything. */
  private static PatternShape prefixOnly(String text) {
    if (text.indexOf('|') >= 0 || text.contains("(?")) {
      return undecided("");
    }
    int end = 0;
    while (end < text.length() && META.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    boolean repeated = end < text.length() && "*?{".indexOf(text.charAt(end)) >= 0;
    if (repeated && end > 0) {
      end = text.offsetByCodePoints(end, -1);
    }
    return undecided(text.substring(0, end));
  }

  private static PatternShape undecided(String prefix) {
    return new PatternShape(null, Wild.NOTHING, prefix, Wild.ANYTHING, false);
  }

  /** Tells whether {@link #matches} is the whole truth. */
  boolean decides() {
    return decides;
  }

  boolean matches(String value) {
    if (literals != null) {
      return literals.contains(value);
    }
    if (value.length() < literal.length() + before.least + after.least) {
      return false;
    }
    if (before == Wild.NOTHING) {
      return value.startsWith(literal);
    }
    if (after == Wild.NOTHING) {
      return value.endsWith(literal);
    }
    int at = value.indexOf(literal, before.least);
    return at >= 0 && at + literal.length() + after.least <= value.length();
  }

  Optional<Set<String>> literals() {
    return Optional.ofNullable(literals);
  }

  String prefix() {
    return before == Wild.NOTHING ? literal : "";
  }
}
