package io.kubernaut.metrics.query.syntax;

import java.util.List;

/** Puts expressions together if their types fit. */
final class TypeCheck {

  private final String query;

  TypeCheck(String query) {
    this.query = query;
  }

  private SyntaxException problem(Span span, String text) {
    return new SyntaxException(query, span, text);
  }

  private void require(boolean condition, Span span, String text) {
    if (!condition) {
      throw problem(span, text);
    }
  }

  private void requireType(Expr expr, ValueType wanted, String context) {
    if (expr.type() != wanted) {
      throw problem(
          expr.span(),
          "expected type %s in %s, got %s"
              .formatted(wanted.description(), context, expr.type().description()));
    }
  }

  Expr unary(Token sign, Expr inner) {
    boolean negative = sign.is(TokenKind.SUB);
    Span span = sign.span().to(inner.span());
    if (inner instanceof Expr.NumberLiteral number) {
      double value = negative ? -number.value() : number.value();
      return new Expr.NumberLiteral(value, number.duration(), span);
    }
    boolean fits = inner.type() == ValueType.SCALAR || inner.type() == ValueType.VECTOR;
    require(
        fits,
        inner.span(),
        "unary expression only allowed on expressions of type scalar or instant vector, got \"%s\""
            .formatted(inner.type().description()));
    return new Expr.Unary(negative, inner, span);
  }

  Expr call(Function function, List<Expr> arguments, Span span) {
    int given = arguments.size();
    String name = Quoting.quote(function.name());
    if (function.least() == function.most()) {
      require(
          given == function.least(),
          span,
          "expected %d argument(s) in call to %s, got %d".formatted(function.least(), name, given));
    }
    require(
        given >= function.least(),
        span,
        "expected at least %d argument(s) in call to %s, got %d"
            .formatted(function.least(), name, given));
    require(
        given <= function.most(),
        span,
        "expected at most %d argument(s) in call to %s, got %d"
            .formatted(function.most(), name, given));
    for (int i = 0; i < given; i++) {
      requireType(arguments.get(i), function.argument(i), "call to function " + name);
    }
    if (function.name().equals("info") && given == 2) {
      requireLabelSelector(arguments.get(1));
    }
    return new Expr.Call(function, arguments, span);
  }

  private void requireLabelSelector(Expr argument) {
    boolean plain =
        argument instanceof Expr.VectorSelector selector
            && selector.name().isEmpty()
            && selector.modifiers().equals(Modifiers.NONE);
    require(
        plain,
        argument.span(),
        "expected label selectors as the second argument to \"info\" function, got " + argument);
  }

  Expr aggregation(
      Aggregator aggregator,
      List<Expr> arguments,
      boolean without,
      List<String> grouping,
      Span span) {
    require(!arguments.isEmpty(), span, "no arguments for aggregate expression provided");
    int wanted = aggregator.parameter().isPresent() ? 2 : 1;
    require(
        arguments.size() == wanted,
        span,
        "wrong number of arguments for aggregate expression provided, expected %d, got %d"
            .formatted(wanted, arguments.size()));
    Expr inner = arguments.get(wanted - 1);
    requireType(inner, ValueType.VECTOR, "aggregation expression");
    Expr parameter = wanted == 2 ? arguments.get(0) : null;
    if (parameter != null) {
      requireType(parameter, aggregator.parameter().orElseThrow(), "aggregation parameter");
    }
    return new Expr.Aggregation(aggregator, parameter, inner, without, grouping, span);
  }

  Expr binary(
      BinaryOperator operator,
      Token symbol,
      Expr left,
      Expr right,
      MatchingParser.Modifier modifier) {
    require(
        !modifier.bool() || operator.isComparison(),
        symbol.span(),
        "bool modifier can only be used on comparison operators");
    requireOperand(left);
    requireOperand(right);
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    require(
        !scalars || !operator.isComparison() || modifier.bool(),
        symbol.span(),
        "comparisons between scalars must use BOOL modifier");
    boolean vectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
    require(
        vectors || !operator.isSet(),
        left.span().to(right.span()),
        "set operator %s not allowed in binary scalar expression"
            .formatted(Quoting.quote(operator.symbol())));
    require(
        !scalars || operator.kind() != BinaryOperator.Kind.TRIM,
        symbol.span(),
        "operator %s not allowed between scalars".formatted(Quoting.quote(operator.symbol())));
    Matching matching = modifier.matching();
    require(
        vectors || matching.isPlain(),
        modifier.span(),
        "vector matching only allowed between instant vectors");
    return new Expr.Binary(
        operator,
        left,
        right,
        modifier.bool(),
        vectors ? matching(operator, symbol, matching) : matching);
  }

