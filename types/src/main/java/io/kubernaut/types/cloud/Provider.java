package io.kubernaut.types.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who runs a cloud. */
public enum Provider {
  /** Amazon Web Services. */
  @JsonProperty("aws")
  AWS,
  /** Microsoft Azure. */
  @JsonProperty("azure")
  AZURE,
  /** Google Cloud. */
  @JsonProperty("gcp")
  GCP
}
