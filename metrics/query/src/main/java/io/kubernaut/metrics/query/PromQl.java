package io.kubernaut.metrics.query;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.query.syntax.ComplexityException;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Parser;
import io.kubernaut.metrics.query.syntax.Pretty;
import io.kubernaut.metrics.query.syntax.SyntaxException;
import io.kubernaut.metrics.store.SeriesSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Answers questions in PromQL, as Prometheus 3 does.
 *
 * <pre>{@code
 * PromQl promQl = PromQl.over(store);
 * QueryResult now = promQl.query("sum by (job) (rate(http_requests_total[5m]))").at(clock.instant()).run();
 * QueryResult day = promQl.query("up").between(start, end, Duration.ofMinutes(1)).run();
 * }</pre>
 *
 * <p>Safe for any thread; a query runs in the thread that asks. At most so many run at the same
 * time, and each has a deadline and limits ({@link QueryLimits}), so that no query can take the
 * host down. Starts no thread and holds no resource of its own.
 */
public final class PromQl {

  private final SeriesSource source;
  private final QueryLimits limits;
  private final MonotonicClock clock;
  private final Duration lookback;
  private final Duration subqueryStep;
  private final QueryGate gate;

  private PromQl(Builder from) {
    source = from.source;
    limits = from.limits;
    clock = from.clock;
    lookback = from.lookback;
    subqueryStep = from.subqueryStep;
    gate = new QueryGate(limits, clock);
  }

  /**
   * Returns an engine with standard limits.
   *
   * @param source where series come from
   * @return the engine
   */
  public static PromQl over(SeriesSource source) {
    return builder(source).build();
  }

  /**
   * Returns a builder.
   *
   * @param source where series come from
   * @return the builder
   */
  public static Builder builder(SeriesSource source) {
    return new Builder(source);
  }

  /**
   * Reads a query.
   *
   * @param text the query
   * @return the query, to be given a time and run
   * @throws QueryException of kind {@link QueryException.Kind#BAD_DATA} if it is no query; the
   *     message says where
   */
  public Query query(String text) {
    return new Query(this, text, parse(text));
  }

  /**
   * Reads an expression.
   *
   * @param text the query
   * @return the checked expression
   * @throws QueryException if it is no query, too long or nested too deep
   */
  public Expr parse(String text) {
    try {
      return Parser.parse(text, limits.length(), limits.nesting());
    } catch (SyntaxException invalid) {
      throw new QueryException(
          QueryException.Kind.BAD_DATA, String.valueOf(invalid.getMessage()), invalid);
    } catch (ComplexityException complex) {
      throw tooComplex(complex);
    }
  }

  /**
   * Reads a selector of series.
   *
   * @param text such as {@code up{job="api"}}
   * @return the selector
   * @throws QueryException if it is anything else
   */
  public Expr.VectorSelector parseSelector(String text) {
    try {
      return Parser.parseSelector(text, limits.length());
    } catch (SyntaxException invalid) {
      throw new QueryException(
          QueryException.Kind.BAD_DATA, String.valueOf(invalid.getMessage()), invalid);
    } catch (ComplexityException complex) {
      throw tooComplex(complex);
    }
  }

  private static QueryLimitException tooComplex(ComplexityException complex) {
    return new QueryLimitException(
        QueryLimits.Limit.valueOf(complex.limit().toUpperCase(Locale.ROOT)),
        complex.allowed(),
        String.valueOf(complex.getMessage()));
  }

  /**
   * Writes a query for people: on several lines if it is long.
   *
   * @param text the query
   * @return the same query, formatted as Prometheus does
   * @throws QueryException if it is no query
   */
  public String format(String text) {
    return Pretty.of(parse(text));
  }

  /**
   * Returns where series come from.
   *
   * @return the source
   */
  public SeriesSource source() {
    return source;
  }

  /**
   * Returns the limits.
   *
   * @return the limits of each query
   */
  public QueryLimits limits() {
    return limits;
  }

  /**
   * Returns how old a sample may be to count as the newest.
   *
   * @return the look-back
   */
  public Duration lookback() {
    return lookback;
  }

  /**
   * Returns how many queries run now.
   *
   * @return the number
   */
  public int running() {
    return gate.running();
  }

  Duration subqueryStep() {
    return subqueryStep;
  }

  MonotonicClock clock() {
    return clock;
  }

  QueryGate gate() {
    return gate;
  }

  /** Collects what an engine is made of. */
  public static final class Builder {

    private final SeriesSource source;
    private QueryLimits limits = QueryLimits.defaults();
    private MonotonicClock clock = MonotonicClock.system();
    private Duration lookback = Duration.ofMinutes(5);
    private Duration subqueryStep = Duration.ofMinutes(1);

    private Builder(SeriesSource source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Sets what a query may cost.
     *
     * @param limits the limits
     * @return this builder
     */
    public Builder limits(QueryLimits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Sets the clock of deadlines and statistics.
     *
     * @param clock the platform's clock
     * @return this builder
     */
    public Builder clock(MonotonicClock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets how old a sample may be to count as the newest. Standard: 5 minutes.
     *
     * @param lookback the look-back, at least 1 ms
     * @return this builder
     */
    public Builder lookback(Duration lookback) {
      this.lookback = positive("lookback", lookback);
      return this;
    }

    /**
     * Sets the step of subqueries that do not say one. Standard: 1 minute.
     *
     * @param step the step, at least 1 ms
     * @return this builder
     */
    public Builder subqueryStep(Duration step) {
      this.subqueryStep = positive("subqueryStep", step);
      return this;
    }

    static Duration positive(String name, Duration duration) {
      if (duration.toMillis() < 1) {
        throw new IllegalArgumentException(name + " = " + duration + " must be at least 1 ms.");
      }
      return duration;
    }

    /**
     * Returns the engine.
     *
     * @return the engine
     */
    public PromQl build() {
      return new PromQl(this);
    }
  }
}
