package io.kubernaut.types.health;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How something is that a service depends on, and for how long. What the latest check found out,
 * with score and confidence, stands in {@code latest} as it stands in the health body.
 *
 * @param name names the dependency within the service, for example {@code orders-db}
 * @param need how much depends on it
 * @param latest what the latest check found out
 * @param since when it came to be as it is
 * @param streak how many checks in a row found it so, the latest included
 * @param extra fields this version does not know
 */
@SchemaType(name = "dependency-status", version = 1)
public record DependencyStatus(
    @NotBlank @Size(max = 253) String name,
    Need need,
    CheckResult latest,
    @Nullable Instant since,
    @Min(1) int streak,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param name names the dependency within the service
   * @param need how much depends on it
   * @param latest what the latest check found out
   * @param since when it came to be as it is
   * @param streak how many checks in a row found it so
   * @param extra fields this version does not know
   */
  public DependencyStatus {
    extra = Frozen.map(extra);
  }

  /**
   * Makes the status of a dependency that was looked at for the first time.
   *
   * @param name names the dependency within the service
   * @param need how much depends on it
   * @param first what the check found out
   * @return the status, since the time of the check
   */
  public static DependencyStatus of(String name, Need need, CheckResult first) {
    return new DependencyStatus(name, need, first, first.time(), 1, Map.of());
  }

  /**
   * Takes what the next check found out.
   *
   * @param next what it found out
   * @return the status after it: counted on if it found the same status, otherwise begun again
   */
  public DependencyStatus then(CheckResult next) {
    int longer = (int) Math.min(streak + 1L, Integer.MAX_VALUE);
    return HealthReport.status(next) == status()
        ? new DependencyStatus(name, need, next, since, longer, extra)
        : new DependencyStatus(name, need, next, next.time(), 1, extra);
  }

  /**
   * Returns how the dependency is.
   *
   * @return {@link HealthStatus#UNKNOWN} if the latest check does not say
   */
  public HealthStatus status() {
    return HealthReport.status(latest);
  }

  /**
   * Returns what that makes of who depends on it.
   *
   * @return as {@link Need#passOn} says
   */
  public HealthStatus passedOn() {
    return need.passOn(status());
  }

  @Override
  public void validate(Violations found) {
    Instant time = latest.time();
    if (since != null && time != null && since.isAfter(time)) {
      found.add("/since", since, "must not be after the latest check " + time, "Swap them?");
    }
  }
}
