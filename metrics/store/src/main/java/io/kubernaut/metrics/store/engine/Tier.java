package io.kubernaut.metrics.store.engine;

import java.time.Duration;

/**
 * Condensed history: of each stretch of time the count, sum, lowest and highest value, and what a
 * counter has counted. Queries whose steps or windows are long enough read it instead of the
 * samples as they came in, and whatever they ask where those are gone.
 *
 * @param spacing how long a stretch is
 * @param retention how long it is kept, measured back from the newest sample
 */
public record Tier(Duration spacing, Duration retention) {

  private static final Duration SHORTEST = Duration.ofSeconds(1); // before those that are checked

  /** Stretches of 5 minutes, kept for 90 days. */
  public static final Tier FIVE_MINUTES = new Tier(Duration.ofMinutes(5), Duration.ofDays(90));

  /** Stretches of an hour, kept for two years. */
  public static final Tier HOUR = new Tier(Duration.ofHours(1), Duration.ofDays(730));

  /**
   * Checks the parts.
   *
   * @param spacing how long a stretch is
   * @param retention how long it is kept
   * @throws IllegalArgumentException if a stretch is shorter than a second, or kept for less than
   *     itself
   */
  public Tier {
    if (spacing.compareTo(SHORTEST) < 0 || retention.compareTo(spacing) < 0) {
      throw new IllegalArgumentException(
          "Invalid tier of %s kept for %s: stretches last a second or more, and are kept for longer than they last."
              .formatted(spacing, retention));
    }
  }

  long spacingMillis() {
    return spacing.toMillis();
  }

  /** Returns the begin of the stretch that a moment is in. */
  long floor(long time) {
    long spacing = spacingMillis();
    return time < Long.MIN_VALUE + spacing
        ? Long.MIN_VALUE
        : Math.floorDiv(time, spacing) * spacing;
  }

  /** Returns the first begin of a stretch that is not before a moment. */
  long ceiling(long time) {
    long floor = floor(time);
    return floor == time || floor > Long.MAX_VALUE - spacingMillis()
        ? time
        : floor + spacingMillis();
  }
}
