package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the series of a group have in common.
 *
 * @param name the meter's name, as its user wrote it
 * @param type what Micrometer calls the kind of meter
 * @param labels the names of the labels that tell series apart, as the user wrote them
 * @param constant labels with the same value in every series
 * @param baseUnit the unit, or null
 * @param description what the meter means, or null
 */
public record SeriesDefinition(
    String name,
    Meter.Type type,
    List<String> labels,
    Tags constant,
    @Nullable String baseUnit,
    @Nullable String description) {

  /**
   * Takes a copy of the labels.
   *
   * @param name the meter's name
   * @param type the kind of meter
   * @param labels names of labels
   * @param constant labels with one value
   * @param baseUnit the unit, or null
   * @param description what it means, or null
   */
  public SeriesDefinition {
    labels = List.copyOf(labels);
  }
}
