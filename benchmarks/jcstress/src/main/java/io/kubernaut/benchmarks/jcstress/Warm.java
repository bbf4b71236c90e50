package io.kubernaut.benchmarks.jcstress;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;

/**
 * Brings meters into the state in which a race is of interest: hot, with a cell for each thread, or
 * one recording short of that.
 */
final class Warm {

  private static final int MOST = 1 << 17;
  private static final int LOOK_EVERY = 64;

  private Warm() {}

  /**
   * Records until the registry has one more hot meter.
   *
   * @return how many recordings that took
   */
  static long up(KubernautMeterRegistry registry, Runnable record) {
    return up(registry, record, LOOK_EVERY);
  }

  /** The same, but stopping exactly when it becomes hot. */
  static long exactly(KubernautMeterRegistry registry, Runnable record) {
    return up(registry, record, 1);
  }

  private static long up(KubernautMeterRegistry registry, Runnable record, int lookEvery) {
    int before = registry.status().hotMeters();
    for (int recordings = 1; recordings <= MOST; recordings++) {
      record.run();
      if (recordings % lookEvery == 0 && registry.status().hotMeters() > before) {
        return recordings;
      }
    }
    throw new IllegalStateException("Not hot after " + MOST + " recordings: nothing to race for");
  }

  /** Records so often. */
  static void times(long recordings, Runnable record) {
    for (long i = 0; i < recordings; i++) {
      record.run();
    }
  }

  /** Does it in a thread that has died when this returns. */
  static void inDeadThread(Runnable work) {
    Thread thread = new Thread(work, "short-lived");
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
