package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When certificates end, and whether their keys and signatures are strong. */
final class Certificates {

  private static final Duration WARNING = Duration.ofDays(30);
  private static final Duration HIGH = Duration.ofDays(14);
  private static final Duration CRITICAL = Duration.ofDays(7);
  private static final int LEAST_RSA = 2048;
  private static final int LEAST_EC = 224;

  private Certificates() {}

  static List<Weakness> expiry(String subject, Collection<X509Certificate> chain, Instant now) {
    return chain.stream()
        .flatMap(certificate -> expiry(subject, certificate, now).stream())
        .toList();
  }

  private static Optional<Weakness> expiry(
      String subject, X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    Instant begin = certificate.getNotBefore().toInstant();
    Duration left = Duration.between(now, end);
    String name = certificate.getSubjectX500Principal().getName();
    if (left.isNegative()) {
      return of(subject, Severity.CRITICAL, "The certificate of %s has ended".formatted(name), end);
    }
    if (now.isBefore(begin)) {
      return of(
          subject, Severity.HIGH, "The certificate of %s is not valid yet".formatted(name), begin);
    }
    return severity(left)
        .flatMap(
            severity ->
                of(
                    subject,
                    severity,
                    "The certificate of %s ends in %d days".formatted(name, left.toDays()),
                    end));
  }

  private static Optional<Severity> severity(Duration left) {
    if (left.compareTo(CRITICAL) <= 0) {
      return Optional.of(Severity.CRITICAL);
    }
    if (left.compareTo(HIGH) <= 0) {
      return Optional.of(Severity.HIGH);
    }
    return left.compareTo(WARNING) <= 0 ? Optional.of(Severity.WARNING) : Optional.empty();
  }

  private static Optional<Weakness> of(
      String subject, Severity severity, String summary, Instant limit) {
    return Optional.of(
        Weakness.certain(subject, severity, summary, "limit", limit.toString(), "Renew it."));
  }

  static List<Weakness> strength(String subject, Collection<X509Certificate> chain) {
    List<Weakness> found = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
      if (algorithm.startsWith("MD") || algorithm.startsWith("SHA1")) {
        found.add(weak(subject, "is signed with " + algorithm, algorithm));
      }
      bits(certificate)
          .ifPresent(
              bits ->
                  found.add(weak(subject, "has a key of %d bits".formatted(bits), bits + " bits")));
    }
    return found;
  }

  /** Returns how long the key is if that is too short. */
  private static Optional<Integer> bits(X509Certificate certificate) {
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
      return Optional.of(rsa.getModulus().bitLength()).filter(bits -> bits < LEAST_RSA);
    }
    if (certificate.getPublicKey() instanceof ECPublicKey ec) {
      return Optional.of(ec.getParams().getOrder().bitLength()).filter(bits -> bits < LEAST_EC);
    }
    return Optional.empty();
  }

  private static Weakness weak(String subject, String what, String seen) {
    return Weakness.certain(
        subject,
        Severity.HIGH,
        "A certificate " + what,
        "seen",
        seen,
        "Have one made with SHA-256 and RSA of 2048 bits, or P-256, or better.");
  }
}
