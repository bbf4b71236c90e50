package io.kubernaut.core.runtime;

import java.time.Duration;

/**
 * Runs tasks later, and again.
 *
 * <p>Safe for any thread. A task never overlaps with itself; a late run is not made up for. What a
 * task throws is counted, logged the first time, and does not end the repetition. After the
 * platform has closed nothing runs any more and new tasks are refused with {@link
 * IllegalStateException}.
 */
public interface Scheduler {

  /**
   * Runs a task once.
   *
   * @param name what the task is called in logs and thread dumps
   * @param delay how long to wait; zero runs it as soon as a thread is free
   * @param task what to run; it should not block for long
   * @return the handle that cancels it
   */
  Scheduled once(String name, Duration delay, Runnable task);

  /**
   * Runs a task again and again, the first time after one interval. When that is a second or more,
   * the first time may be half a second earlier or later, so that tasks wake the processor
   * together.
   *
   * @param name what the task is called in logs and thread dumps
   * @param interval from one start to the next; positive
   * @param task what to run; it should not block for long
   * @return the handle that cancels it
   */
  Scheduled every(String name, Duration interval, Runnable task);

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Scheduled extends AutoCloseable {

    /**
     * Runs the task no more. A run in progress is finished, not interrupted. Closing twice is
     * harmless.
     */
    @Override
    void close();
  }
}
