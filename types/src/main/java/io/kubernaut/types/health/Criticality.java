package io.kubernaut.types.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much depends on a check or dependency, the most first. */
public enum Criticality {
  /** Without it nothing works. */
  @JsonProperty("critical")
  CRITICAL,
  /** Without it much does not work. */
  @JsonProperty("high")
  HIGH,
  /** Without it something does not work. */
  @JsonProperty("medium")
  MEDIUM,
  /** Without it hardly anybody notices. */
  @JsonProperty("low")
  LOW
}
