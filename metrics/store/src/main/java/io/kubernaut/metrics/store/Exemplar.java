package io.kubernaut.metrics.store;

import java.util.Objects;

/**
 * One measurement behind a sample, usually with the trace it belongs to.
 *
 * @param labels what identifies the measurement, such as {@code trace_id}
 * @param value what was measured
 * @param timeMillis when, in milliseconds since 1970
 */
public record Exemplar(Labels labels, double value, long timeMillis) {

  /**
   * Checks the parts.
   *
   * @param labels what identifies the measurement, such as {@code trace_id}
   * @param value what was measured
   * @param timeMillis when, in milliseconds since 1970
   */
  public Exemplar {
    Objects.requireNonNull(labels, "labels");
  }
}
