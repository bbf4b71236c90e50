package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether what an alert tells of still goes on. */
public enum AlertStatus {
  /** It goes on. */
  @JsonProperty("firing")
  FIRING,
  /** It is over. */
  @JsonProperty("resolved")
  RESOLVED
}
