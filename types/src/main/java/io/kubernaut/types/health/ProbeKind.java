package io.kubernaut.types.health;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a probe asks, in the words of Kubernetes. */
public enum ProbeKind {
  /** Does the process run? If not, it is started again. Looks at nothing outside the process. */
  @JsonProperty("liveness")
  LIVENESS("/healthz"),
  /** Can it answer requests? If not, it gets none. Looks at dependencies. */
  @JsonProperty("readiness")
  READINESS("/readyz"),
  /** Has it started? As long as it has not, the other two are not asked. */
  @JsonProperty("startup")
  STARTUP("/startupz");

  private final String path;

  ProbeKind(String path) {
    this.path = path;
  }

  /**
   * Returns where Kubernaut services answer it.
   *
   * @return for example {@code /readyz}
   */
  public String path() {
    return path;
  }
}
