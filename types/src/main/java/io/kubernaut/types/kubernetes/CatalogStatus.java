package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an entry of the catalogue stands. */
public enum CatalogStatus {
  /** It may be used. */
  @JsonProperty("Active")
  ACTIVE,
  /** It is not well made. */
  @JsonProperty("Invalid")
  INVALID,
  /** It is not checked yet. */
  @JsonProperty("Pending")
  PENDING,
  /** Another is better. */
  @JsonProperty("Deprecated")
  DEPRECATED,
  /** It is kept, not used. */
  @JsonProperty("Archived")
  ARCHIVED,
  /** It is switched off. */
  @JsonProperty("Disabled")
  DISABLED,
  /** A newer version has its place. */
  @JsonProperty("Superseded")
  SUPERSEDED
}
