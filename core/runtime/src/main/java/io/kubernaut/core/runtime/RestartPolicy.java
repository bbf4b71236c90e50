package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a component that died is started again: after a delay that doubles with every death, spread
 * by jitter, and not more often than a limit in a sliding window. Past the limit it is given up.
 *
 * <pre>{@code
 * RestartPolicy.standard().delays(ofMillis(100), ofSeconds(5)).limit(3, ofMinutes(1))
 * }</pre>
 *
 * @param shortest the delay before the first restart
 * @param longest what a delay grows to
 * @param jitter the part of a delay that is left to chance, from 0 to 1: a delay of 10 s with a
 *     jitter of 0.2 is between 8 s and 12 s
 * @param limit how many restarts a window may hold; 0 gives up at the first death
 * @param window how long a restart counts; deaths further apart start again from the shortest delay
 */
public record RestartPolicy(
    Duration shortest, Duration longest, double jitter, int limit, Duration window) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * Checks the numbers.
   *
   * @param shortest the delay before the first restart
   * @param longest what a delay grows to
   * @param jitter the part of a delay that is left to chance
   * @param limit how many restarts a window may hold
   * @param window how long a restart counts
   * @throws IllegalArgumentException if they contradict each other
   */
  public RestartPolicy {
    if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "Invalid restart delays from %s to %s: the shortest must not be negative nor above the longest."
              .formatted(shortest, longest));
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException(
          "Invalid restart jitter %s: give a part between 0 and 1, for example 0.2."
              .formatted(jitter));
    }
    if (limit < 0 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "Invalid restart limit %d in %s: the limit must not be negative and the window must be positive."
              .formatted(limit, window));
    }
  }

  /**
   * Returns the usual policy: delays from 200 ms to 30 s with a fifth left to chance, at most 8
   * restarts in 10 minutes.
   *
   * @return the policy
   */
  public static RestartPolicy standard() {
    return new RestartPolicy(
        Duration.ofMillis(200), Duration.ofSeconds(30), 0.2, 8, Duration.ofMinutes(10));
  }

  /**
   * Returns the policy that gives up at the first death.
   *
   * @return the policy
   */
  public static RestartPolicy never() {
    return standard().limit(0, Duration.ofMinutes(10));
  }

  /**
   * Returns this policy with other delays.
   *
   * @param shortest the delay before the first restart
   * @param longest what a delay grows to
   * @return the changed policy
   */
  public RestartPolicy delays(Duration shortest, Duration longest) {
    return new RestartPolicy(shortest, longest, jitter, limit, window);
  }

  /**
   * Returns this policy with another jitter.
   *
   * @param jitter the part of a delay that is left to chance, from 0 to 1
   * @return the changed policy
   */
  public RestartPolicy jitter(double jitter) {
    return new RestartPolicy(shortest, longest, jitter, limit, window);
  }

  /**
   * Returns this policy with another limit.
   *
   * @param limit how many restarts a window may hold
   * @param window how long a restart counts
   * @return the changed policy
   */
  public RestartPolicy limit(int limit, Duration window) {
    return new RestartPolicy(shortest, longest, jitter, limit, window);
  }

  /**
   * Returns how long to wait before the next restart.
   *
   * @param restarts how many restarts the window holds already
   * @param random where chance comes from
   * @return the delay, never negative
   */
  public Duration delay(int restarts, RandomGenerator random) {
    double doubled = shortest.toNanos() * (double) (1L << Math.min(restarts, MOST_DOUBLINGS));
    double delay = Math.min(doubled, (double) longest.toNanos());
    double chance = jitter * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (delay * (1 + chance)));
  }
}
