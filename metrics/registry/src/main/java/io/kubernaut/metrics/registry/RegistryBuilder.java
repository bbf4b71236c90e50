package io.kubernaut.metrics.registry;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Describes a registry. Not safe for several threads. */
public final class RegistryBuilder {
  /** How long a thread that has asked callbacks waits for the next scrape before it ends. */
  private static final long KEPT_SECONDS = 20;

  private RegistryOptions options = RegistryOptions.DEFAULTS;
  private Clock clock = Clock.SYSTEM;
  private @Nullable Scheduler scheduler;
  private ThreadFactory threads = RegistryBuilder::daemon;
  private Tags common = Tags.empty();

  RegistryBuilder() {}

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "kubernaut metrics");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sets the limits.
   *
   * @param limits the limits
   * @return this
   */
  public RegistryBuilder options(RegistryOptions limits) {
    this.options = limits;
    return this;
  }

  /**
   * Sets the clock. A clock other than the system's is asked at each recording, so that tests may
   * move it.
   *
   * @param time Micrometer's clock
   * @return this
   */
  public RegistryBuilder clock(Clock time) {
    this.clock = time;
    return this;
  }

  /**
   * Sets what runs the registry's upkeep, once a second. Without one, upkeep is done at each
   * scrape, but for the turning of the maxima's windows, for which the registry has a thread of its
   * own.
   *
   * @param upkeep a scheduler that outlives the registry
   * @return this
   */
  public RegistryBuilder scheduler(Scheduler upkeep) {
    this.scheduler = upkeep;
    return this;
  }

  /**
   * Makes it a registry of a platform: with the platform's clocks, scheduler and threads, and with
   * its labels and version on every series.
   *
   * @param platform what outlives the registry
   * @return this
   */
  public RegistryBuilder platform(Platform platform) {
    clock = new PlatformClock(platform);
    scheduler = platform.scheduler();
    threads = platform.threads("callbacks");
    common = labels(platform);
    return this;
  }

  private static Tags labels(Platform platform) {
    Map<String, String> labels = new TreeMap<>(platform.labels());
    if (!platform.version().isEmpty()) {
      labels.putIfAbsent("version", platform.version());
    }
    Tags tags = Tags.empty();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      tags = tags.and(label.getKey(), label.getValue());
    }
    return tags;
  }

  /** The clocks of a platform, as Micrometer asks them. */
  private record PlatformClock(Platform platform) implements Clock {
    @Override
    public long wallTime() {
      return platform.wallClock().millis();
    }

    @Override
    public long monotonicTime() {
      return platform.monotonicClock().nanos();
    }
  }

  /**
   * Makes the registry.
   *
   * @return a registry; close it to end its upkeep
   */
  public KubernautMeterRegistry build() {
    MonotonicClock nanos = clock::monotonicTime;
    ExecutorService workers =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads);
    KubernautMeterRegistry registry =
        new KubernautMeterRegistry(
            clock,
            (convention, tags) ->
                new RegistryParts(options, nanos, clock, scheduler, workers, convention, tags));
    if (common.stream().findAny().isPresent()) {
      registry.config().commonTags(common);
    }
    return registry;
  }
}
