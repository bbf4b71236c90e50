package io.kubernaut.metrics.query.conformance;

import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.ExprVisitor;
import io.kubernaut.metrics.query.syntax.Modifiers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts a fixed time on every selector and subquery that has none. */
final class AtRewriter implements ExprVisitor<Expr> {

  private static final Set<String> OF_EVALUATION_TIME =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "end",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "range",
          "start",
          "step",
          "time",
          "timestamp");

  private final long millis;
  private boolean dependsOnTime;

  private AtRewriter(long millis) {
    this.millis = millis;
  }

  /** Returns the rewritten query, or empty if its result depends on the evaluation time anyway. */
  static java.util.Optional<String> rewrite(Expr expr, long millis) {
    AtRewriter rewriter = new AtRewriter(millis);
    Expr rewritten = expr.accept(rewriter);
    return rewriter.dependsOnTime
        ? java.util.Optional.empty()
        : java.util.Optional.of(rewritten.toString());
  }

  private Modifiers fixed(Modifiers modifiers) {
    return modifiers.isFixed() ? modifiers : modifiers.withAt(Modifiers.At.FIXED, millis);
  }

  private List<Expr> all(List<Expr> expressions) {
    return expressions.stream().map(expr -> expr.accept(this)).collect(Collectors.toList());
  }

  @Override
  public Expr number(Expr.NumberLiteral number) {
    return number;
  }

  @Override
  public Expr string(Expr.StringLiteral string) {
    return string;
  }

  @Override
  public Expr.VectorSelector vectorSelector(Expr.VectorSelector selector) {
    return new Expr.VectorSelector(
        selector.name(), selector.matchers(), fixed(selector.modifiers()), selector.span());
  }

  @Override
  public Expr matrixSelector(Expr.MatrixSelector matrix) {
    return new Expr.MatrixSelector(
        vectorSelector(matrix.selector()), matrix.range(), matrix.span());
  }

  @Override
  public Expr subquery(Expr.Subquery subquery) {
    subquery.inner().accept(this);
    return new Expr.Subquery(
        subquery.inner(),
        subquery.range(),
        subquery.step(),
        fixed(subquery.modifiers()),
        subquery.span());
  }

  @Override
  public Expr call(Expr.Call call) {
    dependsOnTime |= OF_EVALUATION_TIME.contains(call.function().name());
    // The second argument of info selects labels, not samples.
    List<Expr> arguments =
        call.function().name().equals("info") && call.arguments().size() > 1
            ? List.of(call.arguments().get(0).accept(this), call.arguments().get(1))
            : all(call.arguments());
    return new Expr.Call(call.function(), arguments, call.span());
  }

  @Override
  public Expr aggregation(Expr.Aggregation aggregation) {
    return new Expr.Aggregation(
        aggregation.aggregator(),
        aggregation.parameter() == null ? null : aggregation.parameter().accept(this),
        aggregation.inner().accept(this),
        aggregation.without(),
        aggregation.grouping(),
        aggregation.span());
  }

  @Override
  public Expr binary(Expr.Binary binary) {
    return new Expr.Binary(
        binary.operator(),
        binary.left().accept(this),
        binary.right().accept(this),
        binary.bool(),
        binary.matching());
  }

  @Override
  public Expr unary(Expr.Unary unary) {
    return new Expr.Unary(unary.negative(), unary.inner().accept(this), unary.span());
  }

  @Override
  public Expr paren(Expr.Paren paren) {
    return new Expr.Paren(paren.inner().accept(this), paren.span());
  }
}
