package io.kubernaut.metrics.query.http;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.query.syntax.DurationExpr;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.ExprVisitor;
import io.kubernaut.metrics.query.syntax.Function;
import io.kubernaut.metrics.query.syntax.Matching;
import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.query.syntax.ValueType;
import io.kubernaut.metrics.store.LabelMatcher;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a query as the tree that {@code parse_query} answers with. Durations are milliseconds; one
 * that depends on the query's step or range is written as 0.
 */
final class SyntaxJson implements ExprVisitor<Answer.Data> {

  private SyntaxJson() {}

  static Answer.Data of(Expr expr) {
    return expr.accept(new SyntaxJson());
  }

  private static void write(JsonText json, Expr expr) throws IOException {
    of(expr).writeTo(json);
  }

  private static void writeOrNull(JsonText json, @Nullable Expr expr) throws IOException {
    if (expr == null) {
      json.raw("null");
    } else {
      write(json, expr);
    }
  }

  @Override
  public Answer.Data number(Expr.NumberLiteral number) {
    return json ->
        json.raw("{\"type\":\"numberLiteral\",\"val\":")
            .text(GoNumbers.plain(number.value()))
            .raw('}');
  }

  @Override
  public Answer.Data string(Expr.StringLiteral string) {
    return json -> json.raw("{\"type\":\"stringLiteral\",\"val\":").text(string.value()).raw('}');
  }

  @Override
  public Answer.Data vectorSelector(Expr.VectorSelector selector) {
    return json -> {
      json.raw("{\"type\":\"vectorSelector\",");
      selector(json, selector);
      json.raw('}');
    };
  }

  @Override
  public Answer.Data matrixSelector(Expr.MatrixSelector range) {
    return json -> {
      json.raw("{\"type\":\"matrixSelector\",\"range\":").number(millis(range.range())).raw(',');
      selector(json, range.selector());
      json.raw('}');
    };
  }

  private static void selector(JsonText json, Expr.VectorSelector selector) throws IOException {
    json.raw("\"name\":").text(selector.name()).raw(",\"matchers\":");
    json.array(selector.matchers(), SyntaxJson::matcher);
    modifiers(json, selector.modifiers());
  }

  private static void matcher(JsonText json, LabelMatcher matcher) throws IOException {
    json.raw("{\"name\":").text(matcher.name()).raw(",\"value\":").text(matcher.value());
    json.raw(",\"type\":").text(matcher.operator().symbol()).raw('}');
  }

  private static void modifiers(JsonText json, Modifiers modifiers) throws IOException {
    json.raw(",\"offset\":").number(millis(modifiers.offset())).raw(",\"timestamp\":");
    if (modifiers.at() == Modifiers.At.FIXED) {
      json.number(modifiers.fixedMillis());
    } else {
      json.raw("null");
    }
    json.raw(",\"startOrEnd\":");
    switch (modifiers.at()) {
      case START -> json.raw("\"start\"");
      case END -> json.raw("\"end\"");
      default -> json.raw("null");
    }
  }

  private static long millis(@Nullable DurationExpr duration) {
    return duration != null && duration.isConstant()
        ? Math.round(duration.seconds(0, 0) * 1000)
        : 0;
  }

  @Override
  public Answer.Data subquery(Expr.Subquery subquery) {
    return json -> {
      json.raw("{\"type\":\"subquery\",\"expr\":");
      write(json, subquery.inner());
      json.raw(",\"range\":").number(millis(subquery.range()));
      json.raw(",\"step\":").number(millis(subquery.step()));
      modifiers(json, subquery.modifiers());
      json.raw('}');
    };
  }

  @Override
  public Answer.Data call(Expr.Call call) {
    return json -> {
      json.raw("{\"type\":\"call\",\"func\":");
      function(json, call.function());
      json.raw(",\"args\":").array(call.arguments(), SyntaxJson::write).raw('}');
    };
  }

  private static void function(JsonText json, Function function) throws IOException {
    json.raw("{\"name\":").text(function.name()).raw(",\"argTypes\":");
    json.array(function.arguments(), (out, type) -> out.text(symbol(type)));
    json.raw(",\"variadic\":").number(function.repeated() ? -1L : function.optional());
    json.raw(",\"returnType\":").text(symbol(function.result())).raw('}');
  }

  private static String symbol(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Answer.Data aggregation(Expr.Aggregation aggregation) {
    return json -> {
      json.raw("{\"type\":\"aggregation\",\"op\":").text(aggregation.aggregator().symbol());
      json.raw(",\"expr\":");
      write(json, aggregation.inner());
      json.raw(",\"param\":");
      writeOrNull(json, aggregation.parameter());
      json.raw(",\"grouping\":").texts(aggregation.grouping());
      json.raw(",\"without\":").bool(aggregation.without()).raw('}');
    };
  }

  @Override
  public Answer.Data binary(Expr.Binary binary) {
    return json -> {
      json.raw("{\"type\":\"binaryExpr\",\"op\":").text(binary.operator().symbol());
      json.raw(",\"lhs\":");
      write(json, binary.left());
      json.raw(",\"rhs\":");
      write(json, binary.right());
      json.raw(",\"matching\":");
      matching(json, binary);
      json.raw(",\"bool\":").bool(binary.bool()).raw('}');
    };
  }

  private static void matching(JsonText json, Expr.Binary binary) throws IOException {
    boolean vectors =
        binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
    if (!vectors) {
      json.raw("null");
      return;
    }
    Matching matching = binary.matching();
    json.raw("{\"card\":");
    json.text(matching.cardinality().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.raw(",\"labels\":").texts(matching.labels());
    json.raw(",\"on\":").bool(matching.on());
    json.raw(",\"include\":").texts(matching.include()).raw('}');
  }

  @Override
  public Answer.Data unary(Expr.Unary unary) {
    return json -> {
      json.raw("{\"type\":\"unaryExpr\",\"op\":").text(unary.negative() ? "-" : "+");
      json.raw(",\"expr\":");
      write(json, unary.inner());
      json.raw('}');
    };
  }

  @Override
  public Answer.Data paren(Expr.Paren paren) {
    return json -> {
      json.raw("{\"type\":\"parenExpr\",\"expr\":");
      write(json, paren.inner());
      json.raw('}');
    };
  }
}