  private void requireOperand(Expr operand) {
    boolean fits = operand.type() == ValueType.SCALAR || operand.type() == ValueType.VECTOR;
    require(
        fits,
        operand.span(),
        "binary expression must contain only scalar and instant vector types");
  }

  private Matching matching(BinaryOperator operator, Token symbol, Matching matching) {
    if (matching.on()) {
      for (String label : matching.include()) {
        require(
            !matching.labels().contains(label),
            symbol.span(),
            "label %s must not occur in ON and GROUP clause at once"
                .formatted(Quoting.quote(label)));
      }
    }
    if (!operator.isSet()) {
      return matching;
    }
    require(
        matching.cardinality() == Matching.Cardinality.ONE_TO_ONE,
        symbol.span(),
        "no grouping allowed for %s operation".formatted(Quoting.quote(operator.symbol())));
    require(
        matching.fillLeft() == null && matching.fillRight() == null,
        symbol.span(),
        "filling in missing series not allowed for set operators");
    return matching.withCardinality(Matching.Cardinality.MANY_TO_MANY);
  }

  Expr ranged(Expr expr, DurationExpr range, Span brackets) {
    Span span = expr.span().to(brackets);
    if (!(expr instanceof Expr.VectorSelector selector)) {
      throw problem(span, "ranges only allowed for vector selectors");
    }
    require(
        selector.modifiers().offset() == null, span, "no offset modifiers allowed before range");
    require(!selector.modifiers().isFixed(), span, "no @ modifiers allowed before range");
    return new Expr.MatrixSelector(selector, range, span);
  }

  Expr subquery(
      Expr expr,
      DurationExpr range,
      @org.jspecify.annotations.Nullable DurationExpr step,
      Span brackets) {
    Span span = expr.span().to(brackets);
    require(
        expr.type() == ValueType.VECTOR,
        span,
        "subquery is only allowed on instant vector, got %s instead"
            .formatted(expr.type().description()));
    return new Expr.Subquery(expr, range, step, Modifiers.NONE, span);
  }

  Expr offset(Expr expr, DurationExpr offset, Token keyword, Token last) {
    Modifiers modifiers = modifiers(expr, keyword, "offset modifier");
    require(
        modifiers.offset() == null,
        keyword.span(),
        "offset may not be set multiple times per selector");
    return with(expr, modifiers.withOffset(offset), last);
  }

  Expr at(Expr expr, Modifiers.At at, long millis, Token keyword, Token last) {
    Modifiers modifiers = modifiers(expr, keyword, "@ modifier");
    require(
        !modifiers.isFixed(),
        keyword.span(),
        "@ <timestamp> may not be set multiple times per selector");
    return with(expr, modifiers.withAt(at, millis), last);
  }

  Expr extended(Expr expr, Modifiers.Extension extension, Token keyword) {
    String word = keyword.word() + " modifier";
    Modifiers modifiers = modifiers(expr, keyword, word);
    require(
        !(expr instanceof Expr.Subquery),
        keyword.span(),
        word + " is not supported for subqueries");
    require(
        modifiers.extension() == Modifiers.Extension.NONE,
        keyword.span(),
        modifiers.extension() == extension
            ? word + " may not be set multiple times per selector"
            : "anchored and smoothed modifiers cannot be used together");
    return with(expr, modifiers.withExtension(extension), keyword);
  }

  private Modifiers modifiers(Expr expr, Token keyword, String what) {
    if (expr instanceof Expr.VectorSelector selector) {
      return selector.modifiers();
    } else if (expr instanceof Expr.MatrixSelector matrix) {
      return matrix.selector().modifiers();
    } else if (expr instanceof Expr.Subquery subquery) {
      return subquery.modifiers();
    }
    throw problem(
        keyword.span(),
        what
            + " must be preceded by an instant vector selector or range vector selector or a"
            + " subquery");
  }

  private static Expr with(Expr expr, Modifiers modifiers, Token last) {
    Span span = expr.span().to(last.span());
    if (expr instanceof Expr.MatrixSelector matrix) {
      Expr.VectorSelector selector = matrix.selector();
      return new Expr.MatrixSelector(
          new Expr.VectorSelector(selector.name(), selector.matchers(), modifiers, selector.span()),
          matrix.range(),
          span);
    } else if (expr instanceof Expr.Subquery subquery) {
      return new Expr.Subquery(
          subquery.inner(), subquery.range(), subquery.step(), modifiers, span);
    }
    Expr.VectorSelector selector = (Expr.VectorSelector) expr;
    return new Expr.VectorSelector(selector.name(), selector.matchers(), modifiers, span);
  }
}
