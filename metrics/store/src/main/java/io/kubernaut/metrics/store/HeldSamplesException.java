package io.kubernaut.metrics.store;

/** Samples were to be deleted that a legal hold covers. Nothing was deleted. */
public final class HeldSamplesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hold;

  /**
   * Makes an exception.
   *
   * @param hold what the hold is called
   * @param series a series that it covers
   */
  public HeldSamplesException(String hold, Labels series) {
    super(
        "Nothing was deleted: the legal hold \"%s\" covers samples of %s in this range. Select less, or release the hold."
            .formatted(hold, series));
    this.hold = hold;
  }

  /**
   * Returns what the hold is called.
   *
   * @return its name
   */
  public String hold() {
    return hold;
  }
}
