package io.kubernaut.metrics.query.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of query tests: what it loads, and what it evaluates on it. */
final class TestScript {

  private static final Pattern LOAD = Pattern.compile("(load|load_with_nhcb)\\s+(\\S+)");
  private static final Pattern INSTANT =
      Pattern.compile("eval(?:_(\\w+))?\\s+instant\\s+(?:at\\s+(\\S+))?\\s+(.+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "eval(?:_(\\w+))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+?)\\s+(.+)");

  private final List<Evaluation> evaluations = new ArrayList<>();
  private final List<String> lines;
  private int at;
  private TestData data = new TestData(null);

  private TestScript(List<String> lines) {
    this.lines = lines;
  }

  static List<Evaluation> read(Path file) {
    try {
      return new TestScript(Files.readAllLines(file)).parse();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Evaluation> parse() {
    while (at < lines.size()) {
      String line = line(at);
      if (line.isEmpty()) {
        at++;
      } else if (line.equals("clear")) {
        data = new TestData(null);
        at++;
      } else if (line.startsWith("load")) {
        load(line);
      } else if (line.startsWith("eval")) {
        eval(line);
      } else {
        throw new IllegalArgumentException("Line " + (at + 1) + " is no command: " + line);
      }
    }
    return evaluations;
  }

  /** Returns a line without blanks around it; a comment is blank. */
  private String line(int index) {
    String line = lines.get(index).strip();
    return line.startsWith("#") ? "" : line;
  }

  private List<String> block() {
    List<String> block = new ArrayList<>();
    at++;
    while (at < lines.size() && !line(at).isEmpty()) {
      block.add(line(at++));
    }
    return block;
  }

  private void load(String line) {
    Matcher matcher = LOAD.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Line " + (at + 1) + " is no load: " + line);
    }
    data = new TestData(data);
    data.load(block(), Notation.millis(matcher.group(2)), matcher.group(1).endsWith("nhcb"));
  }

  private void eval(String line) {
    int number = at + 1;
    Matcher range = RANGE.matcher(line);
    Matcher instant = INSTANT.matcher(line);
    Evaluation evaluation;
    String old;
    if (range.matches()) {
      old = range.group(1);
      evaluation =
          new Evaluation(
              number,
              range.group(5).strip(),
              Notation.millis(range.group(2)),
              Notation.millis(range.group(3)),
              Notation.millis(range.group(4)),
              data);
    } else if (instant.matches()) {
      old = instant.group(1);
      long time = instant.group(2) == null ? 0 : Notation.millis(instant.group(2));
      evaluation = new Evaluation(number, instant.group(3).strip(), time, time, 0, data);
    } else {
      throw new IllegalArgumentException("Line " + number + " is no eval: " + line);
    }
    if (old != null) {
      evaluation.expect("expect " + old);
    }
    block().forEach(evaluation::expect);
    evaluations.add(evaluation);
  }
}
