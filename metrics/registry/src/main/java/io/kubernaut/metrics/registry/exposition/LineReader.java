package io.kubernaut.metrics.registry.exposition;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one sample's line from left to right. */
final class LineReader {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern TIMESTAMP = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private final String text;
  private final int line;
  private final boolean strict;
  private int at;

  LineReader(String text, int line, boolean strict) {
    this.text = text;
    this.line = line;
    this.strict = strict;
  }

  ParseException wrong(String rule) {
    return new ParseException(line, at + 1, rule);
  }

  ParsedSample sample() {
    if (!strict) {
      skipBlanks();
    }
    String name = name(true);
    Map<String, String> labels = labels();
    separator("before the value");
    double value = number(word());
    BigDecimal timestamp = null;
    if (more() && !startsExemplar()) {
      separator("before the timestamp");
      timestamp = timestamp(word());
    }
    ParsedSample exemplar = startsExemplar() ? exemplar() : null;
    end();
    return new ParsedSample(name, labels, value, timestamp, exemplar);
  }

  private ParsedSample exemplar() {
    at += " # ".length();
    if (at >= text.length() || text.charAt(at) != '{') {
      throw wrong("An exemplar begins with its labels, {}.");
    }
    Map<String, String> labels = labels();
    int length = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      length += points(label.getKey()) + points(label.getValue());
    }
    if (length > 128) {
      throw wrong("The labels of an exemplar have " + length + " characters; at most 128 may be.");
    }
    separator("before the exemplar's value");
    double value = number(word());
    BigDecimal timestamp = null;
    if (more()) {
      separator("before the exemplar's timestamp");
      timestamp = timestamp(word());
    }
    return new ParsedSample("", labels, value, timestamp, null);
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  private boolean startsExemplar() {
    return text.startsWith(" # ", at);
  }

  private boolean more() {
    if (strict) {
      return at < text.length();
    }
    return !text.substring(at).isBlank();
  }

  private void end() {
    if (more()) {
      throw wrong("\"" + text.substring(at) + "\" follows the sample. Nothing may.");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void separator(String where) {
    if (strict) {
      if (at >= text.length() || text.charAt(at) != ' ') {
        throw wrong("One space is missing " + where + ".");
      }
      at++;
    } else {
      skipBlanks();
    }
  }

  private String name(boolean colons) {
    int start = at;
    while (at < text.length() && isNameChar(text.charAt(at), at > start, colons)) {
      at++;
    }
    if (at == start) {
      throw wrong("A name is missing. Names are letters, digits and '_', and begin with no digit.");
    }
    return text.substring(start, at);
  }

  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isNameChar(name.charAt(i), i > 0, true)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isNameChar(char c, boolean inside, boolean colons) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (colons && c == ':')
        || (inside && c >= '0' && c <= '9');
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    if (!strict) {
      skipBlanks();
    }
    if (at >= text.length() || text.charAt(at) != '{') {
      return labels;
    }
    at++;
    blanksIfLenient();
    while (!take('}')) {
      if (!labels.isEmpty()) {
        expect(',', "A comma is missing between labels.");
        blanksIfLenient();
        if (!strict && take('}')) {
          return labels;
        }
      }
      label(labels);
      blanksIfLenient();
    }
    return labels;
  }

  private void label(Map<String, String> labels) {
    String name = name(false);
    blanksIfLenient();
    expect('=', "An equals sign is missing after the label's name.");
    blanksIfLenient();
    expect('"', "A label's value begins with a double quote.");
    if (labels.put(name, quoted()) != null) {
      throw wrong("The label \"" + name + "\" comes twice.");
    }
  }

  private void blanksIfLenient() {
    if (!strict) {
      skipBlanks();
    }
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted, String rule) {
    if (!take(wanted)) {
      throw wrong(rule);
    }
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (true) {
      if (at >= text.length()) {
        throw wrong("The label's value has no closing double quote.");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        unescape(text.charAt(at++), value);
      } else {
        value.append(c);
      }
    }
  }

  static void unescape(char escaped, StringBuilder value) {
    switch (escaped) {
      case 'n' -> value.append('\n');
      case '"', '\\' -> value.append(escaped);
      default -> value.append('\\').append(escaped);
    }
  }

  private String word() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ' ' && (strict || text.charAt(at) != '\t')) {
      at++;
    }
    return text.substring(start, at);
  }

  private double number(String word) {
    Double number = numberOrNull(word);
    if (number == null) {
      at -= word.length();
      throw wrong("\"" + word + "\" is not a number.");
    }
    return number;
  }

  static @Nullable Double numberOrNull(String word) {
    if (NUMBER.matcher(word).matches()) {
      return Double.valueOf(word);
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private BigDecimal timestamp(String word) {
    if (!TIMESTAMP.matcher(word).matches()) {
      at -= word.length();
      throw wrong("\"" + word + "\" is not a timestamp. Timestamps are decimal numbers.");
    }
    return new BigDecimal(word);
  }
}
