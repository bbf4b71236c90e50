package io.kubernaut.metrics.store;

/** A stored series can not be read; whoever asked leaves it out and says so. */
public final class DamagedDataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Says what is damaged.
   *
   * @param message what is damaged and where
   * @param cause what was found, or null
   */
  public DamagedDataException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
