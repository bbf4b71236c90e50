package io.kubernaut.types.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.container.Outcome;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a run of a workflow stands. */
public enum ExecutionState implements State<ExecutionState> {
  /** It has not begun. */
  @JsonProperty("Pending")
  PENDING,
  /** A step runs. */
  @JsonProperty("Running")
  RUNNING,
  /** Somebody must agree. */
  @JsonProperty("Waiting")
  WAITING,
  /** It was halted and can go on. */
  @JsonProperty("Suspended")
  SUSPENDED,
  /** Every step succeeded. */
  @JsonProperty("Succeeded")
  SUCCEEDED,
  /** A step failed, or somebody refused. */
  @JsonProperty("Failed")
  FAILED,
  /** Its deadline passed. */
  @JsonProperty("TimedOut")
  TIMED_OUT,
  /** Somebody cancelled it. */
  @JsonProperty("Cancelled")
  CANCELLED;

  @Override
  public Set<ExecutionState> next() {
    Set<ExecutionState> next =
        switch (this) {
          case PENDING -> EnumSet.of(RUNNING, WAITING, TIMED_OUT, CANCELLED);
          case RUNNING -> EnumSet.of(WAITING, SUSPENDED, SUCCEEDED, FAILED, TIMED_OUT, CANCELLED);
          case WAITING -> EnumSet.of(RUNNING, FAILED, TIMED_OUT, CANCELLED);
          case SUSPENDED -> EnumSet.of(RUNNING, TIMED_OUT, CANCELLED);
          case SUCCEEDED, FAILED, TIMED_OUT, CANCELLED -> EnumSet.noneOf(ExecutionState.class);
        };
    return Collections.unmodifiableSet(next);
  }

  /**
   * Returns what an engine's outcome means.
   *
   * @param outcome what the engine says
   * @return the state; running if the outcome is not known, for it has not ended
   */
  public static ExecutionState of(Outcome outcome) {
    return switch (outcome) {
      case PENDING -> PENDING;
      case RUNNING, UNKNOWN -> RUNNING;
      case SUSPENDED -> SUSPENDED;
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case TIMED_OUT -> TIMED_OUT;
      case CANCELLED -> CANCELLED;
    };
  }
}
