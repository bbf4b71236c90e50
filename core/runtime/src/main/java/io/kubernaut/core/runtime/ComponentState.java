package io.kubernaut.core.runtime;

/** Where a component stands in its life. */
public enum ComponentState {
  /** Not started yet, or one it depends on does not run. */
  WAITING,

  /** In its {@link Component#start}. */
  STARTING,

  /** Started, and neither dead nor stuck. */
  RUNNING,

  /** Died or got stuck; it is started again when its delay has passed. */
  BACKOFF,

  /** Died more often than its {@link RestartPolicy} allows: it stays down. */
  GIVEN_UP,

  /** Stopped with its platform. */
  STOPPED
}
