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

  /** The states of a breaker. */
  enum State {
    /** Calls go through. */
    CLOSED,
    /** No call goes through. */
    OPEN,
    /** A few calls go through, to find out whether the others may. */
    HALF_OPEN
  }
}
