package io.kubernaut.metrics.registry.binders;

import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.SettableGauge;
import io.micrometer.core.instrument.Counter;

/**
 * Shows which version of a configuration is in force, and how its reloads went. Safe for any
 * thread.
 */
public final class ConfigMetrics {
  private final SettableGauge version;
  private final Counter applied;
  private final Counter rejected;

  ConfigMetrics(String name, KubernautMeterRegistry registry) {
    this.version =
        registry
            .gauges("config.version")
            .description("The version of the configuration that is in force")
            .labels("name")
            .register()
            .with(name);
    CounterFamily reloads =
        registry
            .counters("config.reloads")
            .description("Reloads of the configuration, by outcome")
            .labels("name", "outcome")
            .register();
    this.applied = reloads.with(name, "applied");
    this.rejected = reloads.with(name, "rejected");
  }

  /**
   * Notes that a version is in force.
   *
   * @param number the version
   */
  public void applied(long number) {
    version.set((double) number);
    applied.increment();
  }

  /** Notes that a version was refused; the one before stays in force. */
  public void rejected() {
    rejected.increment();
  }

  double emitted() {
    return applied.count() + rejected.count();
  }
}
