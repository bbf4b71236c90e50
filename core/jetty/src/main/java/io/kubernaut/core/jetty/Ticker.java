package io.kubernaut.core.jetty;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** The one thread that waits for moments, for Jetty and for the {@link Watch}. */
final class Ticker {

  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private final ScheduledThreadPoolExecutor executor;
  private final ScheduledExecutorScheduler scheduler;

  Ticker(String name) {
    executor = new ScheduledThreadPoolExecutor(1, task -> daemon(name, task));
    executor.setRemoveOnCancelPolicy(true);
    scheduler = new ScheduledExecutorScheduler(executor);
  }

  private Thread daemon(String name, Runnable task) {
    Thread created = new Thread(task, name);
    created.setDaemon(true);
    thread.set(created);
    return created;
  }

  ScheduledExecutorScheduler scheduler() {
    return scheduler;
  }

  /** Drops what is due later, and waits until the thread has ended. */
  void stop() throws InterruptedException {
    executor.shutdownNow();
    Thread last = thread.get();
    if (last != null) {
      last.join(1_000);
    }
  }
}
