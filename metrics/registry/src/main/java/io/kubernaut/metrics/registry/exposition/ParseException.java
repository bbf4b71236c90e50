package io.kubernaut.metrics.registry.exposition;

/** Says where and why an exposition can not be read. */
public final class ParseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Makes an exception.
   *
   * @param line the line, from 1
   * @param column the column, from 1
   * @param rule what is wrong and what the rule is
   */
  public ParseException(int line, int column, String rule) {
    super("Line " + line + ", column " + column + ": " + rule);
    this.line = line;
    this.column = column;
  }

  /**
   * Returns the line.
   *
   * @return from 1
   */
  public int line() {
    return line;
  }

  /**
   * Returns the column.
   *
   * @return from 1
   */
  public int column() {
    return column;
  }
}
