package io.kubernaut;

import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthBuilder;
import io.kubernaut.health.checks.HealthMeters;
import io.kubernaut.health.checks.history.Forecasts;
import io.kubernaut.health.checks.history.HealthHistory;
import io.kubernaut.health.checks.jmx.HealthBean;
import io.kubernaut.health.checks.probes.Probes;
import io.kubernaut.health.checks.sdk.PlatformParts;
import io.kubernaut.health.checks.sdk.Watchdog;
import io.kubernaut.health.checks.view.StatusPage;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;

/**
 * Health and how it is shown: probes, page, series, JMX.
 *
 * @param health how the service is
 * @param probes what a prober asks
 * @param page what people look at
 */
record Checking(Health health, Routes probes, Routes page) {

  static Checking on(Platform platform, HealthBuilder described, KubernautMeterRegistry registry) {
    Health health = described.start(platform);
    HealthMeters.bind(health, registry);
    HealthBean.register(health, platform);
    Forecasts.of(health, platform.events());
    HealthHistory history = HealthHistory.of(health);
    return new Checking(
        health,
        Probes.of(health, platform.version(), platform.wallClock()),
        StatusPage.of(health, history, platform.wallClock()).routes());
  }

  /** The SDK's own parts are checked like any other. */
  void watch(Platform platform) {
    PlatformParts.watch(health, platform);
    Watchdog.watch(health, platform);
  }
}
