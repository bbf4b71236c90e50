package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler of a real platform: one thread that keeps the time, and a few that work.
 *
 * <p>The timer thread never runs a task, so nothing can make it late. A task which is due goes to
 * the workers; it waits there at most once, which bounds their queue by the number of tasks, and
 * that is bounded too. A repeating task is put on the next point of its grid (start + n intervals)
 * after it has run, so it neither drifts nor makes up for what was missed. Grids of a second or
 * more begin at whole seconds of the scheduler's life: a dozen tasks that run each second then wake
 * the threads once and not a dozen times.
 *
 * <p>A task that holds its worker for too long counts as stuck: it is interrupted and reported, and
 * a spare worker takes its place until it ends. There are a few spares, no more; beyond them tasks
 * wait.
 */
final class PooledScheduler implements Scheduler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PooledScheduler.class);
  private static final int IDLE_SECONDS = 30;
  private static final int MOST_TASKS = 10_000;
  private static final int MOST_SPARES = 4;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** How long a task that is due waits for a thread that could not be started. */
  private static final Duration NO_THREAD = Duration.ofMillis(250);

  private final int threads;
  private final Duration stuckAfter;
  private final BiConsumer<String, String> onStuck;
  private final ScheduledThreadPoolExecutor timer;
  private final ThreadPoolExecutor workers;
  private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final long origin = System.nanoTime();
  private int spares;
  private volatile boolean closed;

  PooledScheduler(
      PlatformThreads factory,
      int threads,
      Duration stuckAfter,
      BiConsumer<String, String> onStuck) {
    this.threads = threads;
    this.stuckAfter = stuckAfter;
    this.onStuck = onStuck;
    this.timer = new ScheduledThreadPoolExecutor(1, factory.factory("timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            factory.factory("scheduler"));
    workers.allowCoreThreadTimeOut(true);
  }

  @Override
  public Scheduled once(String name, Duration delay, Runnable task) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid delay %s of task \"%s\": give zero or more.".formatted(delay, name));
    }
    return add(new Task(name, delay, Duration.ZERO, task));
  }

  @Override
  public Scheduled every(String name, Duration interval, Runnable task) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "Invalid interval %s of task \"%s\": give more than zero.".formatted(interval, name));
    }
    return add(new Task(name, interval, interval, task));
  }

  /** The time nearest to a given one that is whole seconds away from the origin. */
  static long wholeSecond(long nanos, long origin) {
    long earliest = nanos - SECOND / 2;
    return earliest + Math.floorMod(origin - earliest, SECOND);
  }

  int waiting() {
    return size.get();
  }

  long refused() {
    return refused.sum();
  }

  long failures() {
    return failures.sum();
  }

  /** Runs nothing more; waits for what runs now, then interrupts it. */
  boolean close(Duration budget) {
    closed = true;
    timer.shutdownNow();
    tasks.forEach(Task::close);
    boolean ended = Pools.end(workers, budget);
    return Pools.end(timer, budget) && ended;
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private Scheduled add(Task task) {
    if (closed) {
      throw closedRefusal(task.name);
    }
    if (size.incrementAndGet() > MOST_TASKS) {
      size.decrementAndGet();
      refused.increment();
      throw new OverloadException("scheduler: tasks", MOST_TASKS);
    }
    tasks.add(task);
    task.await();
    return task;
  }

  private static IllegalStateException closedRefusal(String task) {
    return new IllegalStateException(
        "Task \"%s\" was not scheduled: its platform is closed.".formatted(task));
  }

  private synchronized boolean addSpare() {
    if (spares == MOST_SPARES || closed) {
      return false;
    }
    spares++;
    workers.setMaximumPoolSize(threads + spares);
    workers.setCorePoolSize(threads + spares);
    return true;
  }

  private synchronized void removeSpare() {
    spares--;
    workers.setCorePoolSize(threads + spares);
    workers.setMaximumPoolSize(threads + spares);
  }

  /** One task: waiting in the timer, queued or running in the workers, or gone. */
  private final class Task implements Scheduled, Runnable {

    private final String name;
    private final long interval;
    private final Runnable work;
    private long due;
    private volatile @Nullable Future<?> wait;
    private volatile boolean cancelled;
    private boolean failedBefore;

    Task(String name, Duration delay, Duration interval, Runnable work) {
      this.name = name;
      this.interval = interval.toNanos();
      this.work = work;
      long wanted = System.nanoTime() + delay.toNanos();
      this.due = this.interval < SECOND ? wanted : wholeSecond(wanted, origin);
    }

    void await() {
      try {
        long delay = Math.max(0, due - System.nanoTime());
        wait = timer.schedule(this::handOver, delay, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closing) {
        gone();
        throw closedRefusal(name);
      }
      if (cancelled) {
        close();
      }
    }

    /** Without a thread for it, because there are too many or the system has none, it waits. */
    private void handOver() {
      try {
        workers.execute(this);
      } catch (RuntimeException | Error noThread) {
        if (cancelled || closed) {
          return;
        }
        failed(noThread);
        due = System.nanoTime() + NO_THREAD.toNanos();
        awaitUnlessClosing();
      }
    }

    @Override
    public void run() {
      if (cancelled || closed) {
        return;
      }
      try {
        new Run(this).run();
      } finally {
        again();
      }
    }

    void again() {
      if (interval == 0 || cancelled || closed) {
        gone();
        return;
      }
      long late = System.nanoTime() - due;
      due += interval * (1 + Math.max(0, late / interval));
      awaitUnlessClosing();
    }

    private void awaitUnlessClosing() {
      try {
        await();
      } catch (IllegalStateException ignoredClosing) {
        LOG.debug("Task {} ends with its platform", name);
      }
    }

    void failed(Throwable thrown) {
      failures.increment();
      if (!failedBefore) {
        failedBefore = true;
        LOG.warn(
            "Task {} failed; it stays scheduled, and further failures are counted", name, thrown);
      }
    }

    private void gone() {
      if (tasks.remove(this)) {
        size.decrementAndGet();
      }
    }

    @Override
    public void close() {
      cancelled = true;
      Future<?> waiting = wait;
      if (waiting != null) {
        waiting.cancel(false);
      }
      gone();
    }
  }

  /** One run of a task, watched for taking too long. */
  private final class Run {

    private final Task task;
    private final Thread thread = Thread.currentThread();
    private boolean ended;
    private boolean replaced;

    Run(Task task) {
      this.task = task;
    }

    void run() {
      @Nullable Future<?> watch = watch();
      String threadName = thread.getName();
      try {
        thread.setName(threadName + " " + task.name);
        task.work.run();
      } catch (Throwable thrown) {
        task.failed(thrown);
      } finally {
        if (watch != null) {
          watch.cancel(false);
        }
        thread.setName(threadName);
        end();
      }
    }

    private @Nullable Future<?> watch() {
      try {
        return timer.schedule(this::replace, stuckAfter.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closing) {
        return null;
      }
    }

    private synchronized void replace() {
      if (!ended) {
        replaced = addSpare();
        onStuck.accept(task.name, thread.getName());
        thread.interrupt();
      }
    }

    private synchronized void end() {
      ended = true;
      if (replaced) {
        removeSpare();
        // The interrupt was meant for the task which has just ended, not for the next one.
        Thread.interrupted();
      }
    }
  }
}
