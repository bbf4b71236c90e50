package io.kubernaut.health.checks;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Scheduler;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done when. However much stands on it, the scheduler holds one task: the next.
 * Entries of one moment run in the order in which they were made, so under a scheduler moved by
 * hand the whole is deterministic. Safe for any thread; entries run on the scheduler's thread, and
 * must be short. A wake that the scheduler refuses is asked for again with the next entry.
 */
final class Agenda {

  private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);
  private static final long WINDOW = Duration.ofSeconds(30).toNanos();

  private final String name;
  private final Scheduler scheduler;
  private final MonotonicClock clock;
  private final long origin;
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private Scheduler.@Nullable Scheduled wake;
  private long wakeAt = Long.MAX_VALUE;
  private long turn;
  private boolean refused;
  private long made;
  private boolean closed;
  private long window;
  private long lag;
  private long lagBefore;

  /** Something to do. */
  static final class Entry implements Comparable<Entry> {

    private final long due;
    private final long number;
    private final Runnable action;
    private volatile boolean cancelled;

    Entry(long due, long number, Runnable action) {
      this.due = due;
      this.number = number;
      this.action = action;
    }

    void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(due, other.due);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  Agenda(String name, Scheduler scheduler, MonotonicClock clock) {
    this.name = name;
    this.scheduler = scheduler;
    this.clock = clock;
    this.origin = clock.nanos();
  }

  /** Nanoseconds since this was made. */
  long now() {
    return clock.nanos() - origin;
  }

  Entry in(Duration delay, Runnable action) {
    return at(now() + delay.toNanos(), action);
  }

  synchronized Entry at(long due, Runnable action) {
    Entry entry = new Entry(due, made++, action);
    if (!closed) {
      entries.add(entry);
      arm();
    }
    return entry;
  }

  private void arm() {
    while (!entries.isEmpty() && entries.element().cancelled) {
      entries.remove();
    }
    Entry next = entries.peek();
    if (next != null && next.due < wakeAt) {
      wakeFor(next);
    }
  }

  /** Keeps the wake there is until there is an earlier one. */
  private void wakeFor(Entry next) {
    long mine = turn + 1;
    try {
      Duration delay = Duration.ofNanos(Math.max(0, next.due - now()));
      Scheduler.Scheduled earlier = scheduler.once(name, delay, () -> run(mine));
      if (wake != null) {
        wake.close();
      }
      wake = earlier;
      wakeAt = next.due;
      turn = mine;
      refused = false;
    } catch (RejectedExecutionException | IllegalStateException refusal) {
      if (!refused) {
        LOG.warn("{} was refused its next turn; it asks again", name, refusal);
        refused = true;
      }
    }
  }

  private void run(long mine) {
    if (!begin(mine)) {
      return;
    }
    for (Entry entry = next(); entry != null; entry = next()) {
      run(entry);
    }
    end();
  }

  private void run(Entry entry) {
    try {
      entry.action.run();
    } catch (RuntimeException | Error failed) {
      LOG.warn("A step of {} failed; the others go on", name, failed);
    }
  }

  /** A wake that was replaced, but could not be stopped any more, does nothing. */
  private synchronized boolean begin(long mine) {
    if (mine != turn) {
      return false;
    }
    wake = null;
    // While the entries of now run, whatever they add waits for the end.
    wakeAt = Long.MIN_VALUE;
    return true;
  }

  private synchronized void end() {
    wakeAt = Long.MAX_VALUE;
    if (!closed) {
      arm();
    }
  }

  private synchronized @Nullable Entry next() {
    while (!entries.isEmpty() && entries.element().due <= now()) {
      Entry entry = entries.remove();
      if (!entry.cancelled) {
        turnWindow();
        lag = Math.max(lag, now() - entry.due);
        return entry;
      }
    }
    return null;
  }

  /** The longest time something was done too late, in the last half to whole minute. */
  synchronized Duration lag() {
    turnWindow();
    return Duration.ofNanos(Math.max(lag, lagBefore));
  }

  private void turnWindow() {
    long now = now() / WINDOW;
    if (now != window) {
      lagBefore = now == window + 1 ? lag : 0;
      lag = 0;
      window = now;
    }
  }

  synchronized void close() {
    closed = true;
    entries.clear();
    if (wake != null) {
      wake.close();
      wake = null;
    }
  }
}
