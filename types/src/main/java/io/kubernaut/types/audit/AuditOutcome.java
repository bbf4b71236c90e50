package io.kubernaut.types.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How what an audit event tells of came out. */
public enum AuditOutcome {
  /** It was done. */
  @JsonProperty("success")
  SUCCESS,
  /** It was not done. */
  @JsonProperty("failure")
  FAILURE,
  /** It is not over. */
  @JsonProperty("pending")
  PENDING
}
