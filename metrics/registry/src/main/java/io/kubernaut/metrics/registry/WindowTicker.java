package io.kubernaut.metrics.registry;

import io.kubernaut.core.runtime.Scheduler;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the windows of the maxima of a registry that lives without a platform and so without a
 * scheduler. Otherwise each recording would have to read the clock, which costs more than all else
 * it does.
 *
 * <p>Runs on a thread of its own until it is closed or the registry is garbage.
 */
final class WindowTicker implements Runnable, Scheduler.Scheduled {
  private final WeakReference<HistogramPlans> plans;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);

  WindowTicker(HistogramPlans plans, Duration interval) {
    this.plans = new WeakReference<>(plans);
    this.interval = interval;
  }

  @Override
  public void run() {
    try {
      while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS) && tick()) {
        // waits and ticks
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds the registry for no longer than a tick. */
  private boolean tick() {
    HistogramPlans alive = plans.get();
    if (alive == null) {
      return false;
    }
    alive.tick();
    return true;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
