package io.kubernaut.types.container;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run, in one vocabulary for every engine.
 *
 * @param outcome how it stands
 * @param failure why it failed; only if it failed or timed out
 * @param reason the word the engine gave
 * @param message what the engine said to people
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param extra fields this version does not know
 */
@SchemaType(name = "run-status", version = 1)
public record RunStatus(
    Outcome outcome,
    @Nullable FailureReason failure,
    @Nullable String reason,
    @Nullable String message,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param outcome how it stands
   * @param failure why it failed; only if it failed or timed out
   * @param reason the word the engine gave
   * @param message what the engine said to people
   * @param startedAt when it began
   * @param finishedAt when it ended
   * @param extra fields this version does not know
   */
  public RunStatus {
    extra = Frozen.map(extra);
  }

  /**
   * Returns a status without times.
   *
   * @param outcome how it stands
   * @param reason the word the engine gave
   * @param message what the engine said
   * @return the status; why it failed is derived from the reason
   */
  public static RunStatus of(Outcome outcome, @Nullable String reason, @Nullable String message) {
    FailureReason failure =
        switch (outcome) {
          case FAILED -> FailureReason.of(reason);
          case TIMED_OUT -> FailureReason.DEADLINE_EXCEEDED;
          default -> null;
        };
    return new RunStatus(outcome, failure, reason, message, null, null, Map.of());
  }

  /**
   * Returns the same status with times.
   *
   * @param started when it began
   * @param finished when it ended
   * @return a status
   */
  public RunStatus between(@Nullable Instant started, @Nullable Instant finished) {
    return new RunStatus(outcome, failure, reason, message, started, finished, extra);
  }

  @Override
  public void validate(Violations found) {
    boolean hasFailed = outcome == Outcome.FAILED || outcome == Outcome.TIMED_OUT;
    found.unless(
        failure == null || hasFailed,
        "/failure",
        failure,
        "must be left out: the outcome is no failure",
        "Drop it, or correct the outcome.");
    if (startedAt != null && finishedAt != null && finishedAt.isBefore(startedAt)) {
      found.add(
          "/finishedAt", finishedAt, "must not be before startedAt " + startedAt, "Swap them?");
    }
  }
}
