package io.kubernaut.health.checks.standard;

import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Outcome;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Checks of what runs out: disk space, and the validity of certificates. */
public final class ResourceChecks {

  private static final double DISK_CONCERN = 0.8;
  private static final double DISK_LIMIT = 0.9;

  private ResourceChecks() {}

  /** Says how much there is. */
  @FunctionalInterface
  interface Space {

    /** The share that is used, from 0 to 1. */
    double used() throws IOException;
  }

  /**
   * Returns a check of the file system below a path: degraded when it is 80 % full, down when it is
   * 90 % full.
   *
   * @param name what the check is called
   * @param path any file or directory that is there
   * @return the check
   */
  public static HealthCheck diskSpace(String name, Path path) {
    return diskSpace(
        name,
        () -> {
          FileStore store = Files.getFileStore(path);
          return 1 - store.getUsableSpace() / (double) Math.max(1, store.getTotalSpace());
        });
  }

  static HealthCheck diskSpace(String name, Space space) {
    return HealthCheck.named(name, () -> judged(space.used()))
        .description("Space in a file system")
        .interval(Duration.ofSeconds(30));
  }

  private static Outcome judged(double used) {
    String text = String.format(Locale.ROOT, "%.1f %% of the space is used", 100 * used);
    Outcome outcome =
        used >= DISK_LIMIT
            ? Outcome.down(text)
            : used >= DISK_CONCERN ? Outcome.degraded(text) : Outcome.up();
    return outcome
        .score(used >= DISK_LIMIT ? 0 : (int) Math.round(100 * Math.min(1, 2 * (1 - used))))
        .observed(Measurement.of(used, "ratio").below(DISK_LIMIT));
  }

  /** Says which certificates are in use. */
  @FunctionalInterface
  public interface Certificates {

    /**
     * Returns them, as they are now.
     *
     * @return the certificates
     * @throws IOException if they cannot be read
     * @throws GeneralSecurityException if they cannot be understood
     */
    Collection<X509Certificate> now() throws IOException, GeneralSecurityException;
  }

  /**
   * Returns a check of how long certificates are still valid, by the one that ends first: degraded
   * from 30 days on, with a score of 75, from 14 days on 50, from 7 days on 25; down when it has
   * ended, or has not begun yet.
   *
   * @param name what the check is called
   * @param certificates says which
   * @param clock the present
   * @return the check
   */
  public static HealthCheck certificates(
      String name, Certificates certificates, InstantSource clock) {
    return HealthCheck.named(name, () -> look(certificates.now(), clock.instant()))
        .description("Validity of certificates")
        .interval(Duration.ofMinutes(5));
  }

  private static Outcome look(Collection<X509Certificate> all, Instant now) {
    return all.stream()
        .min(Comparator.comparing(X509Certificate::getNotAfter))
        .map(first -> judged(first, all, now))
        .orElseGet(() -> Outcome.down("there is no certificate"));
  }

  private static Outcome judged(
      X509Certificate first, Collection<X509Certificate> all, Instant now) {
    Instant end = first.getNotAfter().toInstant();
    double days = Duration.between(now, end).toSeconds() / 86_400.0;
    boolean early = all.stream().anyMatch(one -> one.getNotBefore().toInstant().isAfter(now));
    return outcome(days, early, end)
        .observed(Measurement.of(days, "days").above(0))
        .with("subject", first.getSubjectX500Principal().getName())
        .with("ends", end.toString());
  }

  private static Outcome outcome(double days, boolean early, Instant end) {
    if (days <= 0) {
      return Outcome.down("a certificate has ended at " + end);
    }
    if (early) {
      return Outcome.down("a certificate is not valid yet");
    }
    String text = String.format(Locale.ROOT, "a certificate ends in %.1f days", days);
    if (days > 30) {
      return Outcome.up();
    }
    return Outcome.degraded(text).score(days <= 7 ? 25 : days <= 14 ? 50 : 75);
  }
}
