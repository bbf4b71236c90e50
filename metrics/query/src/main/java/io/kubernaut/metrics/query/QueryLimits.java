package io.kubernaut.metrics.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one query may cost, and all of them together. Every limit is checked inside of the loops
 * that could go beyond it; who does gets a {@link QueryLimitException} that names it.
 *
 * <pre>{@code
 * QueryLimits.defaults().withSamples(5_000_000).withTimeout(Duration.ofSeconds(10))
 * }</pre>
 *
 * @param length characters of a query
 * @param nesting levels of a query
 * @param series series that one query selects or results in
 * @param samples samples that one query reads
 * @param bytes memory that one query holds for results in between and at the end
 * @param steps steps of a range query, and of each subquery
 * @param timeout how long a query may take, waiting included
 * @param concurrent queries at the same time
 * @param waiting queries that wait for a place
 */
public record QueryLimits(
    int length,
    int nesting,
    int series,
    long samples,
    long bytes,
    int steps,
    Duration timeout,
    int concurrent,
    int waiting) {

  /** The limits by name. */
  public enum Limit {
    /** Characters of a query. */
    LENGTH(QueryException.Kind.BAD_DATA),
    /** Levels of a query. */
    NESTING(QueryException.Kind.BAD_DATA),
    /** Series that a query selects or results in. */
    SERIES(QueryException.Kind.EXECUTION),
    /** Samples that a query reads. */
    SAMPLES(QueryException.Kind.EXECUTION),
    /** Memory that a query holds. */
    BYTES(QueryException.Kind.EXECUTION),
    /** Steps of a query or a subquery. */
    STEPS(QueryException.Kind.BAD_DATA),
    /** Time. */
    TIMEOUT(QueryException.Kind.TIMEOUT),
    /** Queries at the same time. */
    CONCURRENT(QueryException.Kind.UNAVAILABLE);

    private final QueryException.Kind kind;

    Limit(QueryException.Kind kind) {
      this.kind = kind;
    }

    QueryException.Kind kind() {
      return kind;
    }
  }

  private static final QueryLimits DEFAULTS =
      new QueryLimits(
          16_384, 256, 250_000, 50_000_000, 256L << 20, 100_000, Duration.ofMinutes(2), 20, 100);

  /**
   * Checks the limits.
   *
   * @param length characters of a query
   * @param nesting levels of a query
   * @param series series that one query selects or results in
   * @param samples samples that one query reads
   * @param bytes memory that one query holds
   * @param steps steps of a range query, and of each subquery
   * @param timeout how long a query may take, waiting included
   * @param concurrent queries at the same time
   * @param waiting queries that wait for a place
   */
  public QueryLimits {
    List<String> problems = new ArrayList<>();
    between(problems, "length", length, 1, 1 << 20);
    between(problems, "nesting", nesting, 1, 1_000);
    between(problems, "series", series, 1, Integer.MAX_VALUE - 1);
    between(problems, "samples", samples, 1, Long.MAX_VALUE);
    between(problems, "bytes", bytes, 1, Long.MAX_VALUE);
    between(problems, "steps", steps, 1, 100_000_000);
    between(problems, "concurrent", concurrent, 1, 10_000);
    between(problems, "waiting", waiting, 0, 100_000);
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofDays(1)) > 0) {
      problems.add("timeout = " + timeout + " must be between 1 ms and 1 day");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.size() + " wrong in query limits: " + String.join("; ", problems));
    }
  }

  private static void between(
      List<String> problems, String name, long value, long least, long most) {
    if (value < least || value > most) {
      problems.add("%s = %d must be between %d and %d".formatted(name, value, least, most));
    }
  }

  /**
   * Returns the standard limits.
   *
   * @return limits for a service that is asked by its dashboards
   */
  public static QueryLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these limits with others for reading.
   *
   * @param series series that one query selects or results in
   * @param samples samples that one query reads
   * @param bytes memory that one query holds
   * @return the changed copy
   */
  public QueryLimits withData(int series, long samples, long bytes) {
    return new QueryLimits(
        length, nesting, series, samples, bytes, steps, timeout, concurrent, waiting);
  }

  /**
   * Returns these limits with another number of samples.
   *
   * @param samples samples that one query reads
   * @return the changed copy
   */
  public QueryLimits withSamples(long samples) {
    return withData(series, samples, bytes);
  }

  /**
   * Returns these limits with another memory.
   *
   * @param bytes memory that one query holds
   * @return the changed copy
   */
  public QueryLimits withBytes(long bytes) {
    return withData(series, samples, bytes);
  }

  /**
   * Returns these limits with another number of series.
   *
   * @param series series that one query selects or results in
   * @return the changed copy
   */
  public QueryLimits withSeries(int series) {
    return withData(series, samples, bytes);
  }

  /**
   * Returns these limits with others for the query's text.
   *
   * @param length characters of a query
   * @param nesting levels of a query
   * @return the changed copy
   */
  public QueryLimits withText(int length, int nesting) {
    return new QueryLimits(
        length, nesting, series, samples, bytes, steps, timeout, concurrent, waiting);
  }

  /**
   * Returns these limits with another number of steps.
   *
   * @param steps steps of a range query, and of each subquery
   * @return the changed copy
   */
  public QueryLimits withSteps(int steps) {
    return new QueryLimits(
        length, nesting, series, samples, bytes, steps, timeout, concurrent, waiting);
  }

  /**
   * Returns these limits with another time.
   *
   * @param timeout how long a query may take
   * @return the changed copy
   */
  public QueryLimits withTimeout(Duration timeout) {
    return new QueryLimits(
        length, nesting, series, samples, bytes, steps, timeout, concurrent, waiting);
  }

  /**
   * Returns these limits with other numbers of queries.
   *
   * @param concurrent queries at the same time
   * @param waiting queries that wait for a place
   * @return the changed copy
   */
  public QueryLimits withConcurrency(int concurrent, int waiting) {
    return new QueryLimits(
        length, nesting, series, samples, bytes, steps, timeout, concurrent, waiting);
  }
}
