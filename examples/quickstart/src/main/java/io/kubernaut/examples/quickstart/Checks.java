package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.HealthCheck.Condition;
import io.kubernaut.health.checks.Report;
import io.kubernaut.health.checks.standard.ProcessChecks;
import io.kubernaut.types.Criticality;
import java.time.Duration;

/** How the service is, and why: what is checked, and what depends on what. */
final class Checks {

  private Checks() {}

  /** The third code of the README: what stands between the marks is what stands there. */
  static void declare(Kubernaut kubernaut, Condition belt, Condition packing, Condition taking) {
    // README
    kubernaut
        .health()
        .check(
            HealthCheck.named("belt", belt).timeout(Duration.ofSeconds(1)),
            HealthCheck.named("packing", packing).dependsOn("belt"),
            HealthCheck.named("orders", taking)
                .dependsOn("packing")
                .criticality(Criticality.CRITICAL));
    kubernaut.health().alive(ProcessChecks.deadlock());
    // README
  }

  /** What is said of them at the end. */
  static String summary(Report report) {
    return report.checks().size() + " checks, " + report;
  }
}
