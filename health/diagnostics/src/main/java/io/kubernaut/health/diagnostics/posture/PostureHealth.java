package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.types.Criticality;
import io.kubernaut.types.health.Finding;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The posture as a check of health, for who has {@code kubernaut-health-checks} as well.
 *
 * <pre>{@code
 * health.check(PostureHealth.check(posture::check));
 * }</pre>
 */
public final class PostureHealth {

  /** What the check is called. */
  public static final String NAME = "security-posture";

  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private PostureHealth() {}

  /**
   * Returns a check that looks every ten minutes: down if something is critical, degraded if
   * something is high or a warning, else up; its score is the posture's. It is optional and of low
   * criticality, so it never takes the service out: down, it degrades it, and degraded, it changes
   * nothing but itself.
   *
   * @param looking looks, for example {@code posture::check}
   * @return the check; its interval, criticality and group can be changed
   */
  public static HealthCheck check(Supplier<PostureReport> looking) {
    return HealthCheck.named(NAME, () -> outcome(looking.get()))
        .description("How safely the service is set up")
        .criticality(Criticality.LOW)
        .optional()
        .hysteresis(Hysteresis.NONE)
        .interval(INTERVAL)
        .timeout(TIMEOUT);
  }

  private static Outcome outcome(PostureReport report) {
    List<Finding> findings = report.findings();
    Outcome outcome = findings.isEmpty() ? Outcome.up() : worst(findings);
    return outcome.score(report.score()).observed(Measurement.of(report.score(), "points"));
  }

  /** The worst come first. */
  private static Outcome worst(List<Finding> findings) {
    Finding worst = findings.get(0);
    String more = findings.size() == 1 ? "" : ", and %d more".formatted(findings.size() - 1);
    String message = "%s: %s%s".formatted(worst.subject(), worst.summary(), more);
    return switch (worst.severity()) {
      case CRITICAL -> Outcome.down(message);
      case HIGH, WARNING -> Outcome.degraded(message);
      case INFO -> Outcome.up().with("note", message);
    };
  }
}
