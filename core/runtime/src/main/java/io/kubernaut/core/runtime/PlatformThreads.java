package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every thread of one platform: daemons with telling names, bounded in number, which inherit
 * nothing from whoever happens to start them (no thread-locals, no context class loader of the
 * host), and log what kills them.
 */
final class PlatformThreads {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformThreads.class);

  private final String prefix;
  private final int limit;
  private final AtomicInteger live = new AtomicInteger();
  private final Set<PlatformThread> threads = ConcurrentHashMap.newKeySet();

  PlatformThreads(String platform, int limit) {
    this.prefix = "kubernaut-" + platform + "-";
    this.limit = limit;
  }

  ThreadFactory factory(String purpose) {
    AtomicLong number = new AtomicLong();
    return task -> named(purpose + "-" + number.incrementAndGet(), task);
  }

  Thread named(String name, Runnable task) {
    return new PlatformThread(prefix + name, task, limit);
  }

  /** Returns a thread that starts even past the limit: stopping must not fail for want of one. */
  Thread unlimited(String name, Runnable task) {
    return new PlatformThread(prefix + name, task, Integer.MAX_VALUE);
  }

  /** Tells whether the calling thread is one of this platform's. */
  boolean ownCurrent() {
    return Thread.currentThread() instanceof PlatformThread thread && thread.owner() == this;
  }

  int live() {
    return live.get();
  }

  int limit() {
    return limit;
  }

  /**
   * Waits for the end of all threads but the calling one: a pool reports its end a moment before
   * its threads have ended. What does not end is abandoned.
   */
  void await(Duration budget) {
    long deadline = System.nanoTime() + budget.toNanos();
    for (Thread thread : threads) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (thread != Thread.currentThread() && !Waits.forThread(thread, left)) {
        LOG.warn("Thread {} does not end; it is abandoned", thread.getName());
      }
    }
  }

  private void reserve(int most) {
    if (live.incrementAndGet() > most) {
      live.decrementAndGet();
      throw new OverloadException("threads " + prefix + "*", most);
    }
  }

  private static void logDeath(Thread thread, Throwable cause) {
    LOG.warn("Thread {} died", thread.getName(), cause);
  }

  /** A thread that holds one of its platform's places from its start to its end. */
  private final class PlatformThread extends Thread {

    private static final boolean INHERIT_NOTHING = false;

    private final int most;

    PlatformThread(String name, Runnable task, int most) {
      super(null, task, name, 0, INHERIT_NOTHING);
      this.most = most;
      setDaemon(true);
      setContextClassLoader(Platform.class.getClassLoader());
      setUncaughtExceptionHandler(PlatformThreads::logDeath);
    }

    PlatformThreads owner() {
      return PlatformThreads.this;
    }

    @Override
    public synchronized void start() {
      reserve(most);
      threads.add(this);
      try {
        super.start();
      } catch (Throwable notStarted) {
        release();
        throw notStarted;
      }
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        release();
      }
    }

    private void release() {
      if (threads.remove(this)) {
        live.decrementAndGet();
      }
    }
  }
}
