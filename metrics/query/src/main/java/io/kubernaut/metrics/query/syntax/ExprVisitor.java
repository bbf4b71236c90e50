package io.kubernaut.metrics.query.syntax;

/**
 * Does something for each kind of expression.
 *
 * @param <R> what it results in
 */
public interface ExprVisitor<R> {

  /**
   * Visits a number.
   *
   * @param number the expression
   * @return the result
   */
  R number(Expr.NumberLiteral number);

  /**
   * Visits a text.
   *
   * @param string the expression
   * @return the result
   */
  R string(Expr.StringLiteral string);

  /**
   * Visits an instant selector.
   *
   * @param selector the expression
   * @return the result
   */
  R vectorSelector(Expr.VectorSelector selector);

  /**
   * Visits a range selector.
   *
   * @param selector the expression
   * @return the result
   */
  R matrixSelector(Expr.MatrixSelector selector);

  /**
   * Visits a subquery.
   *
   * @param subquery the expression
   * @return the result
   */
  R subquery(Expr.Subquery subquery);

  /**
   * Visits a call.
   *
   * @param call the expression
   * @return the result
   */
  R call(Expr.Call call);

  /**
   * Visits an aggregation.
   *
   * @param aggregation the expression
   * @return the result
   */
  R aggregation(Expr.Aggregation aggregation);

  /**
   * Visits a binary operation.
   *
   * @param binary the expression
   * @return the result
   */
  R binary(Expr.Binary binary);

  /**
   * Visits a signed expression.
   *
   * @param unary the expression
   * @return the result
   */
  R unary(Expr.Unary unary);

  /**
   * Visits an expression in parentheses.
   *
   * @param paren the expression
   * @return the result
   */
  R paren(Expr.Paren paren);
}
