package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.query.syntax.BinaryOperator;
import io.kubernaut.metrics.query.syntax.DurationExpr;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.ExprVisitor;
import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.query.syntax.Resolution;
import io.kubernaut.metrics.query.syntax.ValueType;
import io.kubernaut.metrics.store.ReadHint;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes of expressions, for one grid of steps. What is the same at every step is planned for
 * one step and repeated.
 */
final class Planner {

  private final Evaluation evaluation;
  private final StepGrid grid;
  private final CallPlanner calls = new CallPlanner(this);
  private final Vectors vectors = new Vectors();
  private final Scalars scalars = new Scalars();

  Planner(Evaluation evaluation, StepGrid grid) {
    this.evaluation = evaluation;
    this.grid = grid;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  StepGrid grid() {
    return grid;
  }

  VectorNode vector(Expr expr) {
    if (!evaluation.measures().on() || expr instanceof Expr.Paren) {
      return repeatable(expr);
    }
    Measures.Measure measure = evaluation.measures().begin(expr);
    VectorNode node = repeatable(expr);
    evaluation.measures().end(measure);
    return new MeasuredNode(node, measure);
  }

  private VectorNode repeatable(Expr expr) {
    boolean repeat = grid.count() > 1 && !(expr instanceof Expr.Paren) && Invariance.of(expr);
    return repeat
        ? new RepeatedNode(grid, new Planner(evaluation, grid.first()).plain(expr))
        : plain(expr);
  }

  private VectorNode plain(Expr expr) {
    return expr.accept(vectors);
  }

  ScalarNode scalar(Expr expr) {
    boolean repeat =
        grid.count() > 1
            && !(expr.unwrapped() instanceof Expr.NumberLiteral)
            && Invariance.of(expr);
    return repeat
        ? ScalarNodes.repeated(grid, expr.accept(new Planner(evaluation, grid.first()).scalars))
        : expr.accept(scalars);
  }

  /** Works out at which moments a selector or a subquery looks. */
  Clock clock(Modifiers modifiers) {
    long moment =
        switch (modifiers.at()) {
          case START -> evaluation.grid().start();
          case END -> evaluation.grid().end();
          default -> modifiers.fixedMillis();
        };
    DurationExpr offset = modifiers.offset();
    return new Clock(grid, modifiers.isFixed(), moment, offset == null ? 0 : millis(offset));
  }

  private long millis(DurationExpr duration) {
    try {
      return Resolution.millis(duration, evaluation.step(), evaluation.range());
    } catch (IllegalArgumentException | ArithmeticException invalid) {
      throw badDuration(invalid);
    }
  }

  private long positiveMillis(DurationExpr duration) {
    try {
      return Resolution.positiveMillis(duration, evaluation.step(), evaluation.range());
    } catch (IllegalArgumentException | ArithmeticException invalid) {
      throw badDuration(invalid);
    }
  }

  private static QueryException badDuration(RuntimeException invalid) {
    return new QueryException(
        QueryException.Kind.BAD_DATA, String.valueOf(invalid.getMessage()), invalid);
  }

  /** Plans the samples of a range selector or a subquery. */
  RangeSource range(Expr expr, ReadHint.@Nullable Reading reading) {
    return expr instanceof Expr.Subquery subquery
        ? subqueryRange(subquery)
        : storedRange((Expr.MatrixSelector) expr, reading);
  }

  RangeSource storedRange(Expr.MatrixSelector matrix, ReadHint.@Nullable Reading reading) {
    Expr.VectorSelector selector = matrix.selector();
    long length = positiveMillis(matrix.range());
    RangeSpan span = RangeSpan.of(length, selector.modifiers().extension(), evaluation.lookback());
    // A range of ten samples or more is served well by condensed ones.
    ReadHint hint = reading == null ? ReadHint.RAW : new ReadHint(reading, length / 10);
    return new StoredRange(
        evaluation, SelectorPlan.of(selector, clock(selector.modifiers())), span, hint);
  }

  RangeSource subqueryRange(Expr.Subquery subquery) {
    Clock clock = clock(subquery.modifiers());
    long length = positiveMillis(subquery.range());
    DurationExpr written = subquery.step();
    long step = written == null ? evaluation.subqueryStep() : positiveMillis(written);
    StepGrid inner = innerGrid(clock, length, step);
    RangeSpan span = new RangeSpan(length, 0, 0, Modifiers.Extension.NONE);
    VectorNode node =
        inner.count() == 0
            ? new EmptyNode(new StepGrid(inner.start(), inner.step(), 1))
            : new Planner(evaluation, inner).vector(subquery.inner());
    return new SubqueryRange(evaluation, node, clock, span);
  }

  /** The steps of a subquery are multiples of its step, whenever the query begins. */
  private StepGrid innerGrid(Clock clock, long length, long step) {
    long start = Math.floorDiv(clock.first() - length, step) * step + step;
    long count = clock.last() < start ? 0 : (clock.last() - start) / step + 1;
    evaluation.budget().steps(count, "subquery");
    return new StepGrid(start, step, (int) count);
  }

  /** Makes nodes of what results in series. */
  private final class Vectors implements ExprVisitor<VectorNode> {

    private IllegalStateException noVector(Expr expr) {
      return new IllegalStateException(expr + " is no vector.");
    }

    @Override
    public VectorNode number(Expr.NumberLiteral number) {
      throw noVector(number);
    }

    @Override
    public VectorNode string(Expr.StringLiteral string) {
      throw noVector(string);
    }

    @Override
    public VectorNode vectorSelector(Expr.VectorSelector selector) {
      SelectorPlan plan = SelectorPlan.of(selector, clock(selector.modifiers()));
      if (plan.extension() != Modifiers.Extension.SMOOTHED) {
        return new SelectorNode(evaluation, plan, SelectorNode.Wanted.VALUE);
      }
      RangeSpan around =
          new RangeSpan(0, evaluation.lookback(), evaluation.lookback(), plan.extension());
      return new SmoothedNode(
          grid,
          new StoredRange(evaluation, plan, around, ReadHint.RAW),
          selector.span(),
          evaluation.annotations());
    }

    @Override
    public VectorNode matrixSelector(Expr.MatrixSelector selector) {
      throw noVector(selector);
    }

    @Override
    public VectorNode subquery(Expr.Subquery subquery) {
      throw noVector(subquery);
    }

    @Override
    public VectorNode call(Expr.Call call) {
      return calls.vector(call);
    }

    @Override
    public VectorNode aggregation(Expr.Aggregation aggregation) {
      VectorNode child = vector(aggregation.inner());
      Expr parameter = aggregation.parameter();
      if (parameter == null) {
        return new AggregationNode(child, aggregation, null, evaluation);
      }
      if (parameter.type() == ValueType.STRING) {
        String label = CallPlanner.text(parameter);
        return new CountValuesNode(child, aggregation, label, evaluation.budget());
      }
      ScalarNode number = scalar(parameter);
      return aggregation.aggregator().selects()
          ? new SelectionNode(child, aggregation, number, evaluation)
          : new AggregationNode(child, aggregation, number, evaluation);
    }

    @Override
    public VectorNode binary(Expr.Binary binary) {
      boolean leftScalar = binary.left().type() == ValueType.SCALAR;
      if (leftScalar || binary.right().type() == ValueType.SCALAR) {
        Expr vector = leftScalar ? binary.right() : binary.left();
        Expr scalar = leftScalar ? binary.left() : binary.right();
        return new VectorScalarNode(
            vector(vector), scalar(scalar), leftScalar, binary, evaluation.annotations());
      }
      VectorNode left = vector(binary.left());
      VectorNode right = vector(binary.right());
      if (binary.operator().isSet()) {
        SetNode node = new SetNode(left, right, binary, evaluation.budget());
        return binary.operator() == BinaryOperator.OR ? merged(node) : node;
      }
      return merged(new VectorVectorNode(left, right, binary, evaluation));
    }

    @Override
    public VectorNode unary(Expr.Unary unary) {
      VectorNode child = vector(unary.inner());
      return unary.negative() ? new NegativeNode(child) : child;
    }

    @Override
    public VectorNode paren(Expr.Paren paren) {
      return vector(paren.inner());
    }
  }

  VectorNode merged(VectorNode node) {
    return new MergedNode(node, evaluation.budget());
  }

  /** Makes nodes of what results in numbers. */
  private final class Scalars implements ExprVisitor<ScalarNode> {

    private IllegalStateException noScalar(Expr expr) {
      return new IllegalStateException(expr + " is no scalar.");
    }

    @Override
    public ScalarNode number(Expr.NumberLiteral number) {
      return ScalarNode.constant(grid, number.value());
    }

    @Override
    public ScalarNode string(Expr.StringLiteral string) {
      throw noScalar(string);
    }

    @Override
    public ScalarNode vectorSelector(Expr.VectorSelector selector) {
      throw noScalar(selector);
    }

    @Override
    public ScalarNode matrixSelector(Expr.MatrixSelector selector) {
      throw noScalar(selector);
    }

    @Override
    public ScalarNode subquery(Expr.Subquery subquery) {
      throw noScalar(subquery);
    }

    @Override
    public ScalarNode call(Expr.Call call) {
      return calls.scalar(call);
    }

    @Override
    public ScalarNode aggregation(Expr.Aggregation aggregation) {
      throw noScalar(aggregation);
    }

    @Override
    public ScalarNode binary(Expr.Binary binary) {
      return ScalarNodes.binary(binary.operator(), scalar(binary.left()), scalar(binary.right()));
    }

    @Override
    public ScalarNode unary(Expr.Unary unary) {
      ScalarNode inner = scalar(unary.inner());
      return unary.negative() ? ScalarNodes.negative(inner) : inner;
    }

    @Override
    public ScalarNode paren(Expr.Paren paren) {
      return scalar(paren.inner());
    }
  }
}
