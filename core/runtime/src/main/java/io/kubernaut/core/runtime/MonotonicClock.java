package io.kubernaut.core.runtime;

/**
 * Time that only goes forward, for measuring spans. It has no relation to the calendar.
 *
 * <p>Safe for any thread; never blocks.
 */
@FunctionalInterface
public interface MonotonicClock {

  /**
   * Returns the current reading in nanoseconds. Only the difference of two readings means anything.
   *
   * @return nanoseconds since an arbitrary origin, which may be negative
   */
  long nanos();

  /**
   * Returns the clock of the Java virtual machine.
   *
   * @return a clock over {@link System#nanoTime()}
   */
  static MonotonicClock system() {
    return System::nanoTime;
  }
}
