package io.kubernaut.metrics.store;

import java.util.Objects;

/**
 * What a reader will do with the samples, so that a source that keeps condensed history can choose
 * what serves it. A source without such history ignores it.
 *
 * @param reading what is wanted of each stretch of time
 * @param spacingMillis the distance of samples that still serves the reader, in milliseconds; 0 for
 *     the samples as they came in. Where those are gone, a source may give condensed ones in any
 *     case.
 */
public record ReadHint(Reading reading, long spacingMillis) {

  /** The samples as they came in. */
  public static final ReadHint RAW = new ReadHint(Reading.LAST, 0);

  /** What a condensed sample has to say about its stretch of time. */
  public enum Reading {
    /** Its last value. */
    LAST,
    /** Its lowest value. */
    MIN,
    /** Its highest value. */
    MAX,
    /** The sum of its values, with their number as weight. */
    SUM,
    /** Its values as a counter: differences, corrected for resets, are those of the samples. */
    COUNTER
  }

  /**
   * Checks the parts.
   *
   * @param reading what is wanted of each stretch of time
   * @param spacingMillis the distance of samples that still serves the reader, in milliseconds
   */
  public ReadHint {
    Objects.requireNonNull(reading, "reading");
    if (spacingMillis < 0) {
      throw new IllegalArgumentException(
          "Spacing of samples %d ms is negative. Use 0 for all of them.".formatted(spacingMillis));
    }
  }
}
