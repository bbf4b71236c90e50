package io.kubernaut.core.runtime;

/**
 * How much an executor holds at most.
 *
 * @param threads how many tasks run at a time
 * @param queue how many more wait; 0 refuses whatever cannot run at once
 */
public record ExecutorLimits(int threads, int queue) {

  /**
   * Checks the numbers.
   *
   * @param threads how many tasks run at a time
   * @param queue how many more wait
   * @throws IllegalArgumentException if there is no thread, or the queue is negative
   */
  public ExecutorLimits {
    if (threads < 1 || queue < 0) {
      throw new IllegalArgumentException(
          "Invalid executor limits: %d threads, a queue of %d. Give at least 1 thread and a queue of 0 or more."
              .formatted(threads, queue));
    }
  }
}
