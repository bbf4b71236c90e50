package io.kubernaut.types;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How much depends on something, the most first: on a check or dependency for a service, on a
 * service or resource for a business. The words are those of the label {@code
 * kubernaut.ai/criticality}.
 */
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
