package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.Series;
import io.kubernaut.metrics.registry.cells.SeriesGroup;

/**
 * A metric whose label values are given at each recording.
 *
 * <p>Finding the series of some label values takes no lock and allocates nothing once the series
 * exists. Values are cut at 128 characters. Past the registry's limits, new values get the metric's
 * overflow series, whose label values are all {@code overflow}: totals stay right and memory stays
 * bounded. A call with the wrong number of values, or with null, is counted in {@code
 * kubernaut_sdk_misuse_total} and what is recorded to its result is shown nowhere; it does not
 * throw.
 *
 * <p>Safe for any thread. Results may be kept: they are the fastest way to record.
 */
abstract class MeterFamily {
  final SeriesGroup group;

  MeterFamily(SeriesGroup group) {
    this.group = group;
  }

  final Series find(String... values) {
    return group.with(values);
  }

  /**
   * Returns the number of series, the overflow series not among them.
   *
   * @return a count
   */
  public final int size() {
    return group.size();
  }

  @Override
  public final String toString() {
    return FamilyCatalog.describe(group.definition());
  }
}
