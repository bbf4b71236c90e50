package io.kubernaut.metrics.query.syntax;

/** A query can not be read, or its types do not fit. The message says where and why. */
public final class SyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int start;
  private final int end;

  SyntaxException(String query, Span span, String problem) {
    super(span.position(query) + ": parse error: " + problem);
    this.start = span.start();
    this.end = span.end();
  }

  /**
   * Returns where the problem is.
   *
   * @return the span in the query
   */
  public Span span() {
    return new Span(start, end);
  }
}
