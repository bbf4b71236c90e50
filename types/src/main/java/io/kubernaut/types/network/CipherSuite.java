package io.kubernaut.types.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Cipher suites by their IANA names, which are also Java's. In documents they have OpenSSL's names,
 * as in Mozilla's guidelines and OpenShift's profiles.
 */
public enum CipherSuite {
  /** TLS_AES_128_GCM_SHA256. */
  @JsonProperty("TLS_AES_128_GCM_SHA256")
  TLS_AES_128_GCM_SHA256("TLS_AES_128_GCM_SHA256", TlsVersion.TLS_1_3),
  /** TLS_AES_256_GCM_SHA384. */
  @JsonProperty("TLS_AES_256_GCM_SHA384")
  TLS_AES_256_GCM_SHA384("TLS_AES_256_GCM_SHA384", TlsVersion.TLS_1_3),
  /** TLS_CHACHA20_POLY1305_SHA256. */
  @JsonProperty("TLS_CHACHA20_POLY1305_SHA256")
  TLS_CHACHA20_POLY1305_SHA256("TLS_CHACHA20_POLY1305_SHA256", TlsVersion.TLS_1_3),
  /** ECDHE-ECDSA-AES128-GCM-SHA256. */
  @JsonProperty("ECDHE-ECDSA-AES128-GCM-SHA256")
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256("ECDHE-ECDSA-AES128-GCM-SHA256", TlsVersion.TLS_1_2),
  /** ECDHE-RSA-AES128-GCM-SHA256. */
  @JsonProperty("ECDHE-RSA-AES128-GCM-SHA256")
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256("ECDHE-RSA-AES128-GCM-SHA256", TlsVersion.TLS_1_2),
  /** ECDHE-ECDSA-AES256-GCM-SHA384. */
  @JsonProperty("ECDHE-ECDSA-AES256-GCM-SHA384")
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384("ECDHE-ECDSA-AES256-GCM-SHA384", TlsVersion.TLS_1_2),
  /** ECDHE-RSA-AES256-GCM-SHA384. */
  @JsonProperty("ECDHE-RSA-AES256-GCM-SHA384")
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384("ECDHE-RSA-AES256-GCM-SHA384", TlsVersion.TLS_1_2),
  /** ECDHE-ECDSA-CHACHA20-POLY1305. */
  @JsonProperty("ECDHE-ECDSA-CHACHA20-POLY1305")
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(
      "ECDHE-ECDSA-CHACHA20-POLY1305", TlsVersion.TLS_1_2),
  /** ECDHE-RSA-CHACHA20-POLY1305. */
  @JsonProperty("ECDHE-RSA-CHACHA20-POLY1305")
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256("ECDHE-RSA-CHACHA20-POLY1305", TlsVersion.TLS_1_2),
  /** DHE-RSA-AES128-GCM-SHA256. */
  @JsonProperty("DHE-RSA-AES128-GCM-SHA256")
  TLS_DHE_RSA_WITH_AES_128_GCM_SHA256("DHE-RSA-AES128-GCM-SHA256", TlsVersion.TLS_1_2),
  /** DHE-RSA-AES256-GCM-SHA384. */
  @JsonProperty("DHE-RSA-AES256-GCM-SHA384")
  TLS_DHE_RSA_WITH_AES_256_GCM_SHA384("DHE-RSA-AES256-GCM-SHA384", TlsVersion.TLS_1_2),
  /** DHE-RSA-CHACHA20-POLY1305. */
  @JsonProperty("DHE-RSA-CHACHA20-POLY1305")
  TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256("DHE-RSA-CHACHA20-POLY1305", TlsVersion.TLS_1_2),
  /** ECDHE-ECDSA-AES128-SHA256. */
  @JsonProperty("ECDHE-ECDSA-AES128-SHA256")
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256("ECDHE-ECDSA-AES128-SHA256", TlsVersion.TLS_1_2),
  /** ECDHE-RSA-AES128-SHA256. */
  @JsonProperty("ECDHE-RSA-AES128-SHA256")
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256("ECDHE-RSA-AES128-SHA256", TlsVersion.TLS_1_2),
  /** ECDHE-ECDSA-AES128-SHA. */
  @JsonProperty("ECDHE-ECDSA-AES128-SHA")
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA("ECDHE-ECDSA-AES128-SHA", TlsVersion.TLS_1_0),
  /** ECDHE-RSA-AES128-SHA. */
  @JsonProperty("ECDHE-RSA-AES128-SHA")
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA("ECDHE-RSA-AES128-SHA", TlsVersion.TLS_1_0),
  /** ECDHE-ECDSA-AES256-SHA384. */
  @JsonProperty("ECDHE-ECDSA-AES256-SHA384")
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384("ECDHE-ECDSA-AES256-SHA384", TlsVersion.TLS_1_2),
  /** ECDHE-RSA-AES256-SHA384. */
  @JsonProperty("ECDHE-RSA-AES256-SHA384")
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384("ECDHE-RSA-AES256-SHA384", TlsVersion.TLS_1_2),
  /** ECDHE-ECDSA-AES256-SHA. */
  @JsonProperty("ECDHE-ECDSA-AES256-SHA")
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA("ECDHE-ECDSA-AES256-SHA", TlsVersion.TLS_1_0),
  /** ECDHE-RSA-AES256-SHA. */
  @JsonProperty("ECDHE-RSA-AES256-SHA")
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA("ECDHE-RSA-AES256-SHA", TlsVersion.TLS_1_0),
  /** DHE-RSA-AES128-SHA256. */
  @JsonProperty("DHE-RSA-AES128-SHA256")
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA256("DHE-RSA-AES128-SHA256", TlsVersion.TLS_1_2),
  /** DHE-RSA-AES256-SHA256. */
  @JsonProperty("DHE-RSA-AES256-SHA256")
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA256("DHE-RSA-AES256-SHA256", TlsVersion.TLS_1_2),
  /** AES128-GCM-SHA256. */
  @JsonProperty("AES128-GCM-SHA256")
  TLS_RSA_WITH_AES_128_GCM_SHA256("AES128-GCM-SHA256", TlsVersion.TLS_1_2),
  /** AES256-GCM-SHA384. */
  @JsonProperty("AES256-GCM-SHA384")
  TLS_RSA_WITH_AES_256_GCM_SHA384("AES256-GCM-SHA384", TlsVersion.TLS_1_2),
  /** AES128-SHA256. */
  @JsonProperty("AES128-SHA256")
  TLS_RSA_WITH_AES_128_CBC_SHA256("AES128-SHA256", TlsVersion.TLS_1_2),
  /** AES256-SHA256. */
  @JsonProperty("AES256-SHA256")
  TLS_RSA_WITH_AES_256_CBC_SHA256("AES256-SHA256", TlsVersion.TLS_1_2),
  /** AES128-SHA. */
  @JsonProperty("AES128-SHA")
  TLS_RSA_WITH_AES_128_CBC_SHA("AES128-SHA", TlsVersion.TLS_1_0),
  /** AES256-SHA. */
  @JsonProperty("AES256-SHA")
  TLS_RSA_WITH_AES_256_CBC_SHA("AES256-SHA", TlsVersion.TLS_1_0),
  /** DES-CBC3-SHA. */
  @JsonProperty("DES-CBC3-SHA")
  TLS_RSA_WITH_3DES_EDE_CBC_SHA("DES-CBC3-SHA", TlsVersion.TLS_1_0);

  private final String openssl;
  private final TlsVersion since;

  CipherSuite(String openssl, TlsVersion since) {
    this.openssl = openssl;
    this.since = since;
  }

  /**
   * Returns the name that OpenSSL has for it.
   *
   * @return for example {@code ECDHE-RSA-AES128-GCM-SHA256}
   */
  public String openssl() {
    return openssl;
  }

  /**
   * Tells whether a version of TLS has it. Suites of TLS 1.3 belong to that version only, and no
   * others do.
   *
   * @param version the version
   * @return true if so
   */
  public boolean isOf(TlsVersion version) {
    boolean isNew = since == TlsVersion.TLS_1_3;
    return isNew == (version == TlsVersion.TLS_1_3) && version.compareTo(since) >= 0;
  }
}
