package io.kubernaut.metrics.store;

import java.util.List;
import java.util.Objects;

/**
 * What to read: the series that pass all matchers and have a sample in the range.
 *
 * @param matchers the conditions, all of which must hold; none selects every series
 * @param fromMillis the first moment, in milliseconds since 1970
 * @param toMillis the last moment, itself included
 * @param hint what the samples are for
 * @param limit the most series (or names, or values) wanted; a source may stop when it has one more
 *     than that
 * @param guard is asked whether to go on
 */
public record SeriesQuery(
    List<LabelMatcher> matchers,
    long fromMillis,
    long toMillis,
    ReadHint hint,
    int limit,
    ReadGuard guard) {

  /** The limit that does not limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /**
   * Checks and copies the parts.
   *
   * @param matchers the conditions, all of which must hold; none selects every series
   * @param fromMillis the first moment, in milliseconds since 1970
   * @param toMillis the last moment, itself included
   * @param hint what the samples are for
   * @param limit the most series (or names, or values) wanted
   * @param guard is asked whether to go on
   */
  public SeriesQuery {
    matchers = List.copyOf(matchers);
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(guard, "guard");
    if (limit < 0) {
      throw new IllegalArgumentException("Limit %d is negative.".formatted(limit));
    }
  }

  /**
   * Returns a query for all matching samples, unlimited and unguarded.
   *
   * @param matchers the conditions
   * @param fromMillis the first moment, in milliseconds since 1970
   * @param toMillis the last moment, itself included
   * @return the query
   */
  public static SeriesQuery of(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
    return new SeriesQuery(matchers, fromMillis, toMillis, ReadHint.RAW, UNLIMITED, ReadGuard.NONE);
  }

  /**
   * Returns a query for all of time.
   *
   * @param matchers the conditions
   * @return the query
   */
  public static SeriesQuery of(LabelMatcher... matchers) {
    return of(List.of(matchers), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * Returns this query with another hint.
   *
   * @param hint what the samples are for
   * @return the changed copy
   */
  public SeriesQuery withHint(ReadHint hint) {
    return new SeriesQuery(matchers, fromMillis, toMillis, hint, limit, guard);
  }

  /**
   * Returns this query with another limit.
   *
   * @param limit the most series, names or values wanted
   * @return the changed copy
   */
  public SeriesQuery withLimit(int limit) {
    return new SeriesQuery(matchers, fromMillis, toMillis, hint, limit, guard);
  }

  /**
   * Returns this query with another guard.
   *
   * @param guard is asked whether to go on
   * @return the changed copy
   */
  public SeriesQuery withGuard(ReadGuard guard) {
    return new SeriesQuery(matchers, fromMillis, toMillis, hint, limit, guard);
  }
}
