package io.kubernaut.metrics.registry.binders;

/**
 * What a circuit breaker tells about itself, whichever library it is from. All methods may be
 * called by any thread, must be quick, and count from the beginning.
 */
public interface BreakerFigures {

  /**
   * Returns whether calls go through.
   *
   * @return the state now
   */
  State state();

  /**
   * Returns how many calls went well.
   *
   * @return a count that only grows
   */
  long successes();

  /**
   * Returns how many calls went wrong.
   *
   * @return a count that only grows
   */
  long failures();

  /**
   * Returns how many calls were not let through.
   *
   * @return a count that only grows
   */
  long refusals();

  /**
   * The states of a breaker, from the best to the worst. As one number they are 0, 1 and 2, so that
   * the greatest of several is the worst; the standard types number them likewise.
   */
  enum State {
    /** Calls go through: 0. */
    CLOSED(0),
    /** A few calls go through, to find out whether the others may: 1. */
    HALF_OPEN(1),
    /** No call goes through: 2. */
    OPEN(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /**
     * Returns the number that stands for the state in metrics.
     *
     * @return 0, 1 or 2
     */
    public int code() {
      return code;
    }
  }
}
