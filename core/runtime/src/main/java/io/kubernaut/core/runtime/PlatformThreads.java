package io.kubernaut.core.runtime;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every thread of one platform: daemons with telling names, bounded in number, which inherit
 * nothing from whoever happens to start them (no thread-locals, no context class loader of the
 * host), and log what kills them.
 *
 * <p>A thread takes its place when it is made, not when it is started: from Java 21 on a pool
 * starts its threads past an overridden {@code start}. It gives the place back when it has run. A
 * pool that is closed at that moment makes a thread and never starts it: such a one gives its place
 * back at the end of all ({@link #await}), or when it is collected.
 */
final class PlatformThreads {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformThreads.class);

  private final String prefix;
  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();
  private final Set<Place> places = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Thread> collected = new ReferenceQueue<>();

  PlatformThreads(String platform, int limit) {
    this.prefix = "kubernaut-" + platform + "-";
    this.limit = limit;
  }

  /** Returns a factory that throws {@link OverloadException} past the limit. */
  ThreadFactory factory(String purpose) {
    AtomicLong number = new AtomicLong();
    return task -> named(purpose + "-" + number.incrementAndGet(), task);
  }

  /** Makes a thread, or throws {@link OverloadException} past the limit. */
  Thread named(String name, Runnable task) {
    return make(name, task, limit);
  }

  /** Makes a thread even past the limit: stopping must not fail for want of one. */
  Thread unlimited(String name, Runnable task) {
    return make(name, task, Integer.MAX_VALUE);
  }

  private Thread make(String name, Runnable task, int most) {
    PlatformThread thread = new PlatformThread(this, prefix + name, task);
    reserve(most);
    Place place = new Place(thread, collected);
    thread.place = place;
    places.add(place);
    return thread;
  }

  private void reserve(int most) {
    releaseCollected();
    if (taken.incrementAndGet() > most) {
      taken.decrementAndGet();
      throw new OverloadException("threads " + prefix + "*", most);
    }
  }

  private void releaseCollected() {
    for (Object place = collected.poll(); place != null; place = collected.poll()) {
      release((Place) place);
    }
  }

  private void release(@Nullable Place place) {
    if (place != null && places.remove(place)) {
      taken.decrementAndGet();
    }
  }

  /** Tells whether the calling thread is one of this platform's. */
  boolean ownCurrent() {
    return Thread.currentThread() instanceof PlatformThread thread && thread.owner == this;
  }

  int live() {
    releaseCollected();
    return taken.get();
  }

  int limit() {
    return limit;
  }

  /**
   * Waits for the end of all threads but the calling one: a pool reports its end a moment before
   * its threads have ended. What does not end is abandoned; what was not begun counts no more.
   */
  void await(Duration budget) {
    long deadline = System.nanoTime() + budget.toNanos();
    for (Place place : places) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      Thread thread = place.get();
      if (thread != null && thread.getState() == Thread.State.NEW) {
        release(place);
      } else if (thread != null && !endsWithin(left, thread)) {
        LOG.warn("Thread {} does not end; it is abandoned", thread.getName());
      }
    }
  }

  private static boolean endsWithin(Duration left, Thread thread) {
    return thread == Thread.currentThread() || Waits.forThread(thread, left);
  }

  private static void logDeath(Thread thread, Throwable cause) {
    LOG.warn("Thread {} died", thread.getName(), cause);
  }

  /** The place of one thread among those that may live. */
  private static final class Place extends WeakReference<Thread> {

    Place(Thread thread, ReferenceQueue<Thread> collected) {
      super(thread, collected);
    }
  }

  /** A thread that gives its place back at its end. */
  private static final class PlatformThread extends Thread {

    private static final boolean INHERIT_NOTHING = false;

    private final PlatformThreads owner;
    private @Nullable Place place;

    PlatformThread(PlatformThreads owner, String name, Runnable task) {
      super(null, task, name, 0, INHERIT_NOTHING);
      this.owner = owner;
      setDaemon(true);
      setContextClassLoader(Platform.class.getClassLoader());
      setUncaughtExceptionHandler(PlatformThreads::logDeath);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        owner.release(place);
      }
    }
  }
}
