package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of components' lives, each on a thread of its own, and waits for it no longer than
 * it may take. A thread cannot be killed, so a step that hangs is interrupted and abandoned: its
 * daemon thread stays until the step lets go of it, and life goes on without it.
 */
final class Steps {

  private final PlatformThreads threads;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  Steps(PlatformThreads threads) {
    this.threads = threads;
  }

  /** A step in a component's life. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Runs a start and returns why it failed, or null if it did what it should in time. */
  @Nullable Throwable start(String component, Duration budget, Step step) {
    Attempt attempt = new Attempt(step);
    return run(() -> threads.named("start-" + component, attempt), budget, attempt);
  }

  /** The same for a stop, which gets its thread even if there are too many already. */
  @Nullable Throwable stop(String component, Duration budget, Step step) {
    Attempt attempt = new Attempt(step);
    return run(() -> threads.unlimited("stop-" + component, attempt), budget, attempt);
  }

  private @Nullable Throwable run(Supplier<Thread> maker, Duration budget, Attempt attempt) {
    try {
      return run(maker.get(), budget, attempt);
    } catch (Throwable noThread) {
      return noThread;
    }
  }

  private @Nullable Throwable run(Thread thread, Duration budget, Attempt attempt) {
    running.add(thread);
    try {
      thread.start();
      return await(thread, budget, attempt);
    } finally {
      running.remove(thread);
    }
  }

  /** Interrupts the steps under way. */
  void interrupt() {
    running.forEach(Thread::interrupt);
  }

  private static @Nullable Throwable await(Thread thread, Duration budget, Attempt attempt) {
    if (Waits.forThread(thread, budget)) {
      return attempt.failure;
    }
    thread.interrupt();
    return new TimeoutException(
        "took longer than %s; its thread %s is abandoned".formatted(budget, thread.getName()));
  }

  /** The step, with what became of it. */
  private static final class Attempt implements Runnable {

    private final Step step;
    private volatile @Nullable Throwable failure;

    Attempt(Step step) {
      this.step = step;
    }

    @Override
    public void run() {
      try {
        step.run();
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }
  }
}
