package io.kubernaut.health.checks;

import io.kubernaut.types.health.CheckResult;
import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one check stands in a {@link Report}. Immutable.
 *
 * @param check the check
 * @param status how it is, its dependencies included
 * @param own how it is by its own results alone, under its hysteresis
 * @param outcome what its latest run found out
 * @param since since when it has its status
 * @param time when it was looked at last; null if never
 * @param took how long the latest run took, until it was abandoned if it was
 * @param runs how often it was looked at
 * @param timeouts how many runs were abandoned at their deadline
 * @param failuresInRow how many of the latest results in a row are worse than {@code own}
 * @param hanging whether an abandoned run still holds its thread
 * @param samples how many results stand behind the status, 20 at the most
 * @param flapping whether it changes so often that its changes are not announced one by one
 * @param impactedBy the checks it only follows: its causes, the root cause first, then the way from
 *     there; empty if it is well or its own cause
 */
public record CheckState(
    HealthCheck check,
    HealthStatus status,
    HealthStatus own,
    Outcome outcome,
    Instant since,
    @Nullable Instant time,
    Duration took,
    long runs,
    long timeouts,
    int failuresInRow,
    boolean hanging,
    int samples,
    boolean flapping,
    List<String> impactedBy) {

  /**
   * Copies the list.
   *
   * @param check the check
   * @param status how it is
   * @param own how it is by its own results
   * @param outcome what its latest run found out
   * @param since since when it has its status
   * @param time when it was looked at last
   * @param took how long the latest run took
   * @param runs how often it was looked at
   * @param timeouts how many runs were abandoned
   * @param failuresInRow how many of the latest results are worse
   * @param hanging whether an abandoned run still holds its thread
   * @param samples how many results stand behind the status
   * @param flapping whether it changes too often
   * @param impactedBy the checks it only follows
   */
  public CheckState {
    impactedBy = List.copyOf(impactedBy);
  }

  /**
   * Returns the name of the check.
   *
   * @return its name
   */
  public String name() {
    return check.name();
  }

  /**
   * Tells whether the cause is somewhere else.
   *
   * @return true if it only follows
   */
  public boolean isImpacted() {
    return !impactedBy.isEmpty();
  }

  /**
   * Tells whether it follows another check.
   *
   * @param other the name of the other
   * @return true if that is a cause of it, or on the way from the cause
   */
  public boolean isBlockedBy(String other) {
    return impactedBy.contains(other);
  }

  /**
   * Returns how good it is: the score of the latest outcome, and never above what goes with the
   * status ({@link Rollup}).
   *
   * @return from 0 to 100
   */
  public int score() {
    return Math.min(outcome.score(), Rollup.highestScore(status));
  }

  /**
   * Returns how sure the status is: {@code n / (n + 1) · 2^(−late / interval)}, where n is the
   * number of results behind it (20 at the most) and late is how much older than one interval the
   * latest is. One fresh result is worth 0.5, nine are worth 0.9; each interval without a new one
   * halves that.
   *
   * @param now the present
   * @return from 0 to 1; 0 if nobody has looked yet
   */
  public double confidence(Instant now) {
    Instant looked = time;
    if (looked == null || samples == 0) {
      return 0;
    }
    double interval = check.interval().toNanos();
    double late = Math.max(0, Duration.between(looked, now).toNanos() - interval);
    return samples / (samples + 1.0) * Math.pow(2, -late / interval);
  }

  /**
   * Returns why it is as it is.
   *
   * @return a sentence; empty if all is well
   */
  public String message() {
    if (isImpacted()) {
      String follows = "follows " + impactedBy.get(0);
      return outcome.message().isEmpty() ? follows : follows + " (" + outcome.message() + ")";
    }
    return outcome.message();
  }

  /**
   * Says it as an element of the standard body.
   *
   * @param now the present, for how sure it is
   * @return the element
   */
  public CheckResult result(Instant now) {
    return HealthDocument.result(this, now);
  }

  Rollup.Member member() {
    return new Rollup.Member(
        check.name(), status, check.criticality(), check.isOptional(), score());
  }

  @Override
  public String toString() {
    return name() + " " + status + (message().isEmpty() ? "" : ": " + message());
  }
}
