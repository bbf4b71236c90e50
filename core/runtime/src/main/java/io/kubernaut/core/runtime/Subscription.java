package io.kubernaut.core.runtime;

/** One listener's place in an {@link EventStream}. */
public interface Subscription extends AutoCloseable {

  /**
   * Returns how many events the listener was called with.
   *
   * @return a count that only grows
   */
  long delivered();

  /**
   * Returns how many events were dropped because the listener was too slow.
   *
   * @return a count that only grows
   */
  long dropped();

  /**
   * Returns how often the listener has thrown.
   *
   * @return a count that only grows
   */
  long failures();

  /** Ends it; a call under way is finished. Closing twice is harmless. */
  @Override
  void close();
}
