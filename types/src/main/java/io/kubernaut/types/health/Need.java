package io.kubernaut.types.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of what befalls a dependency befalls who depends on it. */
public enum Need {
  /** All of it: without the dependency there is no service. */
  @JsonProperty("required")
  REQUIRED,
  /** A concern: without the dependency the service is worse, and still a service. */
  @JsonProperty("optional")
  OPTIONAL,
  /** Nothing: it is only shown. */
  @JsonProperty("informational")
  INFORMATIONAL;

  /**
   * Returns what a dependency's status makes of who depends on it.
   *
   * @param dependency how the dependency is
   * @return the same if it is required; at worst {@link HealthStatus#DEGRADED} if it is optional;
   *     {@link HealthStatus#UP} if it is only shown
   */
  public HealthStatus passOn(HealthStatus dependency) {
    return switch (this) {
      case REQUIRED -> dependency;
      case OPTIONAL -> dependency == HealthStatus.UP ? HealthStatus.UP : HealthStatus.DEGRADED;
      case INFORMATIONAL -> HealthStatus.UP;
    };
  }
}
