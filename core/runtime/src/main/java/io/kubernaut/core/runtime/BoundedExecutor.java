package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on a bounded number of threads with a bounded queue, and refuses the rest with an
 * {@link OverloadException}: overload costs an answer, never the heap.
 *
 * <p>Safe for any thread; {@link #execute} does not block. Threads are started when needed and end
 * after half a minute without work. What a task throws is logged. Closed with its platform, or
 * earlier by {@link #close}; then it refuses everything.
 */
public final class BoundedExecutor implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BoundedExecutor.class);
  private static final int IDLE_SECONDS = 30;
  private static final Duration CLOSE_BUDGET = Duration.ofSeconds(5);

  private final String name;
  private final ExecutorLimits limits;
  private final ThreadPoolExecutor pool;
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Runnable onClose;

  BoundedExecutor(String name, ExecutorLimits limits, ThreadFactory threads, Runnable onClose) {
    this.name = name;
    this.limits = limits;
    this.onClose = onClose;
    this.pool =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            queue(limits.queue()),
            threads);
    pool.allowCoreThreadTimeOut(true);
  }

  private static BlockingQueue<Runnable> queue(int limit) {
    return limit == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(limit);
  }

  /**
   * Runs a task when a thread is free.
   *
   * @param task what to run
   * @throws OverloadException if all threads are busy and the queue is full, or no thread may be
   *     started
   * @throws IllegalStateException if this executor is closed
   */
  @Override
  public void execute(Runnable task) {
    try {
      pool.execute(() -> guarded(task));
    } catch (OverloadException noThread) {
      refused.increment();
      throw noThread;
    } catch (RejectedExecutionException full) {
      refused.increment();
      throw refusal();
    }
  }

  private RuntimeException refusal() {
    return pool.isShutdown()
        ? new IllegalStateException("Executor \"" + name + "\" is closed.")
        : new OverloadException(
            "executor \"" + name + "\" (threads and queue)", limits.threads() + limits.queue());
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      failed.increment();
      LOG.warn("A task of executor {} failed", name, thrown);
    }
  }

  /**
   * Returns the name.
   *
   * @return as given to {@link Platform#executor}
   */
  public String name() {
    return name;
  }

  /**
   * Returns the limits.
   *
   * @return as given to {@link Platform#executor}
   */
  public ExecutorLimits limits() {
    return limits;
  }

  /**
   * Returns how many tasks run.
   *
   * @return an approximate number
   */
  public int active() {
    return pool.getActiveCount();
  }

  /**
   * Returns how many tasks wait.
   *
   * @return the length of the queue
   */
  public int queued() {
    return pool.getQueue().size();
  }

  /**
   * Returns how many threads it has at this moment.
   *
   * @return at most {@link ExecutorLimits#threads()}
   */
  public int threads() {
    return pool.getPoolSize();
  }

  /**
   * Returns how many tasks were refused.
   *
   * @return a count that only grows
   */
  public long refused() {
    return refused.sum();
  }

  /**
   * Returns how many tasks have thrown.
   *
   * @return a count that only grows
   */
  public long failed() {
    return failed.sum();
  }

  /** Finishes what is queued, for five seconds at most, and ends the threads. */
  @Override
  public void close() {
    close(CLOSE_BUDGET);
  }

  boolean close(Duration budget) {
    onClose.run();
    return Pools.end(pool, budget);
  }
}
