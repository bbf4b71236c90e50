package io.kubernaut.health.diagnostics.profile;

/** What can hold a service up. */
public enum Cause {
  /** Code that runs. */
  CPU,
  /** Monitors and locks that others hold. */
  LOCKS,
  /** Pauses for the collection of garbage. */
  GC,
  /** Pools, of connections or threads, in which nothing is free. */
  POOL_WAIT,
  /** Others who do not answer: sockets, disks, names, clients. */
  SLOW_DEPENDENCY
}
