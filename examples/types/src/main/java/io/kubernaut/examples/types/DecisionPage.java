package io.kubernaut.examples.types;

import io.kubernaut.types.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The page of {@code io.kubernaut.types}. */
public final class DecisionPage {

  private DecisionPage() {}

  /**
   * Picks the faster of two instances and says why.
   *
   * @param a how long the instance {@code a} takes
   * @param b how long the instance {@code b} takes
   * @param now the time
   * @return the choice
   */
  public static Decision pick(Duration a, Duration b, Instant now) {
    boolean isA = a.compareTo(b) <= 0;
    return new Decision(
        "balancer.pick",
        "orders",
        isA ? "a" : "b",
        List.of(isA ? "b" : "a"),
        "It answers sooner.",
        Map.of("a", a.toMillis() + " ms", "b", b.toMillis() + " ms"),
        now);
  }
}
