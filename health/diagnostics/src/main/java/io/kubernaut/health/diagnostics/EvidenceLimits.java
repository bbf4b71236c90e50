package io.kubernaut.health.diagnostics;

import java.time.Duration;

/**
 * How much evidence is taken and kept.
 *
 * @param captures how many are kept; the oldest is deleted for a new one
 * @param bytes how much all of them may take on the disk; the oldest are deleted first
 * @param between how long after one no other is taken
 * @param window how far back the flight recorder remembers
 */
public record EvidenceLimits(int captures, long bytes, Duration between, Duration window) {

  /** 10 captures, 128 MiB, one in 10 minutes, the last minute. */
  public static final EvidenceLimits DEFAULTS =
      new EvidenceLimits(10, 128L << 20, Duration.ofMinutes(10), Duration.ofMinutes(1));

  /**
   * Checks the numbers.
   *
   * @param captures how many are kept, at least 1
   * @param bytes how much all of them may take, at least 1 MiB
   * @param between how long after one no other is taken; not negative
   * @param window how far back the flight recorder remembers; positive
   * @throws IllegalArgumentException if a number is out of its range
   */
  public EvidenceLimits {
    boolean wrong =
        captures < 1
            || bytes < 1 << 20
            || between.isNegative()
            || window.isNegative()
            || window.isZero();
    if (wrong) {
      throw new IllegalArgumentException(
          "Invalid limits of evidence: %d captures, %d bytes, %s between, window %s. Keep at least 1 capture and 1 MiB, and a positive window."
              .formatted(captures, bytes, between, window));
    }
  }

  /** How much a single recording may take: a quarter, so that one does not push out all others. */
  long recordingBytes() {
    return bytes / 4;
  }
}
