package io.kubernaut.types.workflow;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run.
 *
 * @param name names it in the workflow
 * @param state how it stands
 * @param attempt how often it was begun
 * @param deadline when it is given up; never later than the run's
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param reason why it stands so
 * @param extra fields this version does not know
 */
public record Step(
    @NotBlank @Size(max = 128) String name,
    StepState state,
    @Min(0) @Max(1000) int attempt,
    @Nullable Deadline deadline,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String reason,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param name names it in the workflow
   * @param state how it stands
   * @param attempt how often it was begun
   * @param deadline when it is given up; never later than the run's
   * @param startedAt when it began
   * @param finishedAt when it ended
   * @param reason why it stands so
   * @param extra fields this version does not know
   */
  public Step {
    extra = Frozen.map(extra);
  }

  /**
   * Returns a step that has not begun.
   *
   * @param name names it in the workflow
   * @return the step
   */
  public static Step pending(String name) {
    return new Step(name, StepState.PENDING, 0, null, null, null, null, Map.of());
  }

  /**
   * Goes to another state. Beginning counts an attempt.
   *
   * @param target the state
   * @param now when
   * @param why why
   * @return the step in that state
   * @throws IllegalStateException if there is no way
   */
  public Step become(StepState target, Instant now, @Nullable String why) {
    state.become(target);
    boolean begins = target == StepState.RUNNING;
    return new Step(
        name,
        target,
        begins ? attempt + 1 : attempt,
        deadline,
        begins && startedAt == null ? now : startedAt,
        target.isFinal() ? now : null,
        why,
        extra);
  }

  /** Returns the same step with a deadline. */
  Step by(Deadline limit) {
    return new Step(name, state, attempt, limit, startedAt, finishedAt, reason, extra);
  }
}
