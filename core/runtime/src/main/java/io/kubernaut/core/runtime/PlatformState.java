package io.kubernaut.core.runtime;

/** Where a platform stands in its life. */
public enum PlatformState {
  /** Its components are being started, in dependency order. */
  STARTING,

  /** Every component runs. */
  RUNNING,

  /** At least one component is lost for now or for good; everything essential runs or returns. */
  DEGRADED,

  /** An essential component has been given up. What is left still runs. */
  FAILED,

  /** It was closed: components are being stopped, in reverse order. */
  STOPPING,

  /** Nothing of it is left. */
  STOPPED
}
