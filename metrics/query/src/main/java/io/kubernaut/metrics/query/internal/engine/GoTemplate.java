package io.kubernaut.metrics.query.internal.engine;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * A replacement as Go reads it: {@code $1}, {@code ${1}}, {@code $name}, {@code ${name}} and {@code
 * $$}. A name without braces goes as far as letters, digits and underscores do, so {@code $1x} is
 * the group named {@code 1x}; a group that does not exist is empty.
 */
final class GoTemplate {

  /** A piece of the template: a text, or the name of a group. */
  private record Piece(String text, boolean group) {}

  private final List<Piece> pieces = new ArrayList<>();

  GoTemplate(String template) {
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      text(template.substring(at, dollar));
      at = reference(template, dollar);
    }
    text(template.substring(Math.min(at, template.length())));
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, false));
    }
  }

  /** Reads what follows a dollar. Returns where the template goes on. */
  private int reference(String template, int dollar) {
    int next = dollar + 1;
    if (next < template.length() && template.charAt(next) == '$') {
      text("$");
      return next + 1;
    }
    boolean braces = next < template.length() && template.charAt(next) == '{';
    int start = braces ? next + 1 : next;
    int end = start;
    while (end < template.length() && isWord(template.charAt(end))) {
      end++;
    }
    boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
    if (end == start || !closed) {
      text("$");
      return next;
    }
    pieces.add(new Piece(template.substring(start, end), true));
    return braces ? end + 1 : end;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  String expand(Matcher matcher) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(piece.group ? group(matcher, piece.text) : piece.text);
    }
    return text.toString();
  }

  private static String group(Matcher matcher, String name) {
    boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
    String found = number ? numbered(matcher, name) : named(matcher, name);
    return found == null ? "" : found;
  }

  private static @org.jspecify.annotations.Nullable String numbered(Matcher matcher, String name) {
    int group = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
    return group <= matcher.groupCount() ? matcher.group(group) : null;
  }

  private static @org.jspecify.annotations.Nullable String named(Matcher matcher, String name) {
    try {
      return matcher.group(name);
    } catch (IllegalArgumentException noSuchGroup) {
      return null;
    }
  }
}
