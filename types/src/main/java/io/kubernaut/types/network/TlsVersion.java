package io.kubernaut.types.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Versions of TLS, the oldest first. */
public enum TlsVersion {
  /** TLS 1.0, of 1999. */
  @JsonProperty("VersionTLS10")
  TLS_1_0("TLSv1"),
  /** TLS 1.1, of 2006. */
  @JsonProperty("VersionTLS11")
  TLS_1_1("TLSv1.1"),
  /** TLS 1.2, of 2008. */
  @JsonProperty("VersionTLS12")
  TLS_1_2("TLSv1.2"),
  /** TLS 1.3, of 2018. */
  @JsonProperty("VersionTLS13")
  TLS_1_3("TLSv1.3");

  private final String jsse;

  TlsVersion(String jsse) {
    this.jsse = jsse;
  }

  /**
   * Returns the name that Java has for it.
   *
   * @return for example {@code TLSv1.3}
   */
  public String jsse() {
    return jsse;
  }
}
