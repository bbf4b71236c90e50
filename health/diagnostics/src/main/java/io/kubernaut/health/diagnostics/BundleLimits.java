package io.kubernaut.health.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How large a bundle gets and how long it takes. While it is built, about twice {@code bytes} is
 * held in memory at the most.
 *
 * @param bytes all parts together, before they are compressed; a manifest and checksums come on top
 * @param partBytes one part
 * @param time all parts together; those that were not reached by then are named
 * @param partTime one part; it is interrupted then, and what it has written is kept
 */
public record BundleLimits(int bytes, int partBytes, Duration time, Duration partTime) {

  /** 16 MiB, 4 MiB a part, 20 seconds, 5 seconds a part. */
  public static final BundleLimits DEFAULTS =
      new BundleLimits(16 << 20, 4 << 20, Duration.ofSeconds(20), Duration.ofSeconds(5));

  private static final int LEAST = 1024;
  private static final int MOST = 256 << 20;

  /**
   * Checks the numbers.
   *
   * @param bytes all parts together: 1 KiB to 256 MiB
   * @param partBytes one part: 1 KiB to all bytes
   * @param time all parts together; positive
   * @param partTime one part; positive
   * @throws IllegalArgumentException if a number is out of its range; all of them are named
   */
  public BundleLimits {
    List<String> wrong = new ArrayList<>();
    if (bytes < LEAST || bytes > MOST) {
      wrong.add("bytes = %d must be from %d to %d".formatted(bytes, LEAST, MOST));
    }
    if (partBytes < LEAST || partBytes > Math.max(bytes, LEAST)) {
      wrong.add("partBytes = %d must be from %d to bytes".formatted(partBytes, LEAST));
    }
    if (!isPositive(time) || !isPositive(partTime)) {
      wrong.add("time = %s and partTime = %s must be positive".formatted(time, partTime));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid bundle limits: %s. BundleLimits.DEFAULTS are a good start."
              .formatted(String.join("; ", wrong)));
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }
}
