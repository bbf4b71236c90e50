package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import java.util.List;

/**
 * Samples that must not be deleted, whatever the retention says and however full the disk is.
 *
 * @param name what it is called, for example a case number: 1 to 200 characters
 * @param matchers which series: those for which all hold; all series if there is none
 * @param fromMillis the first moment, in milliseconds since 1970
 * @param toMillis the last moment, itself included; {@link Long#MAX_VALUE} for what is yet to come
 */
public record LegalHold(String name, List<LabelMatcher> matchers, long fromMillis, long toMillis) {

  private static final int LONGEST_NAME = 200;

  /**
   * Checks and copies the parts.
   *
   * @param name what it is called
   * @param matchers which series
   * @param fromMillis the first moment
   * @param toMillis the last moment
   * @throws IllegalArgumentException if there is no name, it is too long, or the time ends before
   *     it begins
   */
  public LegalHold {
    matchers = List.copyOf(matchers);
    if (name.isBlank() || name.length() > LONGEST_NAME || toMillis < fromMillis) {
      throw new IllegalArgumentException(
          "Invalid hold \"%s\" from %d to %d: give a name of 1 to 200 characters, and a begin before the end."
              .formatted(name, fromMillis, toMillis));
    }
  }

  boolean holds(Labels series, long from, long to) {
    return from <= toMillis && to >= fromMillis && LabelMatcher.allMatch(matchers, series);
  }
}
