package io.kubernaut.health.checks;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Scheduler;
import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done when. However much stands on it, the scheduler holds one task: the next.
 * Entries of one moment run in the order in which they were made, so under a scheduler moved by
 * hand the whole is deterministic. Safe for any thread; entries run on the scheduler's thread, and
 * must be short.
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
      if (wake != null) {
        wake.close();
      }
      wakeAt = next.due;
      wake = scheduler.once(name, Duration.ofNanos(Math.max(0, next.due - now())), this::run);
    }
  }

  private void run() {
    begin();
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

  private synchronized void begin() {
    turnWindow();
    lag = Math.max(lag, now() - wakeAt);
    wake = null;
    // While the entries of now run, whatever they add waits for the end.
    wakeAt = Long.MIN_VALUE;
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
        return entry;
      }
    }
    return null;
  }

  synchronized int size() {
    return entries.size();
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
