package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits which an interrupt does not cut short: it is put back when the wait is over, as stopping
 * has to be finished also by a thread that was interrupted.
 *
 * <p>This is real time even where a test moves the platform's clocks: threads know no other.
 */
final class Waits {

  private Waits() {}

  /** Waits for a thread's end and returns whether it came. */
  static boolean forThread(Thread thread, Duration longest) {
    return until(
        longest,
        nanos -> {
          TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
          return !thread.isAlive();
        });
  }

  /** Waits for a latch and returns whether it opened. */
  static boolean forLatch(CountDownLatch latch, Duration longest) {
    return until(longest, nanos -> latch.await(nanos, TimeUnit.NANOSECONDS));
  }

  /** Waits. */
  static void pause(Duration time) {
    forLatch(new CountDownLatch(1), time);
  }

  private static boolean until(Duration longest, Wait wait) {
    long deadline = System.nanoTime() + longest.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.upTo(Math.max(0, deadline - System.nanoTime()));
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A wait that an interrupt cuts short. */
  @FunctionalInterface
  private interface Wait {
    boolean upTo(long nanos) throws InterruptedException;
  }
}
