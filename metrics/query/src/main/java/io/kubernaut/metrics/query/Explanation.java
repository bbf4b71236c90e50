package io.kubernaut.metrics.query;

import io.kubernaut.metrics.query.internal.engine.Measures;
import io.kubernaut.metrics.query.syntax.Expr;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What each part of a query did. {@link #toString()} draws it as a tree.
 *
 * @param result the answer
 * @param parts the parts, from the outermost
 */
public record Explanation(QueryResult result, List<Part> parts) {

  /**
   * Copies the parts.
   *
   * @param result the answer
   * @param parts the parts, from the outermost
   */
  public Explanation {
    Objects.requireNonNull(result, "result");
    parts = List.copyOf(parts);
  }

  /**
   * One part of a query.
   *
   * @param expression the part as it would be written alone
   * @param series how many series it resulted in
   * @param samples how many samples
   * @param time how long it took, its own parts included
   * @param parts what it is made of
   */
  public record Part(
      String expression, long series, long samples, Duration time, List<Part> parts) {

    /**
     * Copies the parts.
     *
     * @param expression the part as it would be written alone
     * @param series how many series it resulted in
     * @param samples how many samples
     * @param time how long it took, its own parts included
     * @param parts what it is made of
     */
    public Part {
      parts = List.copyOf(parts);
    }

    private void appendTo(StringBuilder text, String indent) {
      text.append(indent)
          .append(expression)
          .append("  series=")
          .append(series)
          .append(" samples=")
          .append(samples)
          .append(" time=")
          .append(time.toNanos() / 1_000)
          .append("us\n");
      parts.forEach(part -> part.appendTo(text, indent + "  "));
    }
  }

  static Explanation of(Expr expr, QueryResult result, Measures measures) {
    List<Part> parts = parts(measures.roots());
    return new Explanation(
        result,
        parts.isEmpty()
            ? List.of(
                new Part(
                    expr.toString(),
                    result.statistics().series(),
                    result.statistics().samples(),
                    result.statistics().evaluation(),
                    List.of()))
            : parts);
  }

  private static List<Part> parts(List<Measures.Measure> measures) {
    return measures.stream()
        .map(
            measure ->
                new Part(
                    measure.expr().toString(),
                    measure.series(),
                    measure.samples(),
                    Duration.ofNanos(measure.nanos()),
                    parts(measure.parts())))
        .collect(Collectors.toList());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> part.appendTo(text, ""));
    return text.toString();
  }
}
