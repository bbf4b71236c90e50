package io.kubernaut.health.checks;

import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an engine keeps of one check. Guarded by the engine. */
final class Node implements Diagnosis.Standing {

  private static final int MOST_SAMPLES = 20;
  private static final Outcome NEVER = Outcome.unknown("not looked at yet");

  final HealthCheck check;
  final Flapping flapping;
  private final HeldStatus held;

  long due;
  Agenda.@Nullable Entry next;
  @Nullable Run run;

  private Outcome outcome = NEVER;
  private Duration took = Duration.ZERO;
  private long ownSince;
  private long lookedAt;
  private @Nullable Instant time;
  private long runs;
  private long timeouts;
  private int samples;

  private HealthStatus effective = HealthStatus.UNKNOWN;
  private Instant since;
  HealthStatus announced = HealthStatus.UNKNOWN;

  Node(HealthCheck check, long now, Instant wall) {
    this.check = check;
    this.held = new HeldStatus(check.hysteresis());
    this.flapping = new Flapping(check.interval());
    this.ownSince = now;
    this.lookedAt = now;
    this.since = wall;
  }

  /** Takes a result; tells whether it has changed the check's own status. */
  boolean take(Outcome result, Duration runTime, long now, Instant wall) {
    outcome = result;
    took = runTime;
    lookedAt = now;
    time = wall;
    runs++;
    samples = Math.min(samples + 1, MOST_SAMPLES);
    return changed(held.take(result.status()), now);
  }

  /** Gives up a status that nobody has confirmed for three intervals. */
  boolean forgetIfStale(long now) {
    long late = now - lookedAt;
    if (time == null
        || late <= check.interval().multipliedBy(3).plus(check.timeout()).toNanos()
        || held.held() == HealthStatus.UNKNOWN) {
      return false;
    }
    outcome =
        outcome.become(
            HealthStatus.UNKNOWN,
            "nobody has looked for " + Texts.time(Duration.ofNanos(late)) + "; " + outcome);
    samples = 0;
    return changed(held.forget(), now);
  }

  private boolean changed(boolean yes, long now) {
    if (yes) {
      ownSince = now;
      if (runs > 1) {
        flapping.changed(now);
      }
    }
    return yes;
  }

  void timedOut() {
    timeouts++;
  }

  boolean isFailing() {
    return outcome.status() != HealthStatus.UP;
  }

  boolean wasLookedAt() {
    return time != null;
  }

  long lookedAt() {
    return lookedAt;
  }

  @Override
  public HealthStatus own() {
    return held.held();
  }

  @Override
  public long ownSince() {
    return ownSince;
  }

  /** Takes its status among all others, and says how it stands. */
  CheckState stand(HealthStatus status, List<String> impactedBy, Instant wall) {
    if (status != effective) {
      effective = status;
      since = wall;
    }
    return new CheckState(
        check,
        status,
        own(),
        outcome,
        since,
        time,
        took,
        runs,
        timeouts,
        held.failuresInRow(),
        run != null && run.isAbandoned(),
        samples,
        flapping.isOn(),
        impactedBy);
  }
}
