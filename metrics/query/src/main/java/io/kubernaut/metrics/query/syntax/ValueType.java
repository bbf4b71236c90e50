package io.kubernaut.metrics.query.syntax;

/** What an expression results in. */
public enum ValueType {
  /** A number at each step. */
  SCALAR("scalar"),
  /** A sample of each of some series at each step. */
  VECTOR("instant vector"),
  /** A stretch of samples of each of some series. */
  MATRIX("range vector"),
  /** A text. */
  STRING("string");

  private final String description;

  ValueType(String description) {
    this.description = description;
  }

  /**
   * Returns what messages call it.
   *
   * @return such as {@code instant vector}
   */
  public String description() {
    return description;
  }
}
