package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import java.time.Duration;
import java.util.List;

/**
 * What comparing condensed history with the samples it was made of has found.
 *
 * @param series how many series were compared, in all tiers together
 * @param stretches how many stretches of time
 * @param differences where they do not agree, the first {@value #MOST} of them; empty if they agree
 */
public record Reconciliation(long series, long stretches, List<Difference> differences) {

  static final int MOST = 1_000;

  /**
   * Copies the parts.
   *
   * @param series how many series were compared
   * @param stretches how many stretches of time
   * @param differences where they do not agree
   */
  public Reconciliation {
    differences = List.copyOf(differences);
  }

  /**
   * One place where they do not agree.
   *
   * @param series which series
   * @param spacing of which tier
   * @param aggregate what of it: {@code count}, {@code sum}, {@code min}, {@code max} or {@code
   *     counter}
   * @param timeMillis when, in milliseconds since 1970
   * @param samples what the samples say; not a number if there are none
   * @param condensed what the tier says; not a number if it says nothing
   */
  public record Difference(
      Labels series,
      Duration spacing,
      String aggregate,
      long timeMillis,
      double samples,
      double condensed) {}
}
