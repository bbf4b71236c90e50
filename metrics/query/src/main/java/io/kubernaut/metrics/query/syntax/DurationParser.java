package io.kubernaut.metrics.query.syntax;

import java.util.Locale;

/**
 * Reads lengths of time: a literal after {@code offset}, or anything computed in brackets and
 * parentheses.
 */
final class DurationParser {

  private static final int DEEPEST = 64;

  private final TokenStream tokens;
  private int depth;

  DurationParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Reads a range or step, which has to be positive. */
  DurationExpr positive(String context) {
    DurationExpr duration = sum(context);
    if (duration.isConstant()) {
      try {
        Resolution.positiveMillis(duration, 0, 0);
      } catch (ArithmeticException | IllegalArgumentException invalid) {
        throw tokens.problem(duration.span(), String.valueOf(invalid.getMessage()));
      }
    }
    return duration;
  }

  /** Reads an offset: operators only in parentheses, as they belong to the selector otherwise. */
  DurationExpr offset() {
    DurationExpr duration = signed("offset");
    if (duration.isConstant()) {
      try {
        Resolution.millis(duration, 0, 0);
      } catch (ArithmeticException | IllegalArgumentException invalid) {
        throw tokens.problem(duration.span(), String.valueOf(invalid.getMessage()));
      }
    }
    return duration;
  }

  private DurationExpr sum(String context) {
    return combined(1, context);
  }

  private DurationExpr combined(int precedence, String context) {
    if (++depth > DEEPEST) {
      throw new ComplexityException(
          "nesting",
          DEEPEST,
          "Duration expressions nest more than %d levels. Compute the duration beforehand."
              .formatted(DEEPEST));
    }
    DurationExpr left = signed(context);
    while (true) {
      DurationExpr.Operator operator = operator(tokens.peek().kind());
      if (operator == null || operator.precedence() < precedence) {
        depth--;
        return left;
      }
      tokens.next();
      boolean fromRight = operator == DurationExpr.Operator.POW;
      DurationExpr right = combined(operator.precedence() + (fromRight ? 0 : 1), context);
      left = new DurationExpr.Combined(operator, left, right, left.span().to(right.span()));
    }
  }

  private static DurationExpr.@org.jspecify.annotations.Nullable Operator operator(TokenKind kind) {
    return switch (kind) {
      case ADD -> DurationExpr.Operator.ADD;
      case SUB -> DurationExpr.Operator.SUB;
      case MUL -> DurationExpr.Operator.MUL;
      case DIV -> DurationExpr.Operator.DIV;
      case MOD -> DurationExpr.Operator.MOD;
      case POW -> DurationExpr.Operator.POW;
      default -> null;
    };
  }

  private DurationExpr signed(String context) {
    Token sign = tokens.peek();
    if (!sign.is(TokenKind.ADD) && !sign.is(TokenKind.SUB)) {
      return primary(context);
    }
    tokens.next();
    // A sign binds less than a power, but an offset takes no power without parentheses.
    DurationExpr inner =
        context.equals("offset")
            ? signed(context)
            : combined(DurationExpr.Operator.POW.precedence(), context);
    return new DurationExpr.Signed(sign.is(TokenKind.SUB), inner, sign.span().to(inner.span()));
  }

  private DurationExpr primary(String context) {
    Token token = tokens.peek();
    if (token.is(TokenKind.NUMBER) || token.is(TokenKind.DURATION)) {
      tokens.next();
      return new DurationExpr.Literal(Numbers.seconds(token, tokens.query()), token.span());
    }
    if (token.is(TokenKind.LEFT_PAREN)) {
      tokens.next();
      DurationExpr inner = sum("duration expression");
      Token close = tokens.expect(TokenKind.RIGHT_PAREN, "duration expression");
      return new DurationExpr.Grouped(inner, token.span().to(close.span()));
    }
    if (token.is(TokenKind.IDENTIFIER) && tokens.peek(1).is(TokenKind.LEFT_PAREN)) {
      return call(token);
    }
    throw tokens.unexpected(context, "number, duration, step(), or range()");
  }

  private DurationExpr call(Token name) {
    return switch (name.text().toLowerCase(Locale.ROOT)) {
      case "step" -> ofQuery(name, false);
      case "range" -> ofQuery(name, true);
      case "min_of" -> chosen(name, DurationExpr.Operator.MIN);
      case "max_of" -> chosen(name, DurationExpr.Operator.MAX);
      default ->
          throw tokens.unexpected("duration expression", "step(), range(), min_of or max_of");
    };
  }

  private DurationExpr ofQuery(Token name, boolean range) {
    tokens.next();
    tokens.next();
    Token close = tokens.expect(TokenKind.RIGHT_PAREN, "duration expression");
    return new DurationExpr.OfQuery(range, name.span().to(close.span()));
  }

  private DurationExpr chosen(Token name, DurationExpr.Operator operator) {
    tokens.next();
    tokens.next();
    DurationExpr left = sum("duration expression");
    tokens.expect(TokenKind.COMMA, "duration expression");
    DurationExpr right = sum("duration expression");
    Token close = tokens.expect(TokenKind.RIGHT_PAREN, "duration expression");
    return new DurationExpr.Combined(operator, left, right, name.span().to(close.span()));
  }
}
