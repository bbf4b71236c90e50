package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.List;

/** Cuts the lists that header fields are made of. */
final class ListField {

  private ListField() {}

  /** Returns the stripped parts that are not empty; a separator inside of quotes does not count. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? separator : text.charAt(i);
      if (i < text.length() && quoted && c == '\\') {
        i++;
      } else if (i < text.length() && c == '"') {
        quoted = !quoted;
      } else if (i == text.length() || (c == separator && !quoted)) {
        addPart(parts, text.substring(start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  private static void addPart(List<String> parts, String part) {
    String stripped = part.strip();
    if (!stripped.isEmpty()) {
      parts.add(stripped);
    }
  }

  static String unquoted(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      out.append(c == '\\' && i + 1 < text.length() - 1 ? text.charAt(++i) : c);
    }
    return out.toString();
  }
}
