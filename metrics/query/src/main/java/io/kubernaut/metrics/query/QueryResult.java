package io.kubernaut.metrics.query;

import java.util.List;
import java.util.Objects;

/**
 * The answer to a query.
 *
 * @param value what it results in
 * @param warnings what may be wrong with it, as Prometheus says it
 * @param infos what is worth knowing about it
 * @param statistics what it took
 */
public record QueryResult(
    QueryValue value, List<String> warnings, List<String> infos, QueryStatistics statistics) {

  /**
   * Copies the parts.
   *
   * @param value what it results in
   * @param warnings what may be wrong with it, as Prometheus says it
   * @param infos what is worth knowing about it
   * @param statistics what it took
   */
  public QueryResult {
    Objects.requireNonNull(value, "value");
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
    Objects.requireNonNull(statistics, "statistics");
  }
}
