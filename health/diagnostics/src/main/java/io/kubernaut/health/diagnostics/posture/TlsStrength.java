package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Which protocols and cipher suites a TLS endpoint lets in. */
final class TlsStrength {

  private static final List<String> GOOD_PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");
  private static final Pattern BROKEN =
      Pattern.compile(
          ".*(?:_NULL|_anon_|EXPORT|_RC4_|_RC2_|_DES_|_DES40_|3DES|_MD5|_IDEA_).*|.*_NULL");
  private static final Pattern WITHOUT_FORWARD_SECRECY =
      Pattern.compile("TLS_(?:RSA|ECDH_RSA|ECDH_ECDSA|DH_RSA|DH_DSS|PSK)_.*");

  private TlsStrength() {}

  static List<Weakness> look(String endpoint, SSLParameters parameters) {
    List<Weakness> found = new ArrayList<>();
    List<String> protocols = texts(parameters.getProtocols());
    List<String> old = protocols.stream().filter(each -> !GOOD_PROTOCOLS.contains(each)).toList();
    if (!old.isEmpty()) {
      found.add(
          weakness(
              endpoint,
              Severity.HIGH,
              "lets in old protocols",
              old,
              "Allow TLSv1.2 and TLSv1.3 only."));
    }
    List<String> suites = texts(parameters.getCipherSuites());
    List<String> broken = suites.stream().filter(suite -> BROKEN.matcher(suite).matches()).toList();
    if (!broken.isEmpty()) {
      found.add(
          weakness(
              endpoint, Severity.HIGH, "lets in broken cipher suites", broken, "Leave them out."));
    }
    List<String> lasting =
        suites.stream()
            .filter(suite -> !broken.contains(suite))
            .filter(suite -> WITHOUT_FORWARD_SECRECY.matcher(suite).matches())
            .toList();
    if (!lasting.isEmpty()) {
      found.add(
          weakness(
              endpoint,
              Severity.WARNING,
              "lets in cipher suites without forward secrecy",
              lasting,
              "Allow suites with ECDHE, and those of TLS 1.3."));
    }
    return found;
  }

  private static List<String> texts(String @Nullable [] array) {
    return array == null ? List.of() : Arrays.asList(array);
  }

  private static Weakness weakness(
      String endpoint, Severity severity, String what, List<String> seen, String remedy) {
    return Weakness.certain(
        endpoint,
        severity,
        "The endpoint %s: %s"
            .formatted(what, String.join(", ", seen.subList(0, Math.min(5, seen.size())))),
        "allowed",
        String.join(", ", seen),
        remedy);
  }
}
