package io.kubernaut.metrics.registry;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Scheduler;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Describes a registry. Not safe for several threads. */
public final class RegistryBuilder {
  private RegistryOptions options = RegistryOptions.DEFAULTS;
  private Clock clock = Clock.SYSTEM;
  private @Nullable Scheduler scheduler;

  RegistryBuilder() {}

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
   * Sets what runs the registry's upkeep, once a second. Without one, upkeep is done at each scrape
   * and recorders ask the clock which step of the maximum's window it is.
   *
   * @param upkeep a scheduler that outlives the registry
   * @return this
   */
  public RegistryBuilder scheduler(Scheduler upkeep) {
    this.scheduler = upkeep;
    return this;
  }

  /**
   * Makes the registry.
   *
   * @return a registry; close it to end its threads
   */
  public KubernautMeterRegistry build() {
    MonotonicClock nanos = clock::monotonicTime;
    Executor workers =
        task -> {
          Thread t = new Thread(task, "callbacks");
          t.setDaemon(true);
          t.start();
        };
    return new KubernautMeterRegistry(
        clock,
        convention ->
            new RegistryParts(options, nanos, clock, scheduler, workers, () -> {}, convention));
  }
}
