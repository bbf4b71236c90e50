package io.kubernaut.health.checks.sdk;

import io.kubernaut.core.runtime.ComponentStatus;
import io.kubernaut.core.runtime.LifecycleEvent;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Subscription;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.types.Criticality;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts every component of a platform among the checks, each as {@code kubernaut/<component>} in the
 * group {@code kubernaut}: those that are there, and those that come later. An essential component
 * is required; another one is optional, so that losing it degrades and does not take the service
 * out.
 *
 * <p>Safe for any thread. Closing it stops looking for new ones.
 */
public final class PlatformParts implements AutoCloseable {

  /** The group of the SDK's own parts. */
  public static final String GROUP = "kubernaut";

  private static final String OWNER = "kubernaut";
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Health health;
  private final Platform platform;
  private final Set<String> watched = ConcurrentHashMap.newKeySet();
  private final Subscription subscription;

  private PlatformParts(Health health, Platform platform) {
    this.health = health;
    this.platform = platform;
    this.subscription =
        platform
            .events()
            .subscribe("health of parts", LifecycleEvent.class, event -> watchNewcomers());
  }

  /**
   * Begins to watch.
   *
   * @param health where the checks go
   * @param platform whose components
   * @return the handle that ends it
   */
  public static PlatformParts watch(Health health, Platform platform) {
    PlatformParts parts = new PlatformParts(health, platform);
    parts.watchNewcomers();
    return parts;
  }

  private void watchNewcomers() {
    for (ComponentStatus status : platform.components()) {
      if (watched.add(status.name())) {
        health.check(check(status));
      }
    }
  }

  private HealthCheck check(ComponentStatus status) {
    String name = status.name();
    HealthCheck check =
        HealthCheck.named(GROUP + "/" + name, () -> look(name))
            .description("Component " + name + " of the platform")
            .owner(OWNER)
            .group(GROUP)
            .interval(INTERVAL)
            .hysteresis(Hysteresis.NONE);
    return status.essential()
        ? check.criticality(Criticality.CRITICAL)
        : check.criticality(Criticality.MEDIUM).optional();
  }

  private Outcome look(String name) {
    return platform.components().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .map(PlatformParts::outcome)
        .orElseGet(() -> Outcome.down("the platform has no such component any more"));
  }

  private static Outcome outcome(ComponentStatus status) {
    String problem = status.problem().orElse("");
    Outcome outcome =
        switch (status.state()) {
          case RUNNING -> Outcome.up();
          case WAITING, STARTING -> Outcome.unknown("is " + status.state());
          case BACKOFF, GIVEN_UP, STOPPED ->
              Outcome.down(problem.isEmpty() ? "is " + status.state() : problem);
        };
    return outcome
        .with("state", status.state().name())
        .with("restarts", Long.toString(status.restarts()));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
