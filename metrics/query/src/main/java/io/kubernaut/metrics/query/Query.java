package io.kubernaut.metrics.query;

import io.kubernaut.metrics.query.internal.engine.Annotations;
import io.kubernaut.metrics.query.internal.engine.Budget;
import io.kubernaut.metrics.query.internal.engine.Evaluation;
import io.kubernaut.metrics.query.internal.engine.Execution;
import io.kubernaut.metrics.query.internal.engine.Measures;
import io.kubernaut.metrics.query.internal.engine.StepGrid;
import io.kubernaut.metrics.query.syntax.Expr;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A query that was read, and is given its time. Immutable: each method returns a changed copy, and
 * the same query can be run again and again.
 */
public final class Query {

  private final PromQl engine;
  private final String text;
  private final Expr expr;
  private final long start;
  private final long end;
  private final long step;
  private final Duration timeout;
  private final Duration lookback;
  private final Consumer<Runnable> cancellation;

  Query(PromQl engine, String text, Expr expr) {
    this(engine, text, expr, 0, 0, 0, engine.limits().timeout(), engine.lookback(), cancel -> {});
  }

  private Query(
      PromQl engine,
      String text,
      Expr expr,
      long start,
      long end,
      long step,
      Duration timeout,
      Duration lookback,
      Consumer<Runnable> cancellation) {
    this.engine = engine;
    this.text = text;
    this.expr = expr;
    this.start = start;
    this.end = end;
    this.step = step;
    this.timeout = timeout;
    this.lookback = lookback;
    this.cancellation = cancellation;
  }

  /**
   * Returns the query at one moment.
   *
   * @param time when
   * @return the changed copy
   */
  public Query at(Instant time) {
    long millis = time.toEpochMilli();
    return new Query(engine, text, expr, millis, millis, 0, timeout, lookback, cancellation);
  }

  /**
   * Returns the query at many moments.
   *
   * @param start the first
   * @param end the last one is not after this
   * @param step the distance between two
   * @return the changed copy
   * @throws QueryException if the end is before the start, the step is not positive, there are too
   *     many steps, or the query results in a text or a range
   */
  public Query between(Instant start, Instant end, Duration step) {
    if (end.isBefore(start)) {
      throw badData("end timestamp must not be before start time");
    }
    if (step.toMillis() < 1) {
      throw badData(
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if (!Execution.fitsRange(expr.type())) {
      throw badData(
          "invalid expression type \"%s\" for range query, must be Scalar or instant Vector"
              .formatted(expr.type().description()));
    }
    Query query =
        new Query(
            engine,
            text,
            expr,
            start.toEpochMilli(),
            end.toEpochMilli(),
            step.toMillis(),
            timeout,
            lookback,
            cancellation);
    query.requireSteps();
    return query;
  }

  private void requireSteps() {
    long steps = steps();
    int allowed = engine.limits().steps();
    if (steps > allowed) {
      throw new QueryLimitException(
          QueryLimits.Limit.STEPS,
          allowed,
          "query has %d steps; at most %d are allowed. Choose a longer step or a shorter range."
              .formatted(steps, allowed));
    }
  }

  private long steps() {
    try {
      return Math.subtractExact(end, start) / step + 1;
    } catch (ArithmeticException tooFar) {
      return Long.MAX_VALUE;
    }
  }

  private static QueryException badData(String message) {
    return new QueryException(QueryException.Kind.BAD_DATA, message);
  }

  /**
   * Returns the query with a shorter time limit; it never gets longer than the engine's.
   *
   * @param timeout how long it may take
   * @return the changed copy
   */
  public Query timeout(Duration timeout) {
    Duration shorter = timeout.compareTo(this.timeout) < 0 ? timeout : this.timeout;
    return new Query(engine, text, expr, start, end, step, shorter, lookback, cancellation);
  }

  /**
   * Returns the query with another look-back.
   *
   * @param lookback how old a sample may be to count as the newest
   * @return the changed copy
   */
  public Query lookback(Duration lookback) {
    PromQl.Builder.positive("lookback", lookback);
    return new Query(engine, text, expr, start, end, step, timeout, lookback, cancellation);
  }

  /**
   * Returns the query with somebody who may cancel it.
   *
   * @param cancellation is given an action that ends the query, when it runs; {@code
   *     request::onCancel} for example
   * @return the changed copy
   */
  public Query cancelledBy(Consumer<Runnable> cancellation) {
    return new Query(
        engine,
        text,
        expr,
        start,
        end,
        step,
        timeout,
        lookback,
        Objects.requireNonNull(cancellation, "cancellation"));
  }

  /**
   * Returns the expression.
   *
   * @return the checked expression
   */
  public Expr expr() {
    return expr;
  }

  /**
   * Evaluates the query in this thread.
   *
   * @return the answer
   * @throws QueryLimitException if it goes beyond a limit
   * @throws QueryException if it can not be evaluated, or was cancelled
   */
  public QueryResult run() {
    return run(Measures.OFF);
  }

  /**
   * Evaluates the query and says what each part of it did.
   *
   * @return the answer and its explanation
   * @throws QueryLimitException if it goes beyond a limit
   * @throws QueryException if it can not be evaluated, or was cancelled
   */
  public Explanation explain() {
    Measures measures = Measures.by(engine.clock());
    QueryResult result = run(measures);
    return Explanation.of(expr, result, measures);
  }

  private QueryResult run(Measures measures) {
    long asked = engine.clock().nanos();
    long deadline = asked + timeout.toNanos();
    Budget budget = new Budget(engine.limits().withTimeout(timeout), engine.clock(), deadline);
    cancellation.accept(budget::cancel);
    engine.gate().enter(deadline);
    try {
      return evaluate(budget, measures, asked);
    } finally {
      engine.gate().leave();
    }
  }

  private QueryResult evaluate(Budget budget, Measures measures, long asked) {
    long began = engine.clock().nanos();
    Annotations annotations = new Annotations();
    StepGrid grid =
        step == 0
            ? new StepGrid(start, 1, 1)
            : new StepGrid(start, step, (int) ((end - start) / step) + 1);
    Evaluation evaluation =
        new Evaluation(
            engine.source(),
            grid,
            step,
            lookback.toMillis(),
            engine.subqueryStep().toMillis(),
            budget,
            annotations,
            measures);
    QueryValue value = new Execution(evaluation).run(expr);
    QueryStatistics statistics =
        new QueryStatistics(
            budget.series(),
            budget.samples(),
            budget.peakSamples(),
            budget.peakBytes(),
            Duration.ofNanos(began - asked),
            Duration.ofNanos(engine.clock().nanos() - began));
    return new QueryResult(value, annotations.warnings(text), annotations.infos(text), statistics);
  }
}
