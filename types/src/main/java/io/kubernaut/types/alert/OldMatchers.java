package io.kubernaut.types.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads matchers in the notation of Alertmanager before 0.27: a name of Prometheus, an operator,
 * and a value with or without quotes, in which only a quote, a line break and a backslash are
 * escaped.
 */
final class OldMatchers {

  private static final Pattern ONE =
      Pattern.compile(
          "\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|=|!=|!~)\\s*(.*?)\\s*", Pattern.DOTALL);

  private OldMatchers() {}

  static List<io.kubernaut.types.alert.Matcher> read(String text) {
    String open = text.startsWith("{") ? text.substring(1) : text;
    String plain = open.endsWith("}") ? open.substring(0, open.length() - 1) : open;
    List<io.kubernaut.types.alert.Matcher> read = new ArrayList<>();
    for (String part : parts(plain)) {
      read.add(one(text, part));
    }
    return read;
  }

  // Cuts at commas outside of quotes; what follows the last one may be nothing.
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    boolean isQuoted = false;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean isEscape =
          c == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
      if (isEscape) {
        at++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        parts.add(text.substring(start, at));
        start = at + 1;
      }
    }
    if (!text.substring(start).isBlank()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static io.kubernaut.types.alert.Matcher one(String text, String part) {
    Matcher parts = ONE.matcher(part);
    if (!parts.matches()) {
      throw MatcherText.wrong(text, 0, "\"" + part + "\" is no name, operator and value");
    }
    MatchResult found = parts.toMatchResult();
    return MatcherText.matcher(found.group(1), found.group(2), value(text, found.group(3)));
  }

  private static String value(String text, String raw) {
    boolean isQuoted = raw.startsWith("\"");
    String inner = isQuoted ? raw.substring(1) : raw;
    StringBuilder value = new StringBuilder();
    boolean isClosed = !isQuoted;
    for (int at = 0; at < inner.length(); at++) {
      char c = inner.charAt(at);
      boolean isLast = at == inner.length() - 1;
      if (c == '\\' && !isLast) {
        value.append(escaped(inner.charAt(++at)));
      } else if (c == '"') {
        if (isClosed || !isLast) {
          throw MatcherText.wrong(text, at, "a quote inside a value");
        }
        isClosed = true;
      } else {
        value.append(c);
      }
    }
    if (!isClosed) {
      throw MatcherText.wrong(text, text.length(), "the closing quote is missing");
    }
    return value.toString();
  }

  // A backslash before anything else stands for itself.
  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case '"', '\\' -> Character.toString(c);
      default -> "\\" + c;
    };
  }
}
