package io.kubernaut.health.checks;

import io.kubernaut.core.runtime.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Describes what is checked, and starts it. Used by one thread, once. */
public final class HealthBuilder {

  private final List<HealthCheck> checks = new ArrayList<>();
  private final List<String> alive = new ArrayList<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private Optional<Executor> executor = Optional.empty();
  private Optional<String> service = Optional.empty();
  private int atATime = 8;
  private int beside = 64;
  private boolean bootstrap;
  private SharedFate fate = SharedFate.NONE;
  private double fateLimit = 1;

  HealthBuilder() {}

  /**
   * Adds a check.
   *
   * @param check the check; what it depends on may be added later
   * @return this builder
   */
  public HealthBuilder check(HealthCheck check) {
    checks.add(check);
    return this;
  }

  /**
   * Adds a check of this process that makes the liveness probe fail.
   *
   * @param check the check
   * @return this builder
   */
  public HealthBuilder alive(ProcessCheck check) {
    checks.add(check.asCheck());
    alive.add(check.asCheck().name());
    return this;
  }

  /**
   * Lets a check that is not of this process alone make the liveness probe fail. See {@link
   * Health#aliveDespiteDependency}.
   *
   * @param check the check
   * @param reason why this is right here; not blank
   * @return this builder
   * @throws IllegalArgumentException if there is no reason
   */
  public HealthBuilder aliveDespiteDependency(HealthCheck check, String reason) {
    Health.requireReason(check, reason);
    checks.add(check);
    alive.add(check.name());
    overrides.put(check.name(), reason);
    return this;
  }

  /**
   * Names the service in reports.
   *
   * @param name instead of the platform's name
   * @return this builder
   */
  public HealthBuilder service(String name) {
    service = Optional.of(name);
    return this;
  }

  /**
   * Sets how many threads checks may hold. A run that takes longer than 50 ms keeps its thread but
   * no longer counts among those at a time; so does one that hangs for ever. Past the sum nothing
   * is started, and what cannot start is reported as unknown.
   *
   * @param atATime how many run at a time; 8 unless set
   * @param beside how many more may be slow or hang; 64 unless set
   * @return this builder
   * @throws IllegalArgumentException if a number is too small
   */
  public HealthBuilder threads(int atATime, int beside) {
    if (atATime < 1 || beside < 0) {
      throw new IllegalArgumentException(
          "Invalid threads for checks: %d at a time and %d beside. Give at least 1 and 0."
              .formatted(atATime, beside));
    }
    this.atATime = atATime;
    this.beside = beside;
    return this;
  }

  /**
   * Runs checks on threads of somebody else, still no more at once than {@link #threads} says. With
   * {@code Runnable::run} and a scheduler moved by hand, everything happens in the test's thread.
   *
   * @param threads what to run on
   * @return this builder
   */
  public HealthBuilder runOn(Executor threads) {
    executor = Optional.of(threads);
    return this;
  }

  /**
   * Keeps the service from being ready until {@link Health#started()} is called.
   *
   * @return this builder
   */
  public HealthBuilder bootstrap() {
    bootstrap = true;
    return this;
  }

  /**
   * Lets the service stay ready, as degraded, when most replicas are down for the same cause.
   *
   * @param known says how many share it
   * @param limit the share from which on that is so, above 0 up to 1; for example 0.5
   * @return this builder
   * @throws IllegalArgumentException if the limit is outside of that range
   */
  public HealthBuilder sharedFate(SharedFate known, double limit) {
    if (!(limit > 0 && limit <= 1)) {
      throw new IllegalArgumentException(
          "Invalid share %s of replicas: give more than 0, at most 1, for example 0.5."
              .formatted(limit));
    }
    fate = known;
    fateLimit = limit;
    return this;
  }

  /**
   * Starts to check, as a component of a platform.
   *
   * @param platform what runs
   * @return what is checked from now on
   * @throws IllegalArgumentException if two checks have one name, one depends on what is not there,
   *     or some depend on each other in a circle, with all that is wrong, or there are more than
   *     100,000
   * @throws IllegalStateException if the platform does not run
   */
  public Health start(Platform platform) {
    Graph.of(checks); // before anything is started
    CheckThreads own = new CheckThreads(platform.threads("check"));
    Engine engine =
        new Engine(
            service.orElse(platform.name()),
            new Agenda("health", platform.scheduler(), platform.monotonicClock()),
            executor.orElse(own),
            platform.wallClock(),
            platform.events(),
            new Lanes(atATime, beside));
    Health health = new Health(platform, engine, bootstrap, fate, fateLimit);
    platform.add(new Health.Part(engine, own));
    engine.add(checks, alive);
    overrides.forEach(
        (check, reason) ->
            Health.announceOverride(
                platform.events(), platform.wallClock().instant(), check, reason));
    return health;
  }
}
