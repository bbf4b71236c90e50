package io.kubernaut.metrics.store;

import java.util.Objects;

/**
 * What is known about a metric.
 *
 * @param type {@code counter}, {@code gauge}, {@code histogram}, {@code gaugehistogram}, {@code
 *     summary}, {@code info}, {@code stateset} or {@code unknown}
 * @param help what it measures, for people
 * @param unit its unit, or empty
 */
public record MetricMetadata(String type, String help, String unit) {

  /**
   * Checks the parts.
   *
   * @param type one of the types of OpenMetrics
   * @param help what it measures, for people
   * @param unit its unit, or empty
   */
  public MetricMetadata {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(help, "help");
    Objects.requireNonNull(unit, "unit");
  }
}
