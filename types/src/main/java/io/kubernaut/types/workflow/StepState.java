package io.kubernaut.types.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How a step stands. */
public enum StepState implements State<StepState> {
  /** It has not begun. */
  @JsonProperty("Pending")
  PENDING,
  /** It runs. */
  @JsonProperty("Running")
  RUNNING,
  /** It failed, and is tried again. */
  @JsonProperty("Retrying")
  RETRYING,
  /** It did what it should. */
  @JsonProperty("Succeeded")
  SUCCEEDED,
  /** It failed for good. */
  @JsonProperty("Failed")
  FAILED,
  /** It was not needed. */
  @JsonProperty("Skipped")
  SKIPPED,
  /** Its deadline passed. */
  @JsonProperty("TimedOut")
  TIMED_OUT,
  /** Somebody cancelled it. */
  @JsonProperty("Cancelled")
  CANCELLED;

  @Override
  public Set<StepState> next() {
    Set<StepState> next =
        switch (this) {
          case PENDING -> EnumSet.of(RUNNING, SKIPPED, TIMED_OUT, CANCELLED);
          case RUNNING -> EnumSet.of(RETRYING, SUCCEEDED, FAILED, TIMED_OUT, CANCELLED);
          case RETRYING -> EnumSet.of(RUNNING, FAILED, TIMED_OUT, CANCELLED);
          case SUCCEEDED, FAILED, SKIPPED, TIMED_OUT, CANCELLED -> EnumSet.noneOf(StepState.class);
        };
    return Collections.unmodifiableSet(next);
  }
}
