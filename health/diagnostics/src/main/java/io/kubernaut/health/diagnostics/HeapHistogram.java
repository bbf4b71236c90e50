package io.kubernaut.health.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;

/**
 * How many objects of each class the heap holds. Two of them differ in what grows, which is the
 * first hint at a leak.
 *
 * <p>Immutable; safe for any thread.
 */
public final class HeapHistogram {

  private static final Pattern LINE =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)(?:\\s+\\(.*)?");

  private final Map<String, Row> rows;

  private HeapHistogram(Map<String, Row> rows) {
    this.rows = rows;
  }

  /**
   * The objects of a class.
   *
   * @param type the class, as the virtual machine writes it: {@code [B} is an array of bytes
   * @param instances how many
   * @param bytes how much they take, without what they refer to
   */
  public record Row(String type, long instances, long bytes) {}

  /**
   * Counts all objects, also those that the next collection will take. The virtual machine stands
   * still meanwhile: some 15 ms for a heap of 200 MB.
   *
   * @return the histogram; empty if this virtual machine cannot make one
   */
  public static Optional<HeapHistogram> take() {
    try {
      return Optional.of(parse(DiagnosticCommand.call("gcClassHistogram", "-all")));
    } catch (JMException | RuntimeException notHere) {
      return Optional.empty();
    }
  }

  static HeapHistogram parse(String text) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher row = LINE.matcher(line);
      if (row.matches()) {
        add(
            new Row(row.group(3), Long.parseLong(row.group(1)), Long.parseLong(row.group(2))),
            rows);
      }
    }
    return new HeapHistogram(rows);
  }

  /** Two loaders may each have a class of that name. */
  private static void add(Row row, Map<String, Row> rows) {
    rows.merge(
        row.type(),
        row,
        (one, other) ->
            new Row(one.type(), one.instances() + other.instances(), one.bytes() + other.bytes()));
  }

  /**
   * Returns the classes that take the most.
   *
   * @param limit how many at most
   * @return the largest first
   */
  public List<Row> top(int limit) {
    return rows.values().stream()
        .sorted(Comparator.comparingLong((Row row) -> -row.bytes()).thenComparing(Row::type))
        .limit(limit)
        .toList();
  }

  /**
   * Returns how much all objects take.
   *
   * @return bytes
   */
  public long bytes() {
    return rows.values().stream().mapToLong(Row::bytes).sum();
  }

  /**
   * Returns what has grown or shrunk since an earlier histogram.
   *
   * @param earlier the histogram before
   * @param limit how many classes at most
   * @return the changes in instances and bytes, the largest growth first, without what is the same
   */
  public List<Row> since(HeapHistogram earlier, int limit) {
    Map<String, Row> names = new LinkedHashMap<>(earlier.rows);
    names.putAll(rows);
    List<Row> changes = new ArrayList<>();
    for (String type : names.keySet()) {
      Row now = row(type);
      Row before = earlier.row(type);
      if (!now.equals(before)) {
        changes.add(
            new Row(type, now.instances() - before.instances(), now.bytes() - before.bytes()));
      }
    }
    changes.sort(Comparator.comparingLong((Row row) -> -row.bytes()).thenComparing(Row::type));
    return List.copyOf(changes.subList(0, Math.min(limit, changes.size())));
  }

  private Row row(String type) {
    return rows.getOrDefault(type, new Row(type, 0, 0));
  }

  /**
   * Returns rows for people.
   *
   * @param rows what to show
   * @return a line for each
   */
  public static String text(List<Row> rows) {
    StringBuilder out = new StringBuilder("     instances          bytes  class\n");
    rows.forEach(
        row -> out.append("%14d %14d  %s%n".formatted(row.instances(), row.bytes(), row.type())));
    return out.toString();
  }
}
