package io.kubernaut.types.workflow;

import io.kubernaut.types.container.RunStatus;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow. Immutable: each change gives another.
 *
 * @param id names it
 * @param workflow what is run, with its version
 * @param engine what runs it
 * @param state how it stands
 * @param deadline when it is given up
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param reason why it stands so
 * @param steps its steps, in their order
 * @param extra fields this version does not know
 */
@SchemaType(name = "execution", version = 1)
public record Execution(
    @NotBlank @Size(max = 128) String id,
    @NotBlank @Size(max = 256) String workflow,
    Engine engine,
    ExecutionState state,
    Deadline deadline,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String reason,
    List<Step> steps,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param id names it
   * @param workflow what is run, with its version
   * @param engine what runs it
   * @param state how it stands
   * @param deadline when it is given up
   * @param startedAt when it began
   * @param finishedAt when it ended
   * @param reason why it stands so
   * @param steps its steps, in their order
   * @param extra fields this version does not know
   */
  public Execution {
    steps = Frozen.list(steps);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        state.isFinal() == (finishedAt != null),
        "/finishedAt",
        finishedAt,
        state.isFinal()
            ? "must be there: the state is final"
            : "must be left out: the state is not final",
        "Correct the state, or the time.");
    for (int i = 0; i < steps.size(); i++) {
      Deadline own = steps.get(i).deadline();
      if (own != null && own.compareTo(deadline) > 0) {
        found.add(
            "/steps/" + i + "/deadline",
            own,
            "must not be later than the run's deadline " + deadline,
            "Hand the run's deadline down.");
      }
    }
  }

  /**
   * Goes to another state.
   *
   * @param target the state
   * @param now when
   * @param why why
   * @return the run in that state
   * @throws IllegalStateException if there is no way
   */
  public Execution become(ExecutionState target, Instant now, @Nullable String why) {
    state.become(target);
    boolean begins = target == ExecutionState.RUNNING && startedAt == null;
    return new Execution(
        id,
        workflow,
        engine,
        target,
        deadline,
        begins ? now : startedAt,
        target.isFinal() ? now : null,
        why,
        steps,
        extra);
  }

  /**
   * Takes over what the engine says. A run that has ended is not changed any more.
   *
   * @param status the engine's status
   * @param now when it was asked
   * @return the run as the engine has it
   * @throws IllegalStateException if there is no way to that state
   */
  public Execution follow(RunStatus status, Instant now) {
    ExecutionState target = ExecutionState.of(status.outcome());
    if (state.isFinal() || target == state) {
      return this;
    }
    boolean hasSkippedRunning = state == ExecutionState.PENDING && !state.next().contains(target);
    Execution begun = hasSkippedRunning ? become(ExecutionState.RUNNING, now, null) : this;
    return begun.become(target, now, status.reason());
  }

  /**
   * Changes a step. Its deadline is its own limit, but never later than the run's.
   *
   * @param name which step
   * @param target its new state
   * @param limit how long it may take
   * @param now when
   * @param why why
   * @return the run with the step in that state
   * @throws IllegalArgumentException if there is no such step
   * @throws IllegalStateException if the step has no way to that state, or the run has ended
   */
  public Execution step(
      String name, StepState target, Duration limit, Instant now, @Nullable String why) {
    if (state.isFinal()) {
      throw new IllegalStateException(
          "Run \"" + id + "\" has ended as " + state + ". Start another.");
    }
    List<Step> changed = new ArrayList<>(steps);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).name().equals(name)) {
        Step next = changed.get(i).become(target, now, why);
        changed.set(i, target == StepState.RUNNING ? next.by(deadline.child(limit, now)) : next);
        return new Execution(
            id, workflow, engine, state, deadline, startedAt, finishedAt, reason, changed, extra);
      }
    }
    throw new IllegalArgumentException(
        "Run \"%s\" has no step \"%s\". It has %s."
            .formatted(id, name, steps.stream().map(Step::name).toList()));
  }

  /**
   * Gives the run up if its deadline has passed.
   *
   * @param now the time
   * @return the run, timed out if it had not ended
   */
  public Execution expire(Instant now) {
    return state.isFinal() || !deadline.isOver(now)
        ? this
        : become(ExecutionState.TIMED_OUT, now, "deadline " + deadline + " passed");
  }
}
