package io.kubernaut.health.checks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells whether a status changes too often to be announced each time. It begins with the fourth
 * change within twenty intervals of the check, and ends when at most one is left in that window.
 * Not safe for threads.
 */
final class Flapping {

  private static final int BEGINS = 4;
  private static final int ENDS = 1;
  private static final int INTERVALS = 20;

  private final long window;
  private final Deque<Long> changes = new ArrayDeque<>();
  private boolean on;

  Flapping(Duration interval) {
    this.window = interval.multipliedBy(INTERVALS).toNanos();
  }

  void changed(long now) {
    changes.addLast(now);
    if (changes.size() > INTERVALS) {
      changes.removeFirst();
    }
  }

  /** Tells whether it has begun or ended just now. */
  boolean turns(long now) {
    while (!changes.isEmpty() && now - changes.getFirst() > window) {
      changes.removeFirst();
    }
    boolean before = on;
    on = on ? changes.size() > ENDS : changes.size() >= BEGINS;
    return on != before;
  }

  boolean isOn() {
    return on;
  }

  int changes() {
    return changes.size();
  }
}
