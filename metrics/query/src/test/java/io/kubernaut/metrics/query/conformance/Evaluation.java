package io.kubernaut.metrics.query.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An {@code eval} command with what is expected of it. */
final class Evaluation {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9][0-9a-fA-Fx.e+-]*|[iI]nf|[nN]a[nN])");

  final int line;
  final String expression;
  final long start;
  final long end;
  final long step;
  final TestData data;

  final List<Notation.Series> series = new ArrayList<>();
  @Nullable Double scalar;
  @Nullable String string;
  boolean ordered;
  boolean fails;
  final List<Text> failures = new ArrayList<>();
  final List<Text> warnings = new ArrayList<>();
  final List<Text> infos = new ArrayList<>();
  boolean warns;
  boolean informs;
  boolean noWarning;
  boolean noInfo;
  boolean rangeVector;
  long rangeStart;
  long rangeStep;

  /** A text that is expected, word for word or as an expression. */
  record Text(@Nullable String exact, @Nullable Pattern pattern) {

    boolean matches(String text) {
      return exact != null ? exact.equals(text) : pattern.matcher(text).find();
    }
  }

  Evaluation(int line, String expression, long start, long end, long step, TestData data) {
    this.line = line;
    this.expression = expression;
    this.start = start;
    this.end = end;
    this.step = step;
    this.data = data;
  }

  boolean isRange() {
    return step > 0;
  }

  void expect(String text) {
    if (text.startsWith("expected_fail_message ")) {
      failures.add(new Text(text.substring(22).strip(), null));
    } else if (text.startsWith("expected_fail_regexp ")) {
      failures.add(new Text(null, Pattern.compile(text.substring(21).strip())));
    } else if (text.startsWith("expect ")) {
      special(text.substring(7).strip());
    } else if (NUMBER.matcher(text).matches()) {
      scalar = Notation.number(text);
    } else {
      series.add(Notation.series(text));
    }
  }

  private void special(String text) {
    String word = text.split("\\s+", 2)[0];
    String rest = text.substring(word.length()).strip();
    switch (word) {
      case "fail" -> {
        fails = true;
        add(failures, rest);
      }
      case "warn" -> {
        warns = true;
        add(warnings, rest);
      }
      case "info" -> {
        informs = true;
        add(infos, rest);
      }
      case "no_warn" -> noWarning = true;
      case "no_info" -> noInfo = true;
      case "ordered" -> ordered = true;
      case "string" -> string = unquoted(rest);
      case "range" -> range(rest);
      default -> throw new IllegalArgumentException("Unknown expectation: " + text);
    }
  }

  private static void add(List<Text> texts, String rest) {
    if (rest.startsWith("msg:")) {
      texts.add(new Text(rest.substring(4).strip(), null));
    } else if (rest.startsWith("regex:")) {
      texts.add(new Text(null, Pattern.compile(rest.substring(6).strip())));
    }
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private void range(String text) {
    String[] words = text.split("\\s+", -1);
    rangeVector = true;
    rangeStart = Notation.millis(words[2]);
    rangeStep = Notation.millis(words[6]);
  }

  @Override
  public String toString() {
    return line + ": " + expression;
  }
}
