package io.kubernaut.types.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How policies of the mesh compare text: exactly, by its start ({@code abc*}), by its end ({@code
 * *abc}), or by being there at all ({@code *}). A path may also be a template, in which <code>{*}
 * </code> stands for one segment and <code>{**}</code> for any number.
 */
final class TextPattern {

  private static final Pattern WILDCARD = Pattern.compile("\\{\\*{1,2}}");

  private TextPattern() {}

  static boolean matches(String pattern, String text) {
    if (pattern.equals("*")) {
      return !text.isEmpty();
    }
    if (pattern.startsWith("*")) {
      return text.endsWith(pattern.substring(1));
    }
    return pattern.endsWith("*")
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : text.equals(pattern);
  }

  static boolean matchesPath(String pattern, String path) {
    if (!pattern.contains("{*")) {
      return matches(pattern, path);
    }
    StringBuilder expression = new StringBuilder();
    Matcher wildcard = WILDCARD.matcher(pattern);
    int end = 0;
    while (wildcard.find()) {
      expression.append(Pattern.quote(pattern.substring(end, wildcard.start())));
      expression.append(wildcard.group().length() == 3 ? "[^/]+" : ".*");
      end = wildcard.end();
    }
    expression.append(Pattern.quote(pattern.substring(end)));
    return path.matches(expression.toString());
  }
}
