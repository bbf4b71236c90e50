package io.kubernaut.metrics.registry.cells;

import io.kubernaut.core.runtime.MonotonicClock;
import java.time.Duration;

/**
 * Numbers the steps of time, so that a recorder can tell that a window has moved on without reading
 * a clock.
 *
 * <p>With a ticker someone calls {@link #tick()} often (the registry's scheduler, every reader),
 * and recorders read a plain field. Without one, as under a clock that a test moves, each reading
 * asks the clock.
 *
 * <p>Safe for any thread.
 */
public final class WindowEpoch {
  private final MonotonicClock clock;
  private final long origin;
  private final long stepNanos;
  private final boolean ticked;
  private static final int NEVER = -1;

  private int now; // racy on purpose: late by a tick is good enough for a window of many

  /**
   * Makes an epoch counter that starts at one.
   *
   * @param clock what to measure steps with
   * @param step the length of a step; positive
   * @param ticked whether someone calls {@link #tick()} several times a step
   */
  public WindowEpoch(MonotonicClock clock, Duration step, boolean ticked) {
    this.clock = clock;
    this.origin = clock.nanos();
    this.stepNanos = Math.max(1, step.toNanos());
    this.ticked = ticked;
    this.now = ticked ? 1 : NEVER;
  }

  /**
   * Returns the number of the current step, for a recorder.
   *
   * @return a number that grows by one each step
   */
  public int current() {
    return ticked ? now : exact();
  }

  /**
   * Returns the number of the step at the last tick; without a ticker, a number that no step has. A
   * recorder whose step it still is need not ask further.
   */
  int lastTicked() {
    return now;
  }

  /** Brings {@link #current()} up to date. */
  public void tick() {
    if (ticked) {
      now = exact();
    }
  }

  /**
   * Returns the number of the current step by the clock.
   *
   * @return a number that grows by one each step
   */
  public int exact() {
    return 1 + (int) ((clock.nanos() - origin) / stepNanos);
  }

  /**
   * Returns the clock that numbers the steps.
   *
   * @return the clock
   */
  public MonotonicClock clock() {
    return clock;
  }
}
