package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.LabelMatcher;
import java.time.Duration;
import java.util.List;

/**
 * How long the samples of some series are kept, other than the rest.
 *
 * @param matchers which series: those for which all hold
 * @param age how long, measured back from the newest sample of the store; of condensed history as
 *     well
 */
public record RetentionRule(List<LabelMatcher> matchers, Duration age) {

  /**
   * Checks and copies the parts.
   *
   * @param matchers which series: those for which all hold
   * @param age how long
   * @throws IllegalArgumentException if there is no matcher, or the age is not positive
   */
  public RetentionRule {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty() || age.isZero() || age.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid retention of %s for %s: give a positive age, and at least one matcher. Set the age of all others as the store's retention."
              .formatted(age, matchers));
    }
  }
}
