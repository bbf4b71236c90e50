package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;

/** The executors of one platform. */
final class Executors {

  private final PlatformThreads threads;
  private final Map<String, BoundedExecutor> open = new ConcurrentHashMap<>();
  private final LongAdder refusedByClosed = new LongAdder();
  private volatile boolean closed;

  Executors(PlatformThreads threads) {
    this.threads = threads;
  }

  BoundedExecutor create(String name, ExecutorLimits limits) {
    if (closed) {
      throw new IllegalStateException(
          "Executor \"%s\" was not created: its platform is closed.".formatted(name));
    }
    BoundedExecutor executor =
        new BoundedExecutor(name, limits, threads.factory(name), () -> gone(name));
    if (open.putIfAbsent(name, executor) != null) {
      throw new IllegalArgumentException(
          "Executor \"%s\" exists already: share it, or choose another name.".formatted(name));
    }
    return executor;
  }

  private void gone(String name) {
    BoundedExecutor executor = open.remove(name);
    if (executor != null) {
      refusedByClosed.add(executor.refused());
    }
  }

  int queued() {
    return sum(BoundedExecutor::queued);
  }

  private int sum(ToIntFunction<BoundedExecutor> number) {
    return open.values().stream().mapToInt(number).sum();
  }

  long refused() {
    return refusedByClosed.sum() + open.values().stream().mapToLong(BoundedExecutor::refused).sum();
  }

  void close(Duration budget) {
    closed = true;
    StopBudget shares = new StopBudget(budget, open.size());
    open.values().forEach(executor -> executor.close(shares.next()));
  }
}
