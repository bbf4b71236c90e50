package io.kubernaut.types.business;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a business depends on something. */
public enum Criticality {
  /** It stops without it. */
  @JsonProperty("critical")
  CRITICAL,
  /** Much of it stops. */
  @JsonProperty("high")
  HIGH,
  /** It is hampered. */
  @JsonProperty("medium")
  MEDIUM,
  /** It hardly notices. */
  @JsonProperty("low")
  LOW
}
