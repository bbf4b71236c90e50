package io.kubernaut.metrics.query.syntax;

import io.kubernaut.metrics.store.LabelMatcher;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expression, checked and immutable. {@link Object#toString()} writes it as Prometheus does, on
 * one line; {@link Pretty} breaks long ones.
 */
public sealed interface Expr {

  /**
   * Where it stands in the query.
   *
   * @return the span
   */
  Span span();

  /**
   * What it results in.
   *
   * @return the type
   */
  ValueType type();

  /**
   * What it is made of.
   *
   * @return the expressions inside, in the order in which they are written
   */
  List<Expr> children();

  /**
   * Gives itself to the method of its kind.
   *
   * @param visitor has a method for each kind
   * @param <R> what the visitor results in
   * @return the visitor's result
   */
  <R> R accept(ExprVisitor<R> visitor);

  /**
   * Returns the expression without parentheses around it.
   *
   * @return the first expression inside that is not in parentheses
   */
  default Expr unwrapped() {
    return this;
  }

  /**
   * A number.
   *
   * @param value the number; a duration counts seconds
   * @param duration whether it was written as a duration
   * @param span where it stands
   */
  record NumberLiteral(double value, boolean duration, Span span) implements Expr {

    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }

    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.number(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * A text.
   *
   * @param value the text
   * @param span where it stands
   */
  record StringLiteral(String value, Span span) implements Expr {

    @Override
    public ValueType type() {
      return ValueType.STRING;
    }

    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.string(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * The newest samples of series.
   *
   * @param name the metric's name as written before the braces, or empty
   * @param matchers all conditions, that of the name included
   * @param modifiers at which time
   * @param span where it stands
   */
  record VectorSelector(String name, List<LabelMatcher> matchers, Modifiers modifiers, Span span)
      implements Expr {

    /**
     * Copies the parts.
     *
     * @param name the metric's name as written before the braces, or empty
     * @param matchers all conditions, that of the name included
     * @param modifiers at which time
     * @param span where it stands
     */
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.vectorSelector(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * A stretch of samples of series.
   *
   * @param selector which series, and at which time the range ends
   * @param range how long it is
   * @param span where it stands
   */
  record MatrixSelector(VectorSelector selector, DurationExpr range, Span span) implements Expr {

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.matrixSelector(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * An expression evaluated over a range of its own.
   *
   * @param inner what is evaluated
   * @param range how long the range is
   * @param step the distance of its steps, or null for the standard one
   * @param modifiers at which time the range ends
   * @param span where it stands
   */
  record Subquery(
      Expr inner, DurationExpr range, @Nullable DurationExpr step, Modifiers modifiers, Span span)
      implements Expr {

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }

    @Override
    public List<Expr> children() {
      return List.of(inner);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.subquery(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * A call of a function.
   *
   * @param function which one
   * @param arguments what it is called with
   * @param span where it stands
   */
  record Call(Function function, List<Expr> arguments, Span span) implements Expr {

    /**
     * Copies the parts.
     *
     * @param function which one
     * @param arguments what it is called with
     * @param span where it stands
     */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.result();
    }

    @Override
    public List<Expr> children() {
      return arguments;
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.call(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * Many series made into few.
   *
   * @param aggregator how
   * @param parameter its parameter, or null
   * @param inner the series
   * @param without whether the labels are those to leave out
   * @param grouping the labels
   * @param span where it stands
   */
  record Aggregation(
      Aggregator aggregator,
      @Nullable Expr parameter,
      Expr inner,
      boolean without,
      List<String> grouping,
      Span span)
      implements Expr {

    /**
     * Copies the parts.
     *
     * @param aggregator how
     * @param parameter its parameter, or null
     * @param inner the series
     * @param without whether the labels are those to leave out
     * @param grouping the labels
     * @param span where it stands
     */
    public Aggregation {
      grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
      return parameter == null ? List.of(inner) : List.of(parameter, inner);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.aggregation(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * Two expressions put together.
   *
   * @param operator how
   * @param left the left side
   * @param right the right side
   * @param bool whether a comparison results in 0 or 1
   * @param matching how series find each other
   */
  record Binary(BinaryOperator operator, Expr left, Expr right, boolean bool, Matching matching)
      implements Expr {

    @Override
    public Span span() {
      return left.span().to(right.span());
    }

    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }

    @Override
    public List<Expr> children() {
      return List.of(left, right);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.binary(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * An expression with a sign.
   *
   * @param negative whether the sign is minus
   * @param inner the expression
   * @param span where it stands
   */
  record Unary(boolean negative, Expr inner, Span span) implements Expr {

    @Override
    public ValueType type() {
      return inner.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(inner);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.unary(this);
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }

  /**
   * An expression in parentheses.
   *
   * @param inner the expression
   * @param span where it stands
   */
  record Paren(Expr inner, Span span) implements Expr {

    /**
     * Checks the parts.
     *
     * @param inner the expression
     * @param span where it stands
     */
    public Paren {
      Objects.requireNonNull(inner, "inner");
    }

    @Override
    public ValueType type() {
      return inner.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(inner);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.paren(this);
    }

    @Override
    public Expr unwrapped() {
      return inner.unwrapped();
    }

    @Override
    public String toString() {
      return ExprText.of(this);
    }
  }
}
