package io.kubernaut.metrics.registry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The naming standard: dotted or snake-case names in code, Prometheus names with a base unit when
 * exposed.
 *
 * <p>As a {@link NamingConvention} it never fails, because Micrometer's users may name meters as
 * they like: what is not allowed becomes an underscore. The {@code check} methods are for the
 * families of this registry, which are new code, and refuse what the standard forbids. See the
 * Prometheus pages "Metric and label naming" and "Data model".
 */
final class MetricNames implements NamingConvention {
  private static final Set<String> RESERVED_SUFFIXES =
      Set.of("total", "created", "count", "sum", "bucket", "info", "max");

  private static final Map<String, String> BASE_UNITS =
      Map.ofEntries(
          Map.entry("ms", "seconds"),
          Map.entry("millis", "seconds"),
          Map.entry("milliseconds", "seconds"),
          Map.entry("us", "seconds"),
          Map.entry("micros", "seconds"),
          Map.entry("microseconds", "seconds"),
          Map.entry("ns", "seconds"),
          Map.entry("nanos", "seconds"),
          Map.entry("nanoseconds", "seconds"),
          Map.entry("minutes", "seconds"),
          Map.entry("hours", "seconds"),
          Map.entry("days", "seconds"),
          Map.entry("kb", "bytes"),
          Map.entry("kilobytes", "bytes"),
          Map.entry("mb", "bytes"),
          Map.entry("megabytes", "bytes"),
          Map.entry("gb", "bytes"),
          Map.entry("gigabytes", "bytes"),
          Map.entry("percent", "ratio"),
          Map.entry("fahrenheit", "celsius"));

  @Override
  public String name(String name, Meter.Type type, @Nullable String baseUnit) {
    String snake = snake(name, true);
    String unit = unit(type, baseUnit);
    if (type == Meter.Type.COUNTER && snake.endsWith("_total")) {
      snake = snake.substring(0, snake.length() - "_total".length());
    }
    return unit.isEmpty() || snake.equals(unit) || snake.endsWith("_" + unit)
        ? snake
        : snake + "_" + unit;
  }

  @Override
  public String tagKey(String key) {
    String snake = snake(key, false);
    return snake.startsWith("__") ? "key" + snake : snake;
  }

  /** The unit that a family's name ends with; empty if it has none. */
  static String unit(Meter.Type type, @Nullable String baseUnit) {
    boolean time = type == Meter.Type.TIMER || type == Meter.Type.LONG_TASK_TIMER;
    return time ? "seconds" : baseUnit == null ? "" : snake(baseUnit, false);
  }

  private static String snake(String name, boolean colons) {
    StringBuilder out = new StringBuilder(name.length() + 1);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed = isLetter(c) || isDigit(c) || c == '_' || (colons && c == ':');
      if (i == 0 && isDigit(c)) {
        out.append('_');
      }
      out.append(allowed ? c : '_');
    }
    return out.length() == 0 ? "_" : out.toString();
  }

  /** Refuses a metric's name that breaks the standard. */
  static String check(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid metric name \"\": it is empty. Name what is counted, for example"
              + " \"http.requests\".");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean ok = isLetter(c) || c == '_' || (i > 0 && (isDigit(c) || c == '.' || c == ':'));
      if (!ok) {
        throw new IllegalArgumentException(
            "Invalid metric name \"%s\": '%c' at index %d. Use letters, digits, '_', ':' and '.', and begin with a letter, for example \"%s\"."
                .formatted(name, c, i, suggestion(name)));
      }
    }
    checkWords(name);
    return name;
  }

  private static void checkWords(String name) {
    if (name.endsWith(".") || name.contains("..")) {
      throw new IllegalArgumentException(
          "Invalid metric name \"%s\": a word between dots is empty. Use for example \"%s\"."
              .formatted(name, suggestion(name)));
    }
    String[] words = name.split("[._]", -1);
    String last = words[words.length - 1].toLowerCase(Locale.ROOT);
    if (words.length > 1 && RESERVED_SUFFIXES.contains(last)) {
      throw new IllegalArgumentException(
          "Invalid metric name \"%s\": \"%s\" is added by the exposition format. Leave it away: \"%s\"."
              .formatted(name, last, name.substring(0, name.length() - last.length() - 1)));
    }
    String base = words.length > 1 ? BASE_UNITS.get(last) : null;
    if (base != null) {
      throw new IllegalArgumentException(
          "Invalid metric name \"%s\": \"%s\" is not a base unit. Measure in %s and set the base unit instead of naming it."
              .formatted(name, last, base));
    }
  }

  /** Refuses a unit that is not a base unit. */
  static String checkUnit(String unit) {
    String base = BASE_UNITS.get(unit.toLowerCase(Locale.ROOT));
    if (base != null) {
      throw new IllegalArgumentException(
          "Invalid base unit \"%s\": it is not a base unit. Measure in \"%s\"."
              .formatted(unit, base));
    }
    if (unit.isEmpty() || !snake(unit, false).equals(unit)) {
      throw new IllegalArgumentException(
          "Invalid base unit \"%s\". Use letters, digits and '_', for example \"bytes\"."
              .formatted(unit));
    }
    return unit;
  }

  /** Refuses a label's name that breaks the standard. */
  static String checkLabel(String label) {
    if (label.startsWith("__")) {
      throw new IllegalArgumentException(
          "Invalid label name \"%s\": names that begin with \"__\" belong to Prometheus. Use \"%s\"."
              .formatted(label, label.replaceFirst("^_+", "")));
    }
    if (label.equals("le") || label.equals("quantile")) {
      throw new IllegalArgumentException(
          "Invalid label name \"%s\": histograms and summaries use it themselves. Choose another."
              .formatted(label));
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (!(isLetter(c) || c == '_' || (i > 0 && (isDigit(c) || c == '.')))) {
        throw new IllegalArgumentException(
            "Invalid label name \"%s\": '%c' at index %d. Use letters, digits, '_' and '.', and begin with a letter, for example \"%s\"."
                .formatted(label, c, i, suggestion(label)));
      }
    }
    if (label.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid label name \"\": it is empty. Name what tells the series apart, for example"
              + " \"route\".");
    }
    return label;
  }

  private static String suggestion(String name) {
    String clean = name.replaceAll("[^a-zA-Z0-9_.:]+", "_").replaceAll("\\.{2,}", ".");
    clean = clean.replaceAll("^[^a-zA-Z_]+|[._]+$", "");
    return clean.isEmpty() ? "http.requests" : clean;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
