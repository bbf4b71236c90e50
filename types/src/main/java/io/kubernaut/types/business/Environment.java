package io.kubernaut.types.business;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an installation is for. */
public enum Environment {
  /** Customers depend on it. */
  @JsonProperty("production")
  PRODUCTION,
  /** The last step before production. */
  @JsonProperty("staging")
  STAGING,
  /** Developers depend on it. */
  @JsonProperty("development")
  DEVELOPMENT,
  /** Tests depend on it. */
  @JsonProperty("test")
  TEST
}
