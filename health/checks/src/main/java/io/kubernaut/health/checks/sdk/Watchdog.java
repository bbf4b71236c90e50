package io.kubernaut.health.checks.sdk;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.HealthStatistics;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.types.Criticality;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Monitors the monitoring: whether checks are asked in time, threads hang, events are dropped, and
 * queues fill. Each is a check in the group {@code kubernaut}, optional, so that it degrades the
 * service and says why, and takes nothing out.
 *
 * <p>What stands still altogether cannot report itself: for that there are {@linkplain
 * io.kubernaut.health.checks.Report#isCurrent() reports} that age, and the {@linkplain
 * #deadMansSwitch dead man's switch}.
 */
public final class Watchdog {

  private static final Duration MOST_LAG = Duration.ofSeconds(1);

  private Watchdog() {}

  /**
   * Adds the checks.
   *
   * @param health where they go, and what is watched
   * @param platform whose scheduler, events and queues are watched
   */
  public static void watch(Health health, Platform platform) {
    health.check(
        part(HealthCheck.named(name("lag"), () -> lag(health.statistics()))),
        part(HealthCheck.named(name("hanging"), () -> hanging(health.statistics()))),
        dropping("events", platform.events()::dropped),
        dropping("tasks", () -> platform.footprint().refused()));
  }

  /**
   * Returns a check that is degraded while something is being dropped: it compares a count with
   * what it was the time before.
   *
   * @param what what is dropped; the check is called {@code kubernaut/dropped-<what>}
   * @param dropped a count that only grows
   * @return the check
   */
  public static HealthCheck dropping(String what, LongSupplier dropped) {
    AtomicLong before = new AtomicLong(dropped.getAsLong());
    return part(
        HealthCheck.named(
            name("dropped-" + what),
            () -> {
              long now = dropped.getAsLong();
              long more = now - before.getAndSet(now);
              Outcome outcome =
                  more > 0 ? Outcome.degraded(more + " dropped since the last look") : Outcome.up();
              return outcome.observed(Measurement.of((double) now, "dropped"));
            }));
  }

  /**
   * Returns a check that is degraded when a queue is 80 % full, and down when it is 95 % full.
   *
   * @param what what queues; the check is called {@code kubernaut/queue-<what>}
   * @param depth how many wait
   * @param capacity how many may; positive
   * @return the check
   */
  public static HealthCheck queue(String what, LongSupplier depth, LongSupplier capacity) {
    return part(
        HealthCheck.named(
            name("queue-" + what),
            () -> {
              double full = depth.getAsLong() / (double) Math.max(1, capacity.getAsLong());
              String text = "%.0f %% full".formatted(100 * full);
              Outcome outcome =
                  full >= 0.95
                      ? Outcome.down(text)
                      : full >= 0.8 ? Outcome.degraded(text) : Outcome.up();
              return outcome.observed(Measurement.of(full, "ratio").below(0.95));
            }));
  }

  /**
   * Returns a check that sends a sign of life to somebody outside, who is to raise the alarm when
   * the signs stop ({@link DeadMansReceiver}). It is sent by the same engine as all checks: when
   * that stands still, or the process is gone, the signs stop. While they cannot be sent the check
   * is down.
   *
   * @param interval the time from one sign to the next
   * @param sign sends it; interrupted after a second
   * @return the check, called {@code kubernaut/dead-mans-switch}
   */
  public static HealthCheck deadMansSwitch(Duration interval, HealthCheck.Action sign) {
    return part(HealthCheck.named(name("dead-mans-switch"), sign))
        .interval(interval)
        .slowAfter(MOST_LAG);
  }

  private static String name(String part) {
    return PlatformParts.GROUP + "/" + part;
  }

  private static HealthCheck part(HealthCheck check) {
    return check
        .group(PlatformParts.GROUP)
        .owner(PlatformParts.GROUP)
        .criticality(Criticality.MEDIUM)
        .hysteresis(Hysteresis.NONE)
        .optional();
  }

  private static Outcome lag(HealthStatistics statistics) {
    Duration lag = statistics.lag();
    Outcome outcome =
        lag.compareTo(MOST_LAG) > 0
            ? Outcome.degraded("checks were asked " + lag.toMillis() + " ms late")
            : Outcome.up();
    return outcome.observed(
        Measurement.of(lag.toNanos() / 1e9, "s").below(MOST_LAG.toNanos() / 1e9));
  }

  private static Outcome hanging(HealthStatistics statistics) {
    String threads =
        "%d of %d threads for checks hang"
            .formatted(statistics.hanging(), statistics.threadLimit());
    Outcome outcome =
        statistics.hanging() == 0
            ? Outcome.up()
            : statistics.threads() == statistics.threadLimit()
                ? Outcome.down(threads)
                : Outcome.degraded(threads);
    return outcome.observed(
        Measurement.of(statistics.hanging(), "threads").below(statistics.threadLimit()));
  }
}
