package io.kubernaut.health.diagnostics.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubernaut.core.testing.TestClock;
import io.kubernaut.types.Severity;
import io.kubernaut.types.compliance.ControlFinding;
import io.kubernaut.types.health.Finding;
import io.kubernaut.types.schema.Codecs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("BR-HEALTH-010")
class PostureTest {

  private static final String[] GOOD_SUITES = {
    "TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };

  @TempDir private static Path folder;
  private static X509Certificate good;
  private static X509Certificate weak;

  private final TestClock clock = TestClock.startingAt(notAfter().minus(Duration.ofDays(100)));

  @BeforeAll
  static void makeCertificates() throws Exception {
    good = certificate("good", "-keyalg", "EC", "-groupname", "secp256r1");
    weak = certificate("weak", "-keyalg", "RSA", "-keysize", "1024");
  }

  private static X509Certificate certificate(String name, String... key) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-dname",
                            "CN=" + name,
                            "-validity",
                            "365",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            "for tests"),
                        Stream.of(key))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "for tests".toCharArray());
    }
    return (X509Certificate) keys.getCertificate(name);
  }

  private static Instant notAfter() {
    return good.getNotAfter().toInstant();
  }

  private static Path keyFile(String permissions) throws IOException {
    Path file = Files.createTempFile(folder, "tls", ".key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private static SSLParameters tls(String[] protocols, String... suites) {
    return new SSLParameters(suites, protocols);
  }

  private PostureReport check(UnaryOperator<PostureBuilder> what) {
    return what.apply(Posture.builder(clock)).build().check();
  }

  @Test
  void givesACleanSetupTheFullScore() throws Exception {
    Path key = keyFile("r--------");
    PostureReport report =
        check(
            posture ->
                posture
                    .jvm(
                        () ->
                            List.of(
                                "-Xmx1g",
                                "-XX:+UseG1GC",
                                "-Dorders.port=8080",
                                "-Dcom.sun.management.jmxremote.port=9010",
                                "-Djdk.tls.client.protocols=TLSv1.2,TLSv1.3"))
                    .certificates("console", () -> List.of(good))
                    .tls("console", () -> tls(new String[] {"TLSv1.3", "TLSv1.2"}, GOOD_SUITES))
                    .endpoints(
                        "peers",
                        () ->
                            List.of(
                                URI.create("https://db.example.org/"),
                                URI.create("http://127.0.0.1:8077/")))
                    .keyFile(key)
                    .settings(
                        "configuration",
                        () -> Map.of("db.password", "k3#9d-long-and-random", "db.user", "admin"))
                    .audit("audit", Optional::empty));

    assertThat(report.findings()).isEmpty();
    assertThat(report.score()).isEqualTo(100);
    assertThat(report.controls())
        .isNotEmpty()
        .allMatch(each -> each.state() == ControlFinding.State.SATISFIED);
  }

  @ParameterizedTest
  @CsvSource({
    "31, ",
    "29, WARNING",
    "15, WARNING",
    "13, HIGH",
    "8, HIGH",
    "6, CRITICAL",
    "-1, CRITICAL",
    "400, HIGH"
  })
  void warnsOfACertificateThirtyFourteenAndSevenDaysBeforeItEnds(int daysLeft, Severity expected) {
    clock.set(notAfter().minus(Duration.ofDays(daysLeft)));

    List<Finding> found =
        check(posture -> posture.certificates("console", () -> List.of(good))).findings();

    if (expected == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).hasSize(1);
      assertThat(found.get(0).severity()).isEqualTo(expected);
      assertThat(found.get(0).kind()).isEqualTo("security.certificate-expiry");
      assertThat(found.get(0).controls()).containsExactly("SC-17", "SC-12");
    }
  }

  @Test
  void saysWhenTheCertificateEnds() {
    clock.set(notAfter().minus(Duration.ofDays(6)));

    assertThat(check(posture -> posture.certificates("console", () -> List.of(good))).text())
        .contains("Score 60 of 100")
        .contains("WEAK  security.certificate-expiry console [SC-17, SC-12]")
        .contains("critical console: The certificate of CN=good ends in 6 days [Renew it.]");
  }

  static Stream<Arguments> options() {
    String jmx = "-Dcom.sun.management.jmxremote";
    return Stream.of(
            List.of("CRITICAL", jmx + ".port=9010", jmx + ".authenticate=false"),
            List.of("HIGH", jmx + ".port=9010", jmx + ".ssl=false"),
            List.of("CRITICAL", "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005"),
            List.of("HIGH", "-agentlib:jdwp=transport=dt_socket,server=y,address=5005"),
            List.of("HIGH", "-Xrunjdwp:transport=dt_socket"),
            List.of("HIGH", "-Xverify:none"),
            List.of("HIGH", "-noverify"),
            List.of("HIGH", "-XX:-BytecodeVerificationRemote"),
            List.of("CRITICAL", "-Dcom.sun.jndi.ldap.object.trustURLCodebase=true"),
            List.of("CRITICAL", "-Djava.rmi.server.useCodebaseOnly=false"),
            List.of("HIGH", "-Djdk.internal.httpclient.disableHostnameVerification"),
            List.of("HIGH", "-Dsun.security.ssl.allowUnsafeRenegotiation=true"),
            List.of("HIGH", "-Djdk.tls.client.protocols=TLSv1,TLSv1.2"),
            List.of("HIGH", "-Dhttps.protocols=TLSv1.1"),
            List.of("WARNING", "-Djavax.net.debug=all"))
        .map(all -> Arguments.of(Severity.valueOf(all.get(0)), all.subList(1, all.size())));
  }

  @ParameterizedTest
  @MethodSource("options")
  void findsEachUnsafeOptionOnce(Severity severity, List<String> arguments) {
    List<Finding> found = check(posture -> posture.jvm(() -> arguments)).findings();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).severity()).isEqualTo(severity);
  }

  @Test
  void findsEachPlantedWeaknessOnce() throws Exception {
    Path open = keyFile("rw-r--r--");
    PostureReport report =
        check(
            posture ->
                posture
                    .jvm(() -> List.of("-Xverify:none"))
                    .certificates("old", () -> List.of(weak))
                    .tls("console", () -> tls(new String[] {"TLSv1.1", "TLSv1.2"}, GOOD_SUITES))
                    .endpoints(
                        "peers",
                        () -> List.of(URI.create("redis://user:pw@cache.example.org:6379/")))
                    .keyFile(open)
                    .settings("configuration", () -> Map.of("db.password", "ChangeIt"))
                    .audit("audit", () -> Optional.of("record 17")));

    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(
            "security.jvm-flags",
            "security.weak-certificate",
            "security.weak-tls",
            "security.plain-endpoint",
            "security.readable-key",
            "security.default-secret",
            "security.audit-chain");
    assertThat(report.score()).isZero();
    assertThat(report.text()).doesNotContain("ChangeIt").doesNotContain("user:pw");
  }

  @Test
  void findsBrokenSuitesAndThoseWithoutForwardSecrecy() {
    String[] protocols = {"TLSv1.3"};

    assertThat(
            check(
                    posture ->
                        posture.tls("a", () -> tls(protocols, "TLS_ECDHE_RSA_WITH_RC4_128_SHA")))
                .findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.HIGH);
    assertThat(
            check(
                    posture ->
                        posture.tls("a", () -> tls(protocols, "TLS_RSA_WITH_AES_128_GCM_SHA256")))
                .findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  @ParameterizedTest
  @CsvSource({"rw-------, ", "r--r-----, WARNING", "r--r--r--, HIGH", "rw-rw----, CRITICAL"})
  void judgesAKeyFileByWhoMayReadIt(String permissions, Severity expected) throws Exception {
    Path file = keyFile(permissions);

    List<Finding> found = check(posture -> posture.keyFile(file)).findings();

    assertThat(found)
        .extracting(Finding::severity)
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void doesNotBelieveThatWhatCannotBeLookedAtIsSafe() {
    PostureReport report =
        check(
            posture ->
                posture.audit(
                    "audit",
                    () -> {
                      throw new IOException("password=S3cr3tCanary");
                    }));

    assertThat(report.findings()).hasSize(1);
    assertThat(report.findings().get(0).confidence()).isEqualTo(0.5);
    assertThat(report.findings().get(0).summary())
        .isEqualTo("It could not be looked at, so it is not known to be safe");
    assertThat(report.text()).doesNotContain("S3cr3tCanary");
  }

  @Test
  void neverGetsBetterByAnotherWeakness() {
    List<String> all =
        List.of(
            "-noverify",
            "-Djavax.net.debug=all",
            "-Djava.rmi.server.useCodebaseOnly=false",
            "-Xrunjdwp:x");
    int before = 100;
    for (int i = 1; i <= all.size(); i++) {
      List<String> some = all.subList(0, i);
      int score = check(posture -> posture.jvm(() -> some)).score();
      assertThat(score).isLessThan(before);
      before = score;
    }
  }

  @Test
  void mapsWhatItFindsToControlsThatExist() throws Exception {
    PostureReport report =
        check(
            posture ->
                posture
                    .jvm(() -> List.of("-noverify"))
                    .certificates("console", () -> List.of(good))
                    .tls("console", () -> tls(new String[] {"TLSv1.3"}, GOOD_SUITES))
                    .endpoints("peers", List::of)
                    .keyFile(Path.of("/nowhere"))
                    .settings("configuration", Map::of)
                    .audit("audit", Optional::empty));

    assertThat(report.controls())
        .filteredOn(each -> each.state() == ControlFinding.State.NOT_SATISFIED)
        .extracting(ControlFinding::control)
        .containsExactlyInAnyOrder("cm-6", "cm-7", "ac-17", "si-7", "sc-12", "ac-6");
    report.controls().forEach(each -> Codecs.json(ControlFinding.class).write(each));
    report.findings().forEach(each -> Codecs.json(Finding.class).write(each));

    Optional<Path> nist = profile();
    assumeTrue(nist.isPresent(), "the profile of NIST is not there");
    String chosen = Files.readString(nist.get());
    assertThat(report.controls()).allMatch(each -> chosen.contains('"' + each.control() + '"'));
  }

  private static Optional<Path> profile() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file =
          at.resolveSibling("shared")
              .resolve("schemas/oscal/nist/NIST_SP-800-53_rev5_MODERATE-baseline_profile.json");
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
