package io.kubernaut.examples.types;

import io.kubernaut.types.Criticality;
import io.kubernaut.types.health.CheckResult;
import io.kubernaut.types.health.DependencyStatus;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.health.Need;
import io.kubernaut.types.health.ProbeAnswer;
import io.kubernaut.types.health.ProbeKind;
import io.kubernaut.types.health.ProbeResult;
import java.time.Duration;
import java.time.Instant;

/** The page of {@code io.kubernaut.types.health}. */
public final class HealthPage {

  private HealthPage() {}

  /**
   * Reports on a service that has a database, and can do without a cache.
   *
   * @param database how long the database took
   * @param cache how the cache is
   * @param now the time
   * @return the report
   */
  public static HealthReport report(Duration database, HealthStatus cache, Instant now) {
    double millis = database.toNanos() / 1e6;
    boolean isSlow = millis > 100;
    CheckResult looked =
        CheckResult.builder(isSlow ? HealthStatus.DEGRADED : HealthStatus.UP, now)
            .component("datastore", "orders-db")
            .observed(millis, "ms")
            .criticality(Criticality.CRITICAL)
            .score(isSlow ? 60 : 100, 0.95)
            .build();
    DependencyStatus db = DependencyStatus.of("orders-db", Need.REQUIRED, looked);
    DependencyStatus without =
        DependencyStatus.of("cache", Need.OPTIONAL, CheckResult.builder(cache, now).build());
    return HealthReport.builder(db.passedOn().or(without.passedOn()))
        .check("orders-db:responseTime", db.latest())
        .check("cache", without.latest())
        .build();
  }

  /**
   * Counts on from the probe before.
   *
   * @param before the result before
   * @param httpStatus what the instance answered
   * @param body what it said
   * @param now the time
   * @return the result of this probe
   */
  public static ProbeResult probed(ProbeResult before, int httpStatus, byte[] body, Instant now) {
    HealthStatus status = ProbeAnswer.read(httpStatus, body).status();
    return ProbeResult.of(ProbeKind.READINESS, status, now).after(before);
  }
}
