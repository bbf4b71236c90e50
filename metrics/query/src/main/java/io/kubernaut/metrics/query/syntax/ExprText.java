package io.kubernaut.metrics.query.syntax;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes expressions as Prometheus does, on one line. */
final class ExprText implements ExprVisitor<String> {

  private static final ExprText INSTANCE = new ExprText();

  private ExprText() {}

  static String of(Expr expr) {
    return expr.accept(INSTANCE);
  }

  static String number(double value) {
    return GoNumbers.plain(value);
  }

  @Override
  public String number(Expr.NumberLiteral number) {
    return number.duration() ? Durations.format(number.value()) : number(number.value());
  }

  @Override
  public String string(Expr.StringLiteral string) {
    return Quoting.quote(string.value());
  }

  @Override
  public String vectorSelector(Expr.VectorSelector selector) {
    return matchers(selector) + extension(selector.modifiers()) + time(selector.modifiers());
  }

  @Override
  public String matrixSelector(Expr.MatrixSelector matrix) {
    Modifiers modifiers = matrix.selector().modifiers();
    return matchers(matrix.selector())
        + "["
        + matrix.range()
        + "]"
        + extension(modifiers)
        + time(modifiers);
  }

  private static String matchers(Expr.VectorSelector selector) {
    boolean plainName = Names.isPlainMetric(selector.name());
    List<String> texts =
        selector.matchers().stream()
            .filter(matcher -> !(plainName && isName(matcher, selector.name())))
            .map(ExprText::matcher)
            .collect(Collectors.toList());
    String name = plainName ? selector.name() : "";
    return texts.isEmpty() && plainName ? name : name + "{" + String.join(",", texts) + "}";
  }

  private static boolean isName(LabelMatcher matcher, String name) {
    return matcher.name().equals(Labels.NAME)
        && matcher.operator() == LabelMatcher.Operator.EQUAL
        && matcher.value().equals(name);
  }

  private static String matcher(LabelMatcher matcher) {
    boolean quotedName = isName(matcher, matcher.value()) && !Names.isPlainMetric(matcher.value());
    return quotedName
        ? Quoting.quote(matcher.value())
        : label(matcher.name()) + matcher.operator().symbol() + Quoting.quote(matcher.value());
  }

  static String label(String name) {
    return Names.isPlainLabel(name) ? name : Quoting.quote(name);
  }

  private static String extension(Modifiers modifiers) {
    return modifiers.extension() == Modifiers.Extension.NONE
        ? ""
        : " " + modifiers.extension().name().toLowerCase(Locale.ROOT);
  }

  private static String time(Modifiers modifiers) {
    String at =
        switch (modifiers.at()) {
          case STEP -> "";
          case START -> " @ start()";
          case END -> " @ end()";
          case FIXED -> " @ " + String.format(Locale.ROOT, "%.3f", modifiers.fixedMillis() / 1e3);
        };
    return modifiers.offset() == null ? at : at + " offset " + modifiers.offset();
  }

  @Override
  public String subquery(Expr.Subquery subquery) {
    return of(subquery.inner()) + suffix(subquery);
  }

  static String suffix(Expr.Subquery subquery) {
    String step = subquery.step() == null ? "" : subquery.step().toString();
    return "[" + subquery.range() + ":" + step + "]" + time(subquery.modifiers());
  }

  @Override
  public String call(Expr.Call call) {
    return call.function().name() + "(" + list(call.arguments()) + ")";
  }

  private static String list(List<Expr> expressions) {
    return expressions.stream().map(ExprText::of).collect(Collectors.joining(", "));
  }

  @Override
  public String aggregation(Expr.Aggregation aggregation) {
    return head(aggregation) + "(" + list(aggregation.children()) + ")";
  }

  /** Returns operator and grouping of an aggregation. */
  static String head(Expr.Aggregation aggregation) {
    String operator = aggregation.aggregator().symbol();
    if (aggregation.without()) {
      return operator + " without (" + labels(aggregation.grouping()) + ") ";
    }
    return aggregation.grouping().isEmpty()
        ? operator
        : operator + " by (" + labels(aggregation.grouping()) + ") ";
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(ExprText::label).collect(Collectors.joining(", "));
  }

  @Override
  public String binary(Expr.Binary binary) {
    return of(binary.left()) + " " + operator(binary) + " " + of(binary.right());
  }

  /** Returns operator and matching of a binary operation. */
  static String operator(Expr.Binary binary) {
    return binary.operator().symbol()
        + (binary.bool() ? " bool" : "")
        + matching(binary.matching())
        + fill(binary.matching());
  }

  private static String matching(Matching matching) {
    if (matching.labels().isEmpty() && !matching.on()) {
      return "";
    }
    String text = (matching.on() ? " on (" : " ignoring (") + labels(matching.labels()) + ")";
    return switch (matching.cardinality()) {
      case MANY_TO_ONE -> text + " group_left (" + labels(matching.include()) + ")";
      case ONE_TO_MANY -> text + " group_right (" + labels(matching.include()) + ")";
      default -> text;
    };
  }

  private static String fill(Matching matching) {
    Double left = matching.fillLeft();
    Double right = matching.fillRight();
    if (left != null && right != null && left.equals(right)) {
      return " fill (" + number(left) + ")";
    }
    return (left == null ? "" : " fill_left (" + number(left) + ")")
        + (right == null ? "" : " fill_right (" + number(right) + ")");
  }

  @Override
  public String unary(Expr.Unary unary) {
    return (unary.negative() ? "-" : "+") + of(unary.inner());
  }

  @Override
  public String paren(Expr.Paren paren) {
    return "(" + of(paren.inner()) + ")";
  }
}
