package io.kubernaut.core.testing;

import io.kubernaut.core.runtime.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Both clocks of a platform, which stand still until a test moves them.
 *
 * <pre>{@code
 * TestClock clock = TestClock.create();
 * clock.advance(ofSeconds(10));      // both clocks
 * clock.set(clock.instant().minus(ofHours(1)));   // the wall clock alone, as when it is corrected
 * }</pre>
 *
 * <p>Safe for any thread.
 */
public final class TestClock implements InstantSource, MonotonicClock {

  /** Where the wall clock of {@link #create()} begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now;
  private long nanos;

  private TestClock(Instant start) {
    this.now = start;
  }

  /**
   * Returns a clock that begins at {@link #START}.
   *
   * @return the clock
   */
  public static TestClock create() {
    return new TestClock(START);
  }

  /**
   * Returns a clock that begins at a moment.
   *
   * @param start what the wall clock shows first
   * @return the clock
   */
  public static TestClock startingAt(Instant start) {
    return new TestClock(start);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  /**
   * Moves both clocks forward. Runs nothing: to run what becomes due on the way, advance the {@link
   * ManualScheduler}.
   *
   * @param time how far
   * @throws IllegalArgumentException if it is negative
   */
  public synchronized void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(
          "Cannot advance by %s: the monotonic clock never goes back. Use set() for the wall clock."
              .formatted(time));
    }
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /**
   * Sets the wall clock alone, forward or back. The monotonic clock does not notice.
   *
   * @param moment what the wall clock shows from now on
   */
  public synchronized void set(Instant moment) {
    now = moment;
  }

  @Override
  public synchronized String toString() {
    return "TestClock[" + now + "]";
  }
}
