package io.kubernaut.types.container;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a run stands, whatever ran it: a container, a job, a pipeline or a playbook. */
public enum Outcome {
  /** It has not begun. */
  @JsonProperty("Pending")
  PENDING,
  /** It has begun and not ended. */
  @JsonProperty("Running")
  RUNNING,
  /** It was halted and can go on. */
  @JsonProperty("Suspended")
  SUSPENDED,
  /** It did what it should. */
  @JsonProperty("Succeeded")
  SUCCEEDED,
  /** It ended without doing so. */
  @JsonProperty("Failed")
  FAILED,
  /** It was ended because its time was over. */
  @JsonProperty("TimedOut")
  TIMED_OUT,
  /** Somebody ended it. */
  @JsonProperty("Cancelled")
  CANCELLED,
  /** What is said about it is not understood. */
  @JsonProperty("Unknown")
  UNKNOWN;

  /**
   * Tells whether nothing more will happen.
   *
   * @return true if it succeeded, failed, timed out or was cancelled
   */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == TIMED_OUT || this == CANCELLED;
  }
}
