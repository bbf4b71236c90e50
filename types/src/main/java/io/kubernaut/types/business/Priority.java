package io.kubernaut.types.business;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How soon something is to be dealt with. */
public enum Priority {
  /** At once, whatever else there is. */
  @JsonProperty("P0")
  P0,
  /** Today. */
  @JsonProperty("P1")
  P1,
  /** Soon. */
  @JsonProperty("P2")
  P2,
  /** When there is time. */
  @JsonProperty("P3")
  P3
}
