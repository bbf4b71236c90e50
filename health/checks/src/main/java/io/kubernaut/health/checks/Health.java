package io.kubernaut.health.checks;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.EventStream;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.health.ProbeKind;
import io.kubernaut.types.health.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a service is, and why. Checks run in the background; a report is a memory read.
 *
 * <pre>{@code
 * Health health = Health.builder()
 *     .check(HealthCheck.named("database", this::ping).timeout(ofSeconds(1)))
 *     .check(HealthCheck.named("orders", orders::probe).dependsOn("database"))
 *     .start(platform);
 * health.report().check("orders").impactedBy();      // [database]
 * health.report().rootCause();                       // "database" is DOWN since …; 1 check follows it
 * }</pre>
 *
 * <p>Bounded: the checks by 100,000, the threads by {@link HealthBuilder#threads}. A check that
 * hangs holds one thread and delays no other. Stopped with its platform; then the last report
 * stays, and is no longer {@linkplain Report#isCurrent() current}. Safe for any thread; no method
 * waits for a check.
 */
public final class Health {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final int MOST_FAILING = 20;

  private final Platform platform;
  private final Engine engine;
  private final boolean bootstrap;
  private final SharedFate fate;
  private final double fateLimit;

  // Each is set once and never taken back, so that neither can undo the other.
  private volatile boolean started;
  private volatile boolean draining;

  Health(Platform platform, Engine engine, boolean bootstrap, SharedFate fate, double fateLimit) {
    this.platform = platform;
    this.engine = engine;
    this.bootstrap = bootstrap;
    this.fate = fate;
    this.fateLimit = fateLimit;
  }

  /** Where a service stands in its life, as probes see it. */
  public enum Phase {
    /** It is being put together: alive, and not ready. */
    STARTING,
    /** It has started: ready if its checks say so. */
    STARTED,
    /** It is about to stop: alive, and not ready any more. */
    DRAINING
  }

  /**
   * Begins to describe what is checked.
   *
   * @return a builder without a check
   */
  public static HealthBuilder builder() {
    return new HealthBuilder();
  }

  /**
   * Reads how the service is. A memory read and a look at the clock: no lock, no computation.
   *
   * @return the latest report
   */
  public Report report() {
    return engine.report();
  }

  /**
   * Adds checks to a service that runs. They are asked at once.
   *
   * @param checks the checks; they may depend on each other and on those that are there
   * @throws IllegalArgumentException if two have one name, one depends on what is not there, or
   *     some depend on each other in a circle, with all that is wrong, or there are too many;
   *     nothing is added then
   */
  public void check(HealthCheck... checks) {
    engine.add(List.of(checks), List.of());
  }

  /**
   * Adds checks of this process that make the liveness probe fail.
   *
   * @param checks the checks
   * @throws IllegalArgumentException if a name is taken
   */
  public void alive(ProcessCheck... checks) {
    List<HealthCheck> all = Stream.of(checks).map(ProcessCheck::asCheck).toList();
    engine.add(all, all.stream().map(HealthCheck::name).toList());
  }

  /**
   * Lets a check that is not of this process alone make the liveness probe fail: when its
   * dependency is down, every replica is restarted, again and again. It is logged and announced
   * with the reason.
   *
   * @param check the check
   * @param reason why this is right here; not blank
   * @throws IllegalArgumentException if there is no reason, or the check cannot be added
   */
  public void aliveDespiteDependency(HealthCheck check, String reason) {
    requireReason(check, reason);
    engine.add(List.of(check), List.of(check.name()));
    announceOverride(platform.events(), platform.wallClock().instant(), check.name(), reason);
  }

  static void requireReason(HealthCheck check, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "Check \"%s\" may not be part of liveness: a restart cures nothing outside of the process. Give the reason why it does here, or add it with check()."
              .formatted(check.name()));
    }
  }

  static void announceOverride(EventStream events, Instant now, String check, String reason) {
    LOG.warn(
        "Check {} makes the liveness probe fail although it is no process check: {}",
        check,
        reason);
    events.publish(new HealthEvent.LivenessOverridden(now, check, reason));
  }

  /**
   * Removes a check.
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of that name, or others depend on it
   */
  public void remove(String name) {
    engine.remove(name);
  }

  /**
   * Calls a listener with the latest report whenever there is a new one. On a thread of the
   * scheduler, so it must be short and must not block; what it throws is logged.
   *
   * @param listener what to call
   */
  public void onReport(Consumer<? super Report> listener) {
    engine.onReport(listener);
  }

  // Life

  /**
   * Says that the service has started, when it was built with {@link HealthBuilder#bootstrap}.
   * Saying it twice is harmless.
   */
  public void started() {
    started = true;
  }

  /** Says that the service is about to stop: from now on it is not ready. There is no way back. */
  public void drain() {
    draining = true;
  }

  /**
   * Returns where the service stands in its life. A platform that stops is draining, and unless
   * {@linkplain HealthBuilder#bootstrap bootstrapping} a service has started once each check was
   * looked at.
   *
   * @return the phase
   */
  public Phase phase() {
    PlatformState state = platform.state();
    if (draining || state == PlatformState.STOPPING || state == PlatformState.STOPPED) {
      return Phase.DRAINING;
    }
    if (!started && !bootstrap && engine.allLookedAt()) {
      started();
    }
    return started ? Phase.STARTED : Phase.STARTING;
  }

  /**
   * Answers a probe.
   *
   * <ul>
   *   <li>Liveness passes unless a process check is down, in every phase.
   *   <li>Startup passes once the service has started.
   *   <li>Readiness passes when the service has started, does not drain, and its status {@linkplain
   *       HealthStatus#isServing() serves}.
   * </ul>
   *
   * @param kind which probe
   * @return the result, with the checks to blame
   */
  public ProbeResult probe(ProbeKind kind) {
    Report latest = report();
    return switch (kind) {
      case LIVENESS -> liveness(latest);
      case READINESS -> readiness(latest);
      case STARTUP ->
          phase() == Phase.STARTING
              ? refused(kind, latest, "the service is starting")
              : ProbeResult.of(kind, HealthStatus.UP, latest.time());
    };
  }

  private static ProbeResult liveness(Report latest) {
    HealthStatus status =
        latest.process() == HealthStatus.DOWN ? HealthStatus.DOWN : HealthStatus.UP;
    ProbeResult result = ProbeResult.of(ProbeKind.LIVENESS, status, latest.time());
    return status == HealthStatus.UP ? result : result.output("a check of the process is down");
  }

  private ProbeResult readiness(Report latest) {
    ProbeKind kind = ProbeKind.READINESS;
    return switch (phase()) {
      case STARTING -> refused(kind, latest, "the service is starting");
      case DRAINING -> refused(kind, latest, "the service is about to stop");
      case STARTED ->
          ProbeResult.of(kind, damped(latest), latest.time())
              .failing(latest.causes().stream().limit(MOST_FAILING).map(Cause::check).toList())
              .output(latest.toString());
    };
  }

  /** Down is only degraded when most replicas share the root cause. */
  private HealthStatus damped(Report latest) {
    boolean shared =
        latest.status() == HealthStatus.DOWN
            && latest.isCurrent()
            && latest.rootCause().map(cause -> share(cause) >= fateLimit).orElse(false);
    return shared ? HealthStatus.DEGRADED : latest.status();
  }

  private double share(Cause cause) {
    try {
      return fate.share(cause.check());
    } catch (RuntimeException ignoredUnknown) {
      return 0;
    }
  }

  private static ProbeResult refused(ProbeKind kind, Report latest, String why) {
    return ProbeResult.of(kind, HealthStatus.DOWN, latest.time()).output(why);
  }

  /**
   * Returns how the checking itself fares.
   *
   * @return numbers of this moment
   */
  public HealthStatistics statistics() {
    return engine.statistics();
  }

  /** Its life in the platform. */
  record Part(Engine engine, CheckThreads threads) implements Component {

    @Override
    public String name() {
      return "health";
    }

    @Override
    public boolean essential() {
      return false;
    }

    @Override
    public void start(Platform platform) {
      engine.start();
    }

    @Override
    public void stop(Duration budget) {
      engine.stop();
      threads.close();
    }
  }

  @Override
  public String toString() {
    return "Health[" + report() + "]";
  }
}
