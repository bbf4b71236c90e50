package io.kubernaut.metrics.store.encoding;

/** Bytes do not make up a column, although their checksum held. */
public final class MalformedColumnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what is wrong, and where
   */
  public MalformedColumnException(String message) {
    super(message);
  }
}
