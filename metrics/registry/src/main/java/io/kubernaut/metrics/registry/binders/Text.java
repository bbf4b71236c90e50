package io.kubernaut.metrics.registry.binders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the few notations of {@code /proc} and {@code /sys}. What is malformed is no number. */
final class Text {
  private static final List<String> NO_WORD = List.of("");

  private static final double TICKS_PER_SECOND = 100;

  private Text() {}

  /** Splits at spaces, colons and equals signs; a line without a word gives one empty word. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean between = i == line.length() || isBetweenWords(line.charAt(i));
      if (between && start >= 0) {
        words.add(line.substring(start, i));
        start = -1;
      } else if (!between && start < 0) {
        start = i;
      }
    }
    return words.isEmpty() ? NO_WORD : words;
  }

  private static boolean isBetweenWords(char c) {
    return c <= ' ' || c == ':' || c == '=';
  }

  /** Reads a number that is not negative; NaN if it is none, or not there. */
  static double number(List<String> words, int index) {
    return index < words.size() ? number(words.get(index)) : Double.NaN;
  }

  /** Reads a time that is told in ticks, of which Linux has a hundred a second for programs. */
  static double seconds(List<String> words, int index) {
    return number(words, index) / TICKS_PER_SECOND;
  }

  static double number(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || digits.charAt(0) < '0' || digits.charAt(0) > '9') {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException ignoredNoNumber) {
      return Double.NaN;
    }
  }

  /** Reads lines of a name and a number, such as {@code MemFree: 12 kB} or {@code oom_kill 0}. */
  static Map<String, Double> pairs(String text) {
    Map<String, Double> pairs = new HashMap<>();
    for (String line : text.lines().toList()) {
      List<String> words = words(line);
      double scale = words.size() > 2 && words.get(2).equals("kB") ? 1024 : 1;
      double value = number(words, 1) * scale;
      if (!Double.isNaN(value)) {
        pairs.put(words.get(0), value);
      }
    }
    return pairs;
  }

  /** Reads a line of names and a line of numbers below it, which begin with the same word. */
  static Map<String, Double> table(String text, String word) {
    List<List<String>> rows =
        text.lines().filter(line -> line.startsWith(word + ":")).map(Text::words).toList();
    Map<String, Double> table = new HashMap<>();
    for (int i = 1; rows.size() == 2 && i < rows.get(0).size(); i++) {
      table.put(rows.get(0).get(i), number(rows.get(1), i));
    }
    return table;
  }

  static double pair(Map<String, Double> pairs, String name) {
    return pairs.getOrDefault(name, Double.NaN);
  }
}
