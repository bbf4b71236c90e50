package io.kubernaut.types.business;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a value was found, the strongest first. */
public enum LabelSource {
  /** On the resource itself. */
  @JsonProperty("resource")
  RESOURCE,
  /** On its namespace. */
  @JsonProperty("namespace")
  NAMESPACE,
  /** Nowhere: it is the default. */
  @JsonProperty("default")
  DEFAULT
}
