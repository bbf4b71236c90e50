package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;

/** Says what {@link Posture} looks at. What a supplier gives is asked for at each look. */
public final class PostureBuilder {

  private final InstantSource clock;
  private final List<PostureCheck> checks = new ArrayList<>();

  PostureBuilder(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Adds a check of one's own.
   *
   * @param check what looks
   * @return this builder
   */
  public PostureBuilder check(PostureCheck check) {
    checks.add(Objects.requireNonNull(check, "check"));
    return this;
  }

  private PostureBuilder look(String kind, String subject, List<String> controls, Look.Eyes eyes) {
    return check(new Look("security." + kind, subject, controls, eyes));
  }

  /**
   * Looks when certificates end (a warning from 30 days before, high from 14, critical from 7), and
   * how strong they are.
   *
   * @param name whose they are
   * @param chain the certificates
   * @return this builder
   */
  public PostureBuilder certificates(
      String name, Supplier<? extends Collection<X509Certificate>> chain) {
    look(
        "certificate-expiry",
        name,
        List.of("SC-17", "SC-12"),
        now -> Certificates.expiry(name, chain.get(), now));
    return look(
        "weak-certificate",
        name,
        List.of("SC-13", "SC-17"),
        now -> Certificates.strength(name, chain.get()));
  }

  /**
   * Looks which protocols and cipher suites are let in.
   *
   * @param endpoint its name
   * @param parameters what is set there
   * @return this builder
   */
  public PostureBuilder tls(String endpoint, Supplier<SSLParameters> parameters) {
    return look(
        "weak-tls",
        endpoint,
        List.of("SC-8", "SC-13"),
        now -> TlsStrength.look(endpoint, parameters.get()));
  }

  /**
   * Looks whether endpoints beyond this machine are encrypted, served or called.
   *
   * @param name what they are
   * @param endpoints their addresses
   * @return this builder
   */
  public PostureBuilder endpoints(String name, Supplier<? extends Collection<URI>> endpoints) {
    return look(
        "plain-endpoint", name, List.of("SC-8"), now -> PlainEndpoints.look(name, endpoints.get()));
  }

  /**
   * Looks who may read or change a file with a key. Where the file system has no POSIX permissions
   * nothing is found.
   *
   * @param file the file
   * @return this builder
   */
  public PostureBuilder keyFile(Path file) {
    return look(
        "readable-key", file.toString(), List.of("SC-12", "AC-6"), now -> KeyFiles.look(file));
  }

  /**
   * Looks whether secrets among settings are empty or well-known defaults.
   *
   * @param name what they are
   * @param settings keys and values
   * @return this builder
   */
  public PostureBuilder settings(String name, Supplier<Map<String, String>> settings) {
    return look(
        "default-secret", name, List.of("IA-5"), now -> DefaultSecrets.look(settings.get()));
  }

  /**
   * Looks whether an audit log is as it was written.
   *
   * @param name which one
   * @param integrity verifies it
   * @return this builder
   */
  public PostureBuilder audit(String name, AuditIntegrity integrity) {
    return look(
        "audit-chain",
        name,
        List.of("AU-9", "SI-7"),
        now ->
            integrity
                .firstBreak()
                .map(
                    place ->
                        List.of(
                            Weakness.certain(
                                name,
                                Severity.CRITICAL,
                                "The audit log was changed after it was written",
                                "place",
                                place,
                                "Keep it as it is, and find out who did it.")))
                .orElse(List.of()));
  }

  /**
   * Looks at the options this virtual machine was started with: remote JMX, debug agent, disabled
   * verification, code from elsewhere, weak or printed TLS.
   *
   * @return this builder
   */
  public PostureBuilder jvm() {
    return jvm(() -> ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /**
   * Looks at options of a virtual machine.
   *
   * @param arguments the options
   * @return this builder
   */
  public PostureBuilder jvm(Supplier<List<String>> arguments) {
    return look(
        "jvm-flags",
        "jvm",
        List.of("CM-6", "CM-7", "AC-17", "SI-7"),
        now -> JvmFlags.look(arguments.get()));
  }

  /**
   * Returns what looks.
   *
   * @return the posture
   */
  public Posture build() {
    return new Posture(clock, checks);
  }
}
