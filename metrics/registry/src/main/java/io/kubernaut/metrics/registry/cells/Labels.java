package io.kubernaut.metrics.registry.cells;

import java.util.Arrays;

/**
 * Which series of its group a series is: the values of the group's labels, in the group's order.
 * Handed to the constructor of a series, which keeps the parts.
 *
 * @param group the group
 * @param values one for each label name of the group
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out
public record Labels(SeriesGroup group, String... values) {

  /**
   * Takes a copy of the values.
   *
   * @param group the group
   * @param values one for each label name of the group
   */
  public Labels {
    values = values.clone();
  }

  /**
   * Returns a copy of the values.
   *
   * @return one for each label name of the group
   */
  @Override
  public String[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels
        && group == labels.group
        && Arrays.equals(values, labels.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return group.name() + Arrays.toString(values);
  }
}
