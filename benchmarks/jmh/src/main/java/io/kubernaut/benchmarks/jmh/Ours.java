package io.kubernaut.benchmarks.jmh;

import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.RegistryOptions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Our registry as a platform runs it: with something that does its upkeep once a second. */
final class Ours {
  private Ours() {}

  static KubernautMeterRegistry registry() {
    return registry(RegistryOptions.DEFAULTS);
  }

  static KubernautMeterRegistry registry(RegistryOptions options) {
    return KubernautMeterRegistry.builder().options(options).scheduler(new Ticker()).build();
  }

  private static final class Ticker implements Scheduler {
    private final ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(Ticker::daemon);

    private static Thread daemon(Runnable task) {
      Thread thread = new Thread(task, "upkeep");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public Scheduled once(String name, Duration delay, Runnable task) {
      return handle(thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public Scheduled every(String name, Duration interval, Runnable task) {
      long nanos = interval.toNanos();
      return handle(thread.scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS));
    }

    private static Scheduled handle(ScheduledFuture<?> future) {
      return () -> future.cancel(false);
    }
  }
}
