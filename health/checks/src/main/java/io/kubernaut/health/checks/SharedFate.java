package io.kubernaut.health.checks;

/**
 * Says how many replicas of this service are in the same trouble, by what they report to a registry
 * of services. When most of them are, taking each out of service helps nobody: readiness is then
 * degraded instead of failing for all at once.
 *
 * <p>This SDK has no such registry yet, so nothing here implements it: unless a host does, it is
 * {@link #NONE}, and every replica fails by itself.
 *
 * <p>Asked by each readiness probe while the service is down: it must read memory, and not block.
 * What it throws counts as nobody.
 */
@FunctionalInterface
public interface SharedFate {

  /** Nobody else is known. */
  SharedFate NONE = cause -> 0;

  /**
   * Returns the share of replicas that report a cause.
   *
   * @param cause the name of the check that is the root cause here
   * @return from 0 to 1, this replica included; 0 if nothing is known
   */
  double share(String cause);
}
