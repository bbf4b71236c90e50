package io.kubernaut.health.checks.standard;

import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.HealthCheck.Probe;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Signs of life of something that is far away or busy: a model service, a batch, a peer.
 *
 * <pre>{@code
 * health.check(Heartbeat.asking("model", model::heartbeat));      // we ask it
 * Heartbeat importer = Heartbeat.expecting(ofMinutes(5), clock);  // it tells us
 * health.check(importer.check("importer"));
 * }</pre>
 *
 * <p>Asked every 30 seconds, for at most 10; three failures make it down, two passes up again. Safe
 * for any thread.
 */
public final class Heartbeat {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Hysteresis RULE = new Hysteresis(3, 2);

  private final Duration patience;
  private final InstantSource clock;
  private volatile Instant latest;

  private Heartbeat(Duration patience, InstantSource clock) {
    this.patience = patience;
    this.clock = clock;
    this.latest = clock.instant();
  }

  /**
   * Returns a check that asks for a sign of life.
   *
   * @param name what the check is called
   * @param probe asks; interrupted after 10 seconds
   * @return the check
   */
  public static HealthCheck asking(String name, Probe probe) {
    return HealthCheck.named(name, probe)
        .interval(INTERVAL)
        .timeout(TIMEOUT)
        .slowAfter(TIMEOUT)
        .hysteresis(RULE)
        .description("Heartbeat");
  }

  /**
   * Returns a heartbeat that the other side gives; the time until the first counts from now.
   *
   * @param patience the longest time between two beats
   * @param clock the present
   * @return the heartbeat
   */
  public static Heartbeat expecting(Duration patience, InstantSource clock) {
    return new Heartbeat(patience, clock);
  }

  /** Takes a sign of life. */
  public void beat() {
    latest = clock.instant();
  }

  /**
   * Returns the check that is down while no sign comes. The patience is all the hysteresis it has.
   *
   * @param name what it is called
   * @return the check
   */
  public HealthCheck check(String name) {
    return HealthCheck.named(name, this::look).hysteresis(Hysteresis.NONE).description("Heartbeat");
  }

  private Outcome look() {
    Duration silent = Duration.between(latest, clock.instant());
    return silent.compareTo(patience) > 0
        ? Outcome.down("no sign of life for %d s".formatted(silent.toSeconds()))
        : Outcome.up();
  }
}
