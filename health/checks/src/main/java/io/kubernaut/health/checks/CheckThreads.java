package io.kubernaut.health.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that are used again, and end after ten seconds without work. A thread is made only when
 * all there are have something to do. How many there are is bounded by whoever gives them work.
 */
final class CheckThreads implements Executor, AutoCloseable {

  private static final int IDLE_SECONDS = 10;

  private final ThreadFactory factory;
  private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

  // Guarded by this.
  private final Set<Thread> threads = new HashSet<>();
  private final Map<Thread, Runnable> next = new HashMap<>();
  private int busy;
  private boolean closed;

  CheckThreads(ThreadFactory factory) {
    this.factory = factory;
  }

  @Override
  public void execute(Runnable task) {
    @Nullable Thread started = place(task);
    if (started != null) {
      start(started);
    }
  }

  private void start(Thread thread) {
    boolean runs = false;
    try {
      thread.start();
      runs = true;
    } finally {
      if (!runs) {
        giveUp(thread);
      }
    }
  }

  /** A thread that the system refused takes no place. */
  private synchronized void giveUp(Thread thread) {
    threads.remove(thread);
    busy--;
  }

  private synchronized @Nullable Thread place(Runnable task) {
    Thread caller = Thread.currentThread();
    // Whoever ends a run starts the next one as the last thing it does: it may as well do it
    // itself.
    if (threads.contains(caller) && next.putIfAbsent(caller, task) == null) {
      return null;
    }
    if (busy < threads.size()) {
      queue.add(task);
      busy++;
      return null;
    }
    Thread thread = factory.newThread(() -> work(task));
    threads.add(thread);
    busy++;
    return thread;
  }

  private void work(Runnable first) {
    Runnable task = first;
    boolean working = false;
    boolean ended = false;
    try {
      while (task != null) {
        working = true;
        task.run();
        working = false;
        task = next();
      }
      ended = true;
    } finally {
      if (!ended) {
        died(working);
      }
    }
  }

  /** It takes no place, and what it was given, or waits for an idle one, gets another thread. */
  private void died(boolean working) {
    List<Runnable> left = new ArrayList<>();
    synchronized (this) {
      queue.drainTo(left);
      busy -= left.size() + (working ? 1 : 0);
      threads.remove(Thread.currentThread());
      Runnable own = next.remove(Thread.currentThread());
      if (own != null) {
        left.add(own);
      }
    }
    left.forEach(this::execute);
  }

  private @Nullable Runnable next() {
    Runnable own = free();
    if (own != null) {
      return own;
    }
    try {
      Runnable task = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
      return task != null ? task : leave();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return leave();
    }
  }

  private synchronized @Nullable Runnable free() {
    Runnable own = closed ? null : next.remove(Thread.currentThread());
    busy -= own == null ? 1 : 0;
    return own;
  }

  /** Whatever was queued while this thread made up its mind is still done. */
  private synchronized @Nullable Runnable leave() {
    Runnable late = closed ? null : queue.poll();
    if (late == null) {
      threads.remove(Thread.currentThread());
    }
    return late;
  }

  /** Ends idle threads, and interrupts the others. */
  @Override
  public synchronized void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
