package io.kubernaut.types.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.value.GoDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body that Kubernaut's services answer {@code /healthz} and {@code /readyz} with. Where both
 * sides can, {@link HealthReport} says more; this is for those who read or must give the other one.
 *
 * <pre>{@code
 * {"status": "not_ready", "timestamp": "2026-01-31T12:00:00Z", "reason": "redis unhealthy",
 *  "dependencies": {"redis": {"status": "unhealthy", "latency": "5s", "error": "timeout"}}}
 * }</pre>
 *
 * @param status how the service is
 * @param timestamp when it was asked
 * @param dependencies how its dependencies are, by name
 * @param reason why it is not ready
 * @param extra other fields
 */
@Sparse
@SchemaType(name = "service-health", version = 1)
public record ServiceHealth(
    Open<Word> status,
    @Nullable Instant timestamp,
    Map<String, Dependency> dependencies,
    @Nullable String reason,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param status how the service is
   * @param timestamp when it was asked
   * @param dependencies how its dependencies are
   * @param reason why it is not ready
   * @param extra other fields
   */
  public ServiceHealth {
    dependencies = Frozen.map(dependencies);
    extra = Frozen.map(extra);
  }

  /** How a service or a dependency is, in the words of these bodies. */
  public enum Word {
    /** It runs, or a dependency works. */
    @JsonProperty("healthy")
    HEALTHY(HealthStatus.UP),
    /** It answers requests. */
    @JsonProperty("ready")
    READY(HealthStatus.UP),
    /** Short for one of the two before. */
    @JsonProperty("ok")
    OK(HealthStatus.UP),
    /** It answers requests, with concerns. */
    @JsonProperty("degraded")
    DEGRADED(HealthStatus.DEGRADED),
    /** It does not answer requests. */
    @JsonProperty("not_ready")
    NOT_READY(HealthStatus.DOWN),
    /** It does not work. */
    @JsonProperty("unhealthy")
    UNHEALTHY(HealthStatus.DOWN);

    private final HealthStatus health;

    Word(HealthStatus health) {
      this.health = health;
    }

    /**
     * Returns what the word means.
     *
     * @return never {@link HealthStatus#UNKNOWN}
     */
    public HealthStatus health() {
      return health;
    }

    private static Open<Word> of(HealthStatus status, boolean isLiveness) {
      return Open.of(
          switch (status) {
            case UP -> isLiveness ? HEALTHY : READY;
            case DEGRADED -> DEGRADED;
            case UNKNOWN, DOWN -> isLiveness ? UNHEALTHY : NOT_READY;
          });
    }
  }

  /**
   * Says the same as a report, as far as this body can.
   *
   * @param kind what was asked: who lives is healthy, who answers requests is ready
   * @param report the report
   * @param time when it was asked
   * @return the body; of several nodes of a check, the worst stands for all
   */
  public static ServiceHealth of(ProbeKind kind, HealthReport report, Instant time) {
    Map<String, Dependency> dependencies = new LinkedHashMap<>();
    report
        .checks()
        .keySet()
        .forEach(
            name ->
                report
                    .check(name)
                    .ifPresent(check -> dependencies.put(name, Dependency.of(check))));
    return new ServiceHealth(
        Word.of(report.status(), kind == ProbeKind.LIVENESS),
        time,
        dependencies,
        report.status().isServing() ? null : report.output(),
        Map.of());
  }

  /**
   * Says the same as a report.
   *
   * @return a report with a check for each dependency
   */
  public HealthReport toReport() {
    HealthReport.Builder report = HealthReport.builder(health(status));
    if (reason != null) {
      report.output(reason);
    }
    dependencies.forEach((name, dependency) -> report.check(name, dependency.toCheck(timestamp)));
    return report.build();
  }

  private static HealthStatus health(Open<Word> word) {
    return word.known().map(Word::health).orElse(HealthStatus.UNKNOWN);
  }

  /**
   * How a dependency is.
   *
   * @param status how it is
   * @param latency how long its check took, in the notation of Go
   * @param error what is wrong
   * @param warning what gives concern
   * @param extra other fields
   */
  @Sparse
  public record Dependency(
      Open<Word> status,
      @Nullable String latency,
      @Nullable String error,
      @Nullable String warning,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param status how it is
     * @param latency how long its check took
     * @param error what is wrong
     * @param warning what gives concern
     * @param extra other fields
     */
    public Dependency {
      extra = Frozen.map(extra);
    }

    private static Dependency of(CheckResult check) {
      HealthStatus status = HealthReport.status(check);
      boolean isServing = status.isServing();
      return new Dependency(
          status == HealthStatus.UP ? Open.of(Word.HEALTHY) : Word.of(status, true),
          check.took() == null ? null : GoDuration.format(check.took()),
          isServing ? null : check.output(),
          isServing ? check.output() : null,
          Map.of());
    }

    private CheckResult toCheck(@Nullable Instant time) {
      CheckResult.Builder check = new CheckResult.Builder(health(status), time);
      Optional.ofNullable(error).or(() -> Optional.ofNullable(warning)).ifPresent(check::output);
      took().ifPresent(check::took);
      return check.build();
    }

    private Optional<Duration> took() {
      try {
        return Optional.ofNullable(latency).map(GoDuration::parse);
      } catch (IllegalArgumentException ignored) {
        // The rest of what the service says is worth having without it.
        return Optional.empty();
      }
    }
  }
}
