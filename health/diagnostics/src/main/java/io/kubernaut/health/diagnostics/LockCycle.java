package io.kubernaut.health.diagnostics;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Threads that wait for each other in a ring: none of them will ever go on.
 *
 * @param threads each waits for a lock that the next one holds, the last one for one of the first
 */
public record LockCycle(List<Waiter> threads) {

  /**
   * Copies the list.
   *
   * @param threads each waits for a lock that the next one holds
   */
  public LockCycle {
    threads = List.copyOf(threads);
  }

  /**
   * A thread of the ring.
   *
   * @param thread its name
   * @param lock what it waits for, for example {@code java.lang.Object@1b6d3586}
   * @param holder the name of the thread that holds that
   * @param frame where it waits; empty if that is unknown
   */
  public record Waiter(String thread, String lock, String holder, String frame) {

    @Override
    public String toString() {
      return "\"%s\" waits for %s held by \"%s\"%s"
          .formatted(thread, lock, holder, frame.isEmpty() ? "" : " at " + frame);
    }
  }

  /** Returns the ring in one sentence. */
  @Override
  public String toString() {
    return "Deadlock of %d threads: %s"
        .formatted(
            threads.size(),
            threads.stream().map(Waiter::toString).collect(Collectors.joining("; ")));
  }
}
