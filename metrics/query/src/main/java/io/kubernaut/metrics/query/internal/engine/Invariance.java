package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.ExprVisitor;
import java.util.List;
import java.util.Set;

/** Finds out whether an expression is the same at every step. */
final class Invariance implements ExprVisitor<Boolean> {

  private static final Invariance INSTANCE = new Invariance();

  /** Functions whose result depends on the time of the step, whatever they are given. */
  private static final Set<String> OF_STEP = Set.of("time", "timestamp", "predict_linear");

  private static final Set<String> OF_STEP_ALONE =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "hour",
          "minute",
          "month",
          "year");

  private Invariance() {}

  static boolean of(Expr expr) {
    return expr.accept(INSTANCE);
  }

  private boolean all(List<Expr> expressions) {
    return expressions.stream().allMatch(expr -> expr.accept(this));
  }

  @Override
  public Boolean number(Expr.NumberLiteral number) {
    return true;
  }

  @Override
  public Boolean string(Expr.StringLiteral string) {
    return true;
  }

  @Override
  public Boolean vectorSelector(Expr.VectorSelector selector) {
    return selector.modifiers().isFixed();
  }

  @Override
  public Boolean matrixSelector(Expr.MatrixSelector selector) {
    return selector.selector().modifiers().isFixed();
  }

  @Override
  public Boolean subquery(Expr.Subquery subquery) {
    return subquery.modifiers().isFixed();
  }

  @Override
  public Boolean call(Expr.Call call) {
    String name = call.function().name();
    boolean ofStep =
        OF_STEP.contains(name)
            || (OF_STEP_ALONE.contains(name) && call.arguments().isEmpty())
            || name.equals("info");
    return !ofStep && all(call.arguments());
  }

  @Override
  public Boolean aggregation(Expr.Aggregation aggregation) {
    return all(aggregation.children());
  }

  @Override
  public Boolean binary(Expr.Binary binary) {
    return all(binary.children());
  }

  @Override
  public Boolean unary(Expr.Unary unary) {
    return unary.inner().accept(this);
  }

  @Override
  public Boolean paren(Expr.Paren paren) {
    return paren.inner().accept(this);
  }
}
