package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends thread pools: first kindly, then by interrupting, and never for longer than allowed. */
final class Pools {

  private static final long AFTER_INTERRUPT_MILLIS = 100;

  private Pools() {}

  /** Returns whether every thread of the pool has ended. */
  static boolean end(ThreadPoolExecutor pool, Duration budget) {
    pool.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      return pool.awaitTermination(budget.toNanos(), TimeUnit.NANOSECONDS) || force(pool);
    } catch (InterruptedException stop) {
      interrupted = true;
      pool.shutdownNow();
      return pool.isTerminated();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean force(ThreadPoolExecutor pool) throws InterruptedException {
    pool.shutdownNow();
    return pool.awaitTermination(AFTER_INTERRUPT_MILLIS, TimeUnit.MILLISECONDS);
  }
}
