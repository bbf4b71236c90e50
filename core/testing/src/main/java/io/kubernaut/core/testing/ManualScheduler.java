package io.kubernaut.core.testing;

import io.kubernaut.core.runtime.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler that runs its tasks in the test's own thread, when the test says so.
 *
 * <pre>{@code
 * TestClock clock = TestClock.create();
 * ManualScheduler scheduler = ManualScheduler.seeded(clock, 42);
 * scheduler.every("flush", ofSeconds(10), journal::flush);
 * scheduler.advance(ofSeconds(30));      // three flushes, the clock showing the right time at each
 * }</pre>
 *
 * <p>Tasks run in the order of their times. Which of several tasks at the same time comes first is
 * drawn from the seed: a real scheduler promises no order, so a test should pass under any seed,
 * and under one seed it always sees the same. What a task throws is kept ({@link #failures()}) and
 * does not end a repetition, as in a real scheduler.
 *
 * <p>Tasks may be added and cancelled from any thread and from tasks; only one thread may advance
 * at a time.
 */
public final class ManualScheduler implements Scheduler {

  private final TestClock clock;
  private final SplittableRandom random;
  private final PriorityQueue<Task> waiting = new PriorityQueue<>(ManualScheduler::compare);
  private final List<Throwable> failures = new ArrayList<>();
  private boolean running;

  private ManualScheduler(TestClock clock, long seed) {
    this.clock = clock;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Returns a scheduler.
   *
   * @param clock what it moves
   * @param seed what decides the order of tasks at the same time
   * @return the scheduler
   */
  public static ManualScheduler seeded(TestClock clock, long seed) {
    return new ManualScheduler(clock, seed);
  }

  private static int compare(Task one, Task other) {
    int byTime = Long.compare(one.due, other.due);
    return byTime != 0 ? byTime : Long.compare(one.lot, other.lot);
  }

  @Override
  public Scheduled once(String name, Duration delay, Runnable task) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid delay %s of task \"%s\": give zero or more.".formatted(delay, name));
    }
    return add(new Task(name, delay.toNanos(), 0, task));
  }

  @Override
  public Scheduled every(String name, Duration interval, Runnable task) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "Invalid interval %s of task \"%s\": give more than zero.".formatted(interval, name));
    }
    return add(new Task(name, interval.toNanos(), interval.toNanos(), task));
  }

  private synchronized Task add(Task task) {
    task.due = clock.nanos() + task.delay;
    task.lot = random.nextLong();
    waiting.add(task);
    return task;
  }

  /**
   * Moves the clock forward, stopping at every task's time to run it. Tasks which are added on the
   * way and become due are run as well.
   *
   * @param time how far
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException if called from a task
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(
          "Cannot advance by %s: time goes forward.".formatted(time));
    }
    begin();
    try {
      runUntil(clock.nanos() + time.toNanos());
    } finally {
      end();
    }
  }

  /**
   * Runs what is due now, and what that makes due at once.
   *
   * @throws IllegalStateException if called from a task
   */
  public void runDue() {
    advance(Duration.ZERO);
  }

  private synchronized void begin() {
    if (running) {
      throw new IllegalStateException(
          "A task cannot advance the scheduler that runs it: let the test do that.");
    }
    running = true;
  }

  private synchronized void end() {
    running = false;
  }

  private void runUntil(long end) {
    for (Task task = takeDue(end); task != null; task = takeDue(end)) {
      moveTo(task.due);
      run(task);
    }
    moveTo(end);
  }

  private synchronized @Nullable Task takeDue(long end) {
    Task next = waiting.peek();
    return next == null || next.due > end ? null : waiting.poll();
  }

  private void moveTo(long nanos) {
    clock.advance(Duration.ofNanos(Math.max(0, nanos - clock.nanos())));
  }

  private void run(Task task) {
    try {
      task.work.run();
    } catch (Throwable thrown) {
      failed(thrown);
    }
    if (task.interval > 0) {
      again(task);
    }
  }

  private synchronized void failed(Throwable thrown) {
    failures.add(thrown);
  }

  /** Puts a task on the next point of its grid: a late run is not made up for. */
  private synchronized void again(Task task) {
    if (!task.cancelled) {
      long late = clock.nanos() - task.due;
      task.due += task.interval * (1 + late / task.interval);
      task.lot = random.nextLong();
      waiting.add(task);
    }
  }

  private synchronized void cancel(Task task) {
    task.cancelled = true;
    waiting.remove(task);
  }

  /**
   * Returns what waits, the next one first.
   *
   * @return names of tasks
   */
  public synchronized List<String> pending() {
    return waiting.stream().sorted(ManualScheduler::compare).map(task -> task.name).toList();
  }

  /**
   * Returns how long it is until the next task.
   *
   * @return the time, zero if it is due; empty if nothing waits
   */
  public synchronized Optional<Duration> untilNext() {
    return Optional.ofNullable(waiting.peek())
        .map(task -> Duration.ofNanos(Math.max(0, task.due - clock.nanos())));
  }

  /**
   * Returns what tasks have thrown.
   *
   * @return in the order in which it was thrown
   */
  public synchronized List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** A task that waits. Guarded by the scheduler. */
  private final class Task implements Scheduled {

    private final String name;
    private final long delay;
    private final long interval;
    private final Runnable work;
    private long due;
    private long lot;
    private boolean cancelled;

    Task(String name, long delay, long interval, Runnable work) {
      this.name = name;
      this.delay = delay;
      this.interval = interval;
      this.work = work;
    }

    @Override
    public void close() {
      cancel(this);
    }
  }
}
