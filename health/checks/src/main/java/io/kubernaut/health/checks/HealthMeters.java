package io.kubernaut.health.checks;

import io.kubernaut.health.checks.internal.StatusNumber;
import io.kubernaut.types.health.HealthStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Health as series: what a registry shows is scraped, kept, queried and alerted on like anything
 * else.
 *
 * <table>
 *   <caption>The meters; those with a check have the label {@code check}</caption>
 *   <tr><td>{@code kubernaut.health.up}<td>1 if the check serves, else 0; its mean is availability
 *   <tr><td>{@code kubernaut.health.status}<td>0 UP, 1 DEGRADED, 2 UNKNOWN, 3 DOWN
 *   <tr><td>{@code kubernaut.health.score}<td>0 to 100
 *   <tr><td>{@code kubernaut.health.observed}<td>what the check has measured, where it measures
 *   <tr><td>{@code kubernaut.health.check.time}<td>how long the latest run took, in seconds
 *   <tr><td>{@code kubernaut.health.service.up}, {@code .status}, {@code .score}<td>the whole
 *   <tr><td>{@code kubernaut.health.checks}, {@code .threads}, {@code .hanging}, {@code .waiting},
 *     {@code .lag}, {@code .timeouts}, {@code .reports}<td>the checking itself
 * </table>
 *
 * <p>Checks that come and go take their meters with them. Safe for any thread.
 */
public final class HealthMeters {

  private static final String PREFIX = "kubernaut.health.";

  private final Health health;
  private final MeterRegistry registry;
  private final Map<String, List<Meter>> byCheck = new HashMap<>();

  private HealthMeters(Health health, MeterRegistry registry) {
    this.health = health;
    this.registry = registry;
  }

  /**
   * Shows health in a registry from now on.
   *
   * @param health how the service is
   * @param registry where it is shown
   */
  public static void bind(Health health, MeterRegistry registry) {
    HealthMeters meters = new HealthMeters(health, registry);
    meters.bindWhole();
    meters.bindChecking();
    meters.follow(health.report());
    health.onReport(meters::follow);
  }

  private void bindWhole() {
    whole("service.up", "Whether the service is up: 1, or 0", report -> up(report.status()));
    whole(
        "service.status",
        "The status of the service, as a number",
        report -> StatusNumber.of(report.status()));
    whole("service.score", "How well the service is, from 0 to 100", Report::score);
  }

  private void whole(String name, String meaning, ToDoubleFunction<Report> value) {
    Gauge.builder(PREFIX + name, health, source -> value.applyAsDouble(source.report()))
        .description(meaning)
        .register(registry);
  }

  private void bindChecking() {
    checking("checks", "How many checks there are", HealthStatistics::checks);
    checking("threads", "How many threads are held by runs of checks", HealthStatistics::threads);
    checking("hanging", "How many of them are held past the deadline", HealthStatistics::hanging);
    checking("waiting", "How many runs wait for a thread", HealthStatistics::waiting);
    Gauge.builder(PREFIX + "lag", health, source -> source.statistics().lag().toNanos() / 1e9)
        .description("The longest time something was done too late")
        .baseUnit("seconds")
        .register(registry);
    counting("timeouts", "Runs that took longer than they may", HealthStatistics::timeouts);
    counting("reports", "Reports that were made", HealthStatistics::reports);
  }

  private void checking(String name, String meaning, ToDoubleFunction<HealthStatistics> value) {
    Gauge.builder(PREFIX + name, health, source -> value.applyAsDouble(source.statistics()))
        .description(meaning)
        .register(registry);
  }

  private void counting(String name, String meaning, ToDoubleFunction<HealthStatistics> value) {
    FunctionCounter.builder(
            PREFIX + name, health, source -> value.applyAsDouble(source.statistics()))
        .description(meaning)
        .register(registry);
  }

  private synchronized void follow(Report report) {
    for (String gone : new HashSet<>(byCheck.keySet())) {
      if (report.find(gone).isEmpty()) {
        byCheck.getOrDefault(gone, List.of()).forEach(registry::remove);
        byCheck.remove(gone);
      }
    }
    for (CheckState state : report.checks().values()) {
      List<Meter> meters = byCheck.computeIfAbsent(state.name(), this::meters);
      if (meters.size() == 4 && state.outcome().measurement().isPresent()) {
        meters.add(
            gauge(
                state.name(),
                "observed",
                "What the check measured, in its own unit",
                HealthMeters::observed));
      }
    }
  }

  private List<Meter> meters(String check) {
    List<Meter> meters = new ArrayList<>();
    meters.add(gauge(check, "up", "Whether the check is up: 1, or 0", state -> up(state.status())));
    meters.add(
        gauge(
            check,
            "status",
            "The status of the check, as a number",
            state -> StatusNumber.of(state.status())));
    meters.add(
        gauge(check, "score", "How well what is checked is, from 0 to 100", CheckState::score));
    meters.add(
        gauge(
            check,
            "check.time",
            "How long the latest run took, in seconds",
            state -> state.took().toNanos() / 1e9));
    return meters;
  }

  private Meter gauge(
      String check, String name, String meaning, ToDoubleFunction<CheckState> value) {
    ToDoubleFunction<Health> reading =
        source -> source.report().find(check).map(value::applyAsDouble).orElse(Double.NaN);
    return Gauge.builder(PREFIX + name, health, reading)
        .description(meaning)
        .tags(Tags.of("check", check))
        .register(registry);
  }

  private static double observed(CheckState state) {
    return state.outcome().measurement().map(Measurement::value).orElse(Double.NaN);
  }

  private static double up(HealthStatus status) {
    return status.isServing() ? 1 : 0;
  }
}
