package io.kubernaut.metrics.query.conformance;

import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.query.syntax.Durations;
import io.kubernaut.metrics.query.syntax.Parser;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.StaleMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The notation of series in Prometheus' query tests: {@code up{job="api"} 1+2x3 _ stale}. */
final class Notation {

  private static final String NUMBER =
      "[-+]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[iI]nf|[nN]a[nN])";
  private static final Pattern FLOATS =
      Pattern.compile("(" + NUMBER + ")(?:([-+])(" + NUMBER.substring(5) + "))?(?:x([0-9]+))?");
  private static final Pattern NONE = Pattern.compile("_(?:x([0-9]+))?");
  private static final Pattern STALE = Pattern.compile("stale(?:x([0-9]+))?");
  private static final Pattern STARTS =
      Pattern.compile("([-+]?)([0-9a-z.]+?)(?:([-+])([0-9a-z.]+?))?(?:x([0-9]+))?");

  private Notation() {}

  /**
   * One place in a series.
   *
   * @param value the float, or null
   * @param histogram the histogram, or null
   * @param hintStated whether the notation says what is known about a reset
   */
  record Value(@Nullable Double value, @Nullable NativeHistogram histogram, boolean hintStated) {

    static final Value NONE = new Value(null, null, false);

    boolean isNone() {
      return value == null && histogram == null;
    }
  }

  /** A series: labels, then values. */
  record Series(Labels labels, List<Value> values) {}

  static Series series(String line) {
    int end = metricEnd(line);
    return new Series(Parser.parseMetric(line.substring(0, end)), values(line.substring(end)));
  }

  /** Returns where the metric ends and the values begin. */
  static int metricEnd(String line) {
    int at = 0;
    while (at < line.length() && "{ \t@".indexOf(line.charAt(at)) < 0) {
      at++;
    }
    int brace = at;
    while (brace < line.length() && Character.isWhitespace(line.charAt(brace))) {
      brace++;
    }
    boolean labels =
        brace < line.length() && line.charAt(brace) == '{' && !line.startsWith("{{", brace);
    return labels ? closingBrace(line, brace) : at;
  }

  private static int closingBrace(String line, int open) {
    char quote = 0;
    for (int i = open; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote != '`') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '}') {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("No closing brace in: " + line);
  }

  static List<Value> values(String text) {
    List<Value> values = new ArrayList<>();
    String rest = text.strip();
    while (!rest.isEmpty()) {
      int end = rest.startsWith("{{") ? histogramEnd(rest) : wordEnd(rest, 0);
      item(rest.substring(0, end), values);
      rest = rest.substring(end).strip();
    }
    return values;
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int histogramEnd(String text) {
    int end = text.indexOf("}}") + 2;
    boolean second = text.startsWith("+{{", end) || text.startsWith("-{{", end);
    return wordEnd(text, second ? text.indexOf("}}", end) + 2 : end);
  }

  private static void item(String item, List<Value> values) {
    if (item.startsWith("{{")) {
      histograms(item, values);
      return;
    }
    Matcher none = NONE.matcher(item);
    Matcher stale = STALE.matcher(item);
    Matcher floats = FLOATS.matcher(item);
    if (none.matches()) {
      // A gap has no first value beside the repeated ones.
      repeat(values, Value.NONE, none.group(1) == null ? 1 : Integer.parseInt(none.group(1)));
    } else if (stale.matches()) {
      repeat(values, new Value(StaleMarker.VALUE, null, false), times(stale.group(1)));
    } else if (floats.matches()) {
      floats(floats, values);
    } else {
      throw new IllegalArgumentException("Not a value: " + item);
    }
  }

  private static int times(@Nullable String count) {
    return count == null ? 1 : Integer.parseInt(count) + 1;
  }

  private static void repeat(List<Value> values, Value value, int times) {
    for (int i = 0; i < times; i++) {
      values.add(value);
    }
  }

  private static void floats(Matcher floats, List<Value> values) {
    double value = number(floats.group(1));
    double increment = floats.group(3) == null ? 0 : number(floats.group(3));
    if ("-".equals(floats.group(2))) {
      increment = -increment;
    }
    for (int i = 0; i < times(floats.group(4)); i++) {
      values.add(new Value(value, null, false));
      value += increment;
    }
  }

  static double number(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    if (lower.endsWith("inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (lower.endsWith("nan")) {
      return Double.NaN;
    }
    return Double.parseDouble(text);
  }

  private static void histograms(String item, List<Value> values) {
    int end = item.indexOf("}}") + 2;
    String first = item.substring(0, end);
    String rest = item.substring(end);
    boolean hint = first.contains("counter_reset_hint");
    NativeHistogram base = HistogramNotation.parse(first);
    if (rest.isEmpty() || rest.startsWith("x")) {
      repeat(values, new Value(null, base, hint), rest.isEmpty() ? 1 : times(rest.substring(1)));
      return;
    }
    boolean add = rest.startsWith("+");
    int incrementEnd = rest.indexOf("}}") + 2;
    NativeHistogram increment = HistogramNotation.parse(rest.substring(1, incrementEnd));
    String count = rest.substring(incrementEnd);
    WorkingHistogram current = WorkingHistogram.of(base);
    for (int i = 0; i < times(count.isEmpty() ? null : count.substring(1)); i++) {
      values.add(new Value(null, current.toNative(), hint));
      current = current.copy();
      int flags = add ? current.add(increment) : current.subtract(increment);
      if ((flags & WorkingHistogram.INCOMPATIBLE) != 0) {
        throw new IllegalArgumentException("Histograms do not go together: " + item);
      }
    }
  }

  /** Reads start times: for each sample how far from its own time, or null. */
  static List<@Nullable Long> starts(String text) {
    List<@Nullable Long> starts = new ArrayList<>();
    for (String item : text.strip().split("\\s+", -1)) {
      Matcher none = NONE.matcher(item);
      if (none.matches()) {
        int times = none.group(1) == null ? 1 : Integer.parseInt(none.group(1));
        for (int i = 0; i < times; i++) {
          starts.add(null);
        }
        continue;
      }
      Matcher matcher = STARTS.matcher(item);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("Not a start time: " + item);
      }
      long value = signed(matcher.group(1), matcher.group(2));
      long increment = matcher.group(4) == null ? 0 : signed(matcher.group(3), matcher.group(4));
      for (int i = 0; i < times(matcher.group(5)); i++) {
        starts.add(value + i * increment);
      }
    }
    return starts;
  }

  private static long signed(String sign, String duration) {
    long millis = millis(duration);
    return sign.equals("-") ? -millis : millis;
  }

  /** Reads a duration, or a number of seconds. */
  static long millis(String text) {
    if (text.startsWith("-")) {
      return -millis(text.substring(1));
    }
    return Pattern.matches("[0-9.]+", text)
        ? Math.round(Double.parseDouble(text) * 1_000)
        : Durations.parseMillis(text);
  }
}
