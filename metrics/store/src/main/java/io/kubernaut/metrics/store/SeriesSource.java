package io.kubernaut.metrics.store;

import java.util.List;
import java.util.Map;

/**
 * Everything that is a series, for reading: the one contract between stores and whoever asks
 * questions (queries, rules, baselines, the console).
 *
 * <p>Safe for any thread. What a call selects may lag behind what is being written by at most a
 * second. Long work asks the query's {@link ReadGuard} whether to go on.
 */
public interface SeriesSource {

  /**
   * Selects series.
   *
   * @param query which series, and when
   * @return the series; to be closed
   */
  SeriesSet select(SeriesQuery query);

  /**
   * Returns the names of labels that the selected series have.
   *
   * @param query which series
   * @return the names in order, each once
   */
  List<String> labelNames(SeriesQuery query);

  /**
   * Returns the values of one label among the selected series.
   *
   * @param name the label's name
   * @param query which series
   * @return the values in order, each once
   */
  List<String> labelValues(String name, SeriesQuery query);

  /**
   * Returns examples of what was measured.
   *
   * @param query which series, and when
   * @return exemplars by series, those without any left out
   */
  List<SeriesExemplars> exemplars(SeriesQuery query);

  /**
   * Returns what is known about metrics: type, help and unit.
   *
   * @return descriptions by the metric's name, in order of name; several where sources disagree
   */
  Map<String, List<MetricMetadata>> metadata();

  /**
   * Returns how much there is of what.
   *
   * @param top how long the lists of the largest are
   * @return the statistics
   */
  SourceStatistics statistics(int top);
}
