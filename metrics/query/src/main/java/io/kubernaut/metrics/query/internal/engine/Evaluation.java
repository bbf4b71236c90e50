package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.store.SeriesSource;

/**
 * What all nodes of one query share.
 *
 * @param source where series come from
 * @param grid the moments of the whole query
 * @param step the step of a range query in milliseconds, 0 for an instant
 * @param lookback how old a sample may be to count as the newest, in milliseconds
 * @param subqueryStep the step of subqueries that do not say one, in milliseconds
 * @param budget what the query may use
 * @param annotations what it has to say besides
 * @param measures how much each node did, or nothing
 */
public record Evaluation(
    SeriesSource source,
    StepGrid grid,
    long step,
    long lookback,
    long subqueryStep,
    Budget budget,
    Annotations annotations,
    Measures measures) {

  /** Returns an error of evaluation. */
  static QueryException error(String message) {
    return new QueryException(QueryException.Kind.EXECUTION, message);
  }

  boolean isInstant() {
    return step == 0;
  }

  /** How long the whole query's range is, in milliseconds. */
  long range() {
    return grid.end() - grid.start();
  }
}
