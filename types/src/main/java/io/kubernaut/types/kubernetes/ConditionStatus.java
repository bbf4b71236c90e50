package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a condition holds. */
public enum ConditionStatus {
  /** It holds. */
  @JsonProperty("True")
  TRUE,
  /** It does not. */
  @JsonProperty("False")
  FALSE,
  /** It is not known. */
  @JsonProperty("Unknown")
  UNKNOWN
}
