package io.kubernaut.metrics.query.syntax;

/** A query is longer or more deeply nested than is allowed. */
public final class ComplexityException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String limit;
  private final long allowed;

  ComplexityException(String limit, long allowed, String message) {
    super(message);
    this.limit = limit;
    this.allowed = allowed;
  }

  /**
   * Returns which limit it is.
   *
   * @return its name
   */
  public String limit() {
    return limit;
  }

  /**
   * Returns how much is allowed.
   *
   * @return the limit's value
   */
  public long allowed() {
    return allowed;
  }
}
