package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a pod stands. */
public enum PodPhase {
  /** It was accepted, and not all containers run. */
  @JsonProperty("Pending")
  PENDING,
  /** A container runs. */
  @JsonProperty("Running")
  RUNNING,
  /** All containers ended well. */
  @JsonProperty("Succeeded")
  SUCCEEDED,
  /** All containers ended, one of them badly. */
  @JsonProperty("Failed")
  FAILED,
  /** Its node does not answer. */
  @JsonProperty("Unknown")
  UNKNOWN
}
