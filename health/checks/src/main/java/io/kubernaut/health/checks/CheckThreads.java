package io.kubernaut.health.checks;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that are used again, and end after ten seconds without work. How many there are is
 * bounded by whoever gives them work.
 */
final class CheckThreads implements Executor, AutoCloseable {

  private static final int IDLE_SECONDS = 10;

  private final ThreadFactory factory;
  private final SynchronousQueue<Runnable> handoff = new SynchronousQueue<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Runnable> next = new ConcurrentHashMap<>();
  private volatile boolean closed;

  CheckThreads(ThreadFactory factory) {
    this.factory = factory;
  }

  @Override
  public void execute(Runnable task) {
    Thread caller = Thread.currentThread();
    // Whoever ends a run starts the next one as the last thing it does: it may as well do it
    // itself.
    if (threads.contains(caller) && next.putIfAbsent(caller, task) == null) {
      return;
    }
    if (!handoff.offer(task)) {
      Thread thread = factory.newThread(() -> work(task));
      threads.add(thread);
      thread.start();
    }
  }

  private void work(Runnable first) {
    try {
      for (Runnable task = first; task != null && !closed; task = next()) {
        task.run();
      }
    } finally {
      threads.remove(Thread.currentThread());
      next.remove(Thread.currentThread());
    }
  }

  private @Nullable Runnable next() {
    Runnable own = next.remove(Thread.currentThread());
    if (own != null) {
      return own;
    }
    try {
      return handoff.poll(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  int size() {
    return threads.size();
  }

  /** Ends idle threads, and interrupts the others. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
