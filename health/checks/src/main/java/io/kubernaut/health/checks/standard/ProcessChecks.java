package io.kubernaut.health.checks.standard;

import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.health.checks.ProcessCheck;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of this process: deadlocks, memory, executors. */
public final class ProcessChecks {

  private static final double MEMORY_CONCERN = 0.85;
  private static final double MEMORY_LIMIT = 0.95;
  private static final double QUEUE_CONCERN = 0.8;

  private ProcessChecks() {}

  /**
   * Returns a check that is down while threads wait for each other in a circle. Only a restart ends
   * that, so it may be part of liveness.
   *
   * @return the check, called {@code deadlock}
   */
  public static ProcessCheck deadlock() {
    return deadlock(ManagementFactory.getThreadMXBean());
  }

  static ProcessCheck deadlock(ThreadMXBean threads) {
    return ProcessCheck.named("deadlock", () -> lookForDeadlock(threads))
        .description("Threads that wait for each other in a circle");
  }

  private static Outcome lookForDeadlock(ThreadMXBean threads) {
    long[] locked = threads.findDeadlockedThreads();
    if (locked == null) {
      return Outcome.up();
    }
    String circle =
        Stream.of(threads.getThreadInfo(locked))
            .filter(info -> info != null)
            .map(ProcessChecks::waits)
            .collect(Collectors.joining("; "));
    return Outcome.down(locked.length + " threads are deadlocked").with("threads", circle);
  }

  private static String waits(ThreadInfo info) {
    return "%s waits for %s, held by %s"
        .formatted(info.getThreadName(), info.getLockName(), info.getLockOwnerName());
  }

  /**
   * Returns a check of what is left in the heap after a collection: degraded when it is 85 % of
   * what there may be, down when it is 95 %. What is full between collections does not matter.
   *
   * @return the check, called {@code memory}
   */
  public static HealthCheck memoryPressure() {
    return memoryPressure(ProcessChecks::liveShare);
  }

  static HealthCheck memoryPressure(DoubleSupplier liveShare) {
    return HealthCheck.named("memory", () -> judgedMemory(liveShare.getAsDouble()))
        .description("Heap that is still in use after a collection");
  }

  private static Outcome judgedMemory(double share) {
    String text = String.format(Locale.ROOT, "%.0f %% of the heap is in use", 100 * share);
    Outcome outcome =
        share >= MEMORY_LIMIT
            ? Outcome.down(text)
            : share >= MEMORY_CONCERN ? Outcome.degraded(text) : Outcome.up();
    return outcome.observed(Measurement.of(share, "ratio").below(MEMORY_LIMIT));
  }

  /** The fullest pool that long-lived objects are in, as the last collection left it. */
  private static double liveShare() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && isForOld(pool))
        .flatMap(pool -> Optional.ofNullable(pool.getCollectionUsage()).stream())
        .filter(usage -> usage.getMax() > 0)
        .mapToDouble(ProcessChecks::share)
        .max()
        .orElse(0);
  }

  private static boolean isForOld(MemoryPoolMXBean pool) {
    String name = pool.getName().toLowerCase(Locale.ROOT);
    return !name.contains("eden") && !name.contains("survivor");
  }

  private static double share(MemoryUsage usage) {
    return usage.getUsed() / (double) usage.getMax();
  }

  /**
   * Returns a check of an executor: degraded when its queue is 80 % full, or all threads are busy
   * while tasks wait; down when the queue is full.
   *
   * @param name what the check is called
   * @param executor what is watched
   * @return the check
   */
  public static HealthCheck executor(String name, ThreadPoolExecutor executor) {
    return executor(
        name,
        executor::getActiveCount,
        executor::getMaximumPoolSize,
        () -> executor.getQueue().size(),
        () -> executor.getQueue().size() + executor.getQueue().remainingCapacity());
  }

  /**
   * Returns a check of an executor of any kind, as {@link #executor(String, ThreadPoolExecutor)}.
   *
   * @param name what the check is called
   * @param active how many tasks run
   * @param threads how many may run
   * @param queued how many tasks wait
   * @param capacity how many may wait; 0 if none may
   * @return the check
   */
  public static HealthCheck executor(
      String name,
      IntSupplier active,
      IntSupplier threads,
      IntSupplier queued,
      IntSupplier capacity) {
    return HealthCheck.named(
            name,
            () ->
                judgedExecutor(
                        active.getAsInt() >= threads.getAsInt(),
                        queued.getAsInt(),
                        capacity.getAsInt())
                    .with("active", active.getAsInt() + " of " + threads.getAsInt()))
        .description("Threads and queue of an executor");
  }

  private static Outcome judgedExecutor(boolean busy, int queued, int capacity) {
    // A queue of any length overflows before the sum of both does.
    double full = capacity <= 0 ? (busy ? 1 : 0) : queued / (double) capacity;
    String text = "%d tasks wait in a queue of %d".formatted(queued, capacity);
    Outcome outcome =
        full >= 1 && busy
            ? Outcome.down(text + ", and all threads are busy")
            : full >= QUEUE_CONCERN
                ? Outcome.degraded(text)
                : busy && queued > 0
                    ? Outcome.degraded("all threads are busy: " + text)
                    : Outcome.up();
    return outcome.observed(Measurement.of(full, "ratio").below(1));
  }
}
