package io.kubernaut.metrics.query.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** Writes expressions for people: what does not fit into 100 characters is broken and indented. */
public final class Pretty implements ExprVisitor<String> {

  private static final int LONGEST = 100;

  private final int level;

  private Pretty(int level) {
    this.level = level;
  }

  /**
   * Writes an expression.
   *
   * @param expr the expression
   * @return the text, on one line or several
   */
  public static String of(Expr expr) {
    return at(0, expr);
  }

  private static String at(int level, Expr expr) {
    String line = expr.toString();
    return line.length() <= LONGEST ? "  ".repeat(level) + line : expr.accept(new Pretty(level));
  }

  private String indent() {
    return "  ".repeat(level);
  }

  private String inner(Expr expr) {
    return at(level + 1, expr);
  }

  private String inner(List<Expr> expressions) {
    return expressions.stream().map(this::inner).collect(Collectors.joining(",\n"));
  }

  @Override
  public String number(Expr.NumberLiteral number) {
    return indent() + number;
  }

  @Override
  public String string(Expr.StringLiteral string) {
    return indent() + string;
  }

  @Override
  public String vectorSelector(Expr.VectorSelector selector) {
    return indent() + selector;
  }

  @Override
  public String matrixSelector(Expr.MatrixSelector selector) {
    return indent() + selector;
  }

  @Override
  public String subquery(Expr.Subquery subquery) {
    return at(level, subquery.inner()) + ExprText.suffix(subquery);
  }

  @Override
  public String call(Expr.Call call) {
    return indent()
        + call.function().name()
        + "(\n"
        + inner(call.arguments())
        + "\n"
        + indent()
        + ")";
  }

  @Override
  public String aggregation(Expr.Aggregation aggregation) {
    return indent()
        + ExprText.head(aggregation)
        + "(\n"
        + inner(aggregation.children())
        + "\n"
        + indent()
        + ")";
  }

  @Override
  public String binary(Expr.Binary binary) {
    return inner(binary.left())
        + "\n"
        + indent()
        + ExprText.operator(binary)
        + "\n"
        + inner(binary.right());
  }

  @Override
  public String unary(Expr.Unary unary) {
    return indent() + (unary.negative() ? "-" : "+") + at(level, unary.inner()).strip();
  }

  @Override
  public String paren(Expr.Paren paren) {
    return indent() + "(\n" + inner(paren.inner()) + "\n" + indent() + ")";
  }
}
