package io.kubernaut.metrics.registry.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All series in one stretch of time. Immutable.
 *
 * @param interval how long windows of this kind are; this one is shorter when it was cut off by a
 *     change of intervals, and longer when its end was noticed late
 * @param start when the reading before it was taken
 * @param end when the reading that closed it was taken; what was recorded later is in the next
 * @param series one roll-up for each series
 */
public record RollUpWindow(Duration interval, Instant start, Instant end, List<RollUp> series) {

  /**
   * Copies the list.
   *
   * @param interval how long windows of this kind are
   * @param start when it began
   * @param end when it ended
   * @param series one roll-up for each series
   */
  public RollUpWindow {
    series = List.copyOf(series);
  }

  /**
   * Finds the series of a family.
   *
   * @param name the family's name as it is exposed
   * @return its series, in the order of their making
   */
  public List<RollUp> find(String name) {
    return series.stream().filter(rollUp -> rollUp.name().equals(name)).toList();
  }
}
