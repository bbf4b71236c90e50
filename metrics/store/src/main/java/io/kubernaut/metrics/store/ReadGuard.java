package io.kubernaut.metrics.store;

/**
 * Lets a reader stop a source in the middle of long work. A source calls it at least once for every
 * thousand series or label values it looks at, and once for every series it decodes.
 */
@FunctionalInterface
public interface ReadGuard {

  /** The guard that lets everything pass. */
  ReadGuard NONE = () -> {};

  /**
   * Returns if the work may go on.
   *
   * @throws RuntimeException if it may not: a deadline passed, a limit was reached, the client
   *     left. Sources let it pass, after they have given back what they hold.
   */
  void check();
}
