package io.kubernaut.metrics.query.syntax;

/**
 * Where something stands in a query, in characters.
 *
 * @param start the first character
 * @param end the one after the last
 */
public record Span(int start, int end) {

  /**
   * Returns the span from the beginning of this one to the end of another.
   *
   * @param last the other
   * @return both, and what is between
   */
  public Span to(Span last) {
    return new Span(start, last.end);
  }

  /**
   * Returns line and column of the beginning, both from 1.
   *
   * @param query the whole query
   * @return such as {@code 1:8}
   */
  public String position(String query) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < Math.min(start, query.length()); i++) {
      if (query.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return line + ":" + (start - lineStart + 1);
  }
}
