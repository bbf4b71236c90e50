package io.kubernaut.types.business;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What was promised about a service, the most first. */
public enum SlaTier {
  /** The most. */
  @JsonProperty("platinum")
  PLATINUM,
  /** Much. */
  @JsonProperty("gold")
  GOLD,
  /** Some. */
  @JsonProperty("silver")
  SILVER,
  /** The least. */
  @JsonProperty("bronze")
  BRONZE
}
