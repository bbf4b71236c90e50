package io.kubernaut.core.runtime;

import java.time.Duration;

/**
 * Shares a deadline between steps that come one after the other.
 *
 * <p>Equal shares would cut off the one step that needs long while the others need nothing; no
 * shares would let one that hangs take everything. So half of the time is set aside evenly, a
 * reserve for each step, and the other half goes to whoever comes first and needs it.
 */
final class StopBudget {

  private static final Duration LEAST = Duration.ofMillis(1);

  private final long reserve;
  private final long deadline;
  private int stepsLeft;

  StopBudget(Duration total, int steps) {
    this.deadline = System.nanoTime() + total.toNanos();
    this.reserve = total.toNanos() / (2L * Math.max(1, steps));
    this.stepsLeft = steps;
  }

  /** Returns what the next step may take: what is left, less the reserves of those behind it. */
  Duration next() {
    stepsLeft = Math.max(0, stepsLeft - 1);
    Duration share = Duration.ofNanos(deadline - System.nanoTime() - reserve * stepsLeft);
    return share.compareTo(LEAST) < 0 ? LEAST : share;
  }
}
