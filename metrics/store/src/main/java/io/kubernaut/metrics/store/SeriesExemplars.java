package io.kubernaut.metrics.store;

import java.util.List;
import java.util.Objects;

/**
 * The exemplars of one series.
 *
 * @param series its labels
 * @param exemplars in order of time
 */
public record SeriesExemplars(Labels series, List<Exemplar> exemplars) {

  /**
   * Checks and copies the parts.
   *
   * @param series its labels
   * @param exemplars in order of time
   */
  public SeriesExemplars {
    Objects.requireNonNull(series, "series");
    exemplars = List.copyOf(exemplars);
  }
}
