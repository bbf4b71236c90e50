package io.kubernaut.types.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which versions and cipher suites are good enough. The suites are in the order they are preferred.
 *
 * @see <a href="https://wiki.mozilla.org/Security/Server_Side_TLS">Mozilla, Server Side TLS</a>
 * @param name what it is called
 * @param minVersion the oldest version that is good enough
 * @param ciphers the suites that are good enough
 * @param extra fields this version does not know
 */
@SchemaType(name = "tls-profile", version = 1)
public record TlsProfile(
    @NotBlank @Size(max = 64) String name,
    @JsonProperty("minTLSVersion") TlsVersion minVersion,
    @Size(min = 1, max = 64) List<CipherSuite> ciphers,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /** For clients of today only: TLS 1.3. */
  public static final TlsProfile MODERN = upTo("Modern", TlsVersion.TLS_1_3, 3);

  /** For nearly every client of the last ten years: the one to take unless there is a reason. */
  public static final TlsProfile INTERMEDIATE = upTo("Intermediate", TlsVersion.TLS_1_2, 12);

  /** For very old clients, with suites that are known to be weak. */
  public static final TlsProfile OLD = upTo("Old", TlsVersion.TLS_1_0, CipherSuite.values().length);

  /**
   * Copies the collections.
   *
   * @param name what it is called
   * @param minVersion the oldest version that is good enough
   * @param ciphers the suites that are good enough
   * @param extra fields this version does not know
   */
  public TlsProfile {
    ciphers = Frozen.list(ciphers);
    extra = Frozen.map(extra);
  }

  // The constants stand in the order of the guidelines, the strictest profile's first.
  private static TlsProfile upTo(String name, TlsVersion least, int suites) {
    return new TlsProfile(
        name, least, Arrays.asList(CipherSuite.values()).subList(0, suites), Map.of());
  }

  /**
   * Finds a profile that is defined by the guidelines.
   *
   * @param name {@code Modern}, {@code Intermediate} or {@code Old}, in any case
   * @return the profile; empty for another name
   */
  public static Optional<TlsProfile> named(String name) {
    return Stream.of(MODERN, INTERMEDIATE, OLD)
        .filter(profile -> profile.name.equalsIgnoreCase(name))
        .findFirst();
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        ciphers.stream().anyMatch(cipher -> versions().anyMatch(cipher::isOf)),
        "/ciphers",
        ciphers,
        "must have a suite of a version that is allowed",
        "Add one, or lower minTLSVersion.");
  }

  private Stream<TlsVersion> versions() {
    return Arrays.stream(TlsVersion.values()).filter(version -> version.compareTo(minVersion) >= 0);
  }

  /**
   * Decides about what two sides have agreed on.
   *
   * @param version the version
   * @param cipher the cipher suite
   * @return true if both are good enough and belong together
   */
  public boolean accepts(TlsVersion version, CipherSuite cipher) {
    return version.compareTo(minVersion) >= 0 && cipher.isOf(version) && ciphers.contains(cipher);
  }

  /**
   * Tells whether everything this profile accepts is also accepted by another.
   *
   * @param other the other profile
   * @return true if this one is as strict, or stricter
   */
  public boolean isAtLeastAsStrictAs(TlsProfile other) {
    return Arrays.stream(TlsVersion.values())
        .allMatch(
            version ->
                Arrays.stream(CipherSuite.values())
                    .allMatch(
                        cipher -> !accepts(version, cipher) || other.accepts(version, cipher)));
  }

  /**
   * Returns the versions as Java's {@code SSLParameters} take them.
   *
   * @return the newest first
   */
  public List<String> protocols() {
    return versions().sorted(Comparator.reverseOrder()).map(TlsVersion::jsse).toList();
  }

  /**
   * Returns the suites as Java's {@code SSLParameters} take them.
   *
   * @return the preferred ones first
   */
  public List<String> cipherSuites() {
    return ciphers.stream().map(CipherSuite::name).toList();
  }
}
