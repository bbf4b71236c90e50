package io.kubernaut.metrics.query.syntax;

import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries.
 *
 * <p>Operators are read by precedence (Pratt): an operand, then operators that bind at least as
 * tight as asked for, each with its right side. What stands behind an operand ({@code [5m]}, {@code
 * offset}, {@code @}) binds tightest and is read with it. Types are checked as expressions are put
 * together. Words are no reserved names: whether {@code sum} is an aggregation or a metric shows by
 * what follows.
 *
 * <p>Nesting is counted, on the way in as levels of this parser and on the way out as the height of
 * the expression, so that neither this parser nor whoever walks the expression runs out of stack.
 */
public final class Parser {

  private final TokenStream tokens;
  private final DurationParser durations;
  private final SelectorParser selectors;
  private final MatchingParser matchings;
  private final TypeCheck check;
  private final int deepest;
  private int depth;

  /** The height of the expression that was read last. */
  private int height;

  private Parser(String query, int deepest) {
    this.deepest = deepest;
    this.tokens = new TokenStream(query);
    this.durations = new DurationParser(tokens);
    this.selectors = new SelectorParser(tokens);
    this.matchings = new MatchingParser(tokens);
    this.check = new TypeCheck(query);
  }

  /**
   * Reads a query.
   *
   * @param query the text
   * @param longest how many characters it may have
   * @param deepest how deep it may nest
   * @return the checked expression
   * @throws SyntaxException if it is no query, or its types do not fit
   * @throws ComplexityException if it is too long or nests too deep
   */
  public static Expr parse(String query, int longest, int deepest) {
    if (query.length() > longest) {
      throw new ComplexityException(
          "length",
          longest,
          "The query has %d characters; at most %d are allowed. Split it, or record parts of it."
              .formatted(query.length(), longest));
    }
    Parser parser = new Parser(query, deepest);
    if (parser.tokens.peek().is(TokenKind.END)) {
      throw parser.tokens.problem(parser.tokens.peek().span(), "no expression found in input");
    }
    Expr expr = parser.expression(1);
    if (!parser.tokens.peek().is(TokenKind.END)) {
      throw parser.tokens.unexpected("", "");
    }
    return expr;
  }

  /**
   * Reads a selector of series alone, as the HTTP interface takes it.
   *
   * @param text such as {@code up{job="api"}}
   * @param longest how many characters it may have
   * @return the selector
   * @throws SyntaxException if it is anything else
   */
  public static Expr.VectorSelector parseSelector(String text, int longest) {
    Expr expr = parse(text, longest, 10);
    if (expr instanceof Expr.VectorSelector selector
        && selector.modifiers().equals(Modifiers.NONE)) {
      return selector;
    }
    throw new SyntaxException(text, expr.span(), "expected a selector of series only");
  }

  /**
   * Reads the labels of a series.
   *
   * @param text such as {@code up{job="api"}}
   * @return the labels, the metric's name included
   * @throws SyntaxException if it is anything else
   */
  public static Labels parseMetric(String text) {
    TokenStream tokens = new TokenStream(text);
    Labels labels = new SelectorParser(tokens).metric();
    if (!tokens.peek().is(TokenKind.END)) {
      throw tokens.unexpected("", "");
    }
    return labels;
  }

  private Expr expression(int precedence) {
    enter();
    Expr left = operand();
    while (true) {
      BinaryOperator operator = MatchingParser.operator(tokens.peek());
      if (operator == null || operator.precedence() < precedence) {
        depth--;
        return left;
      }
      left = binary(left, operator);
    }
  }

  private void enter() {
    if (++depth > deepest) {
      throw tooDeep();
    }
  }

  private void grow(int inner) {
    height = inner + 1;
    if (height > deepest) {
      throw tooDeep();
    }
  }

  private ComplexityException tooDeep() {
    return new ComplexityException(
        "nesting",
        deepest,
        "The query nests more than %d levels deep at %s. Simplify it, or record parts of it."
            .formatted(deepest, tokens.peek().span().position(tokens.query())));
  }

  private Expr binary(Expr left, BinaryOperator operator) {
    int leftHeight = height;
    Token symbol = tokens.next();
    MatchingParser.Modifier modifier = matchings.modifier();
    Expr right = expression(operator.precedence() + (operator.isRightAssociative() ? 0 : 1));
    grow(Math.max(leftHeight, height));
    return check.binary(operator, symbol, left, right, modifier);
  }

  private Expr operand() {
    Token sign = tokens.peek();
    if (!sign.is(TokenKind.ADD) && !sign.is(TokenKind.SUB)) {
      return postfixed(primary());
    }
    tokens.next();
    Expr inner = expression(BinaryOperator.UNARY_PRECEDENCE + 1);
    grow(height);
    return check.unary(sign, inner);
  }

  private Expr primary() {
    Token token = tokens.peek();
    height = 1;
    return switch (token.kind()) {
      case NUMBER, DURATION -> number(tokens.next());
      case STRING -> new Expr.StringLiteral(tokens.next().text(), token.span());
      case LEFT_PAREN -> paren();
      case LEFT_BRACE -> selectors.selector(null);
      case IDENTIFIER -> word();
      default -> throw tokens.unexpected("", "");
    };
  }

  private Expr number(Token token) {
    return new Expr.NumberLiteral(
        Numbers.seconds(token, tokens.query()), token.is(TokenKind.DURATION), token.span());
  }

  private Expr paren() {
    Token open = tokens.next();
    Expr inner = expression(1);
    Token close = tokens.peek();
    if (!close.is(TokenKind.RIGHT_PAREN)) {
      throw close.is(TokenKind.END)
          ? tokens.problem(close.span(), "unclosed left parenthesis")
          : tokens.unexpected("paren expression", "\")\"");
    }
    tokens.next();
    grow(height);
    return new Expr.Paren(inner, open.span().to(close.span()));
  }

  private Expr word() {
    Token token = tokens.peek();
    boolean call = tokens.peek(1).is(TokenKind.LEFT_PAREN);
    Aggregator aggregator = aggregator(token);
    if (aggregator != null && (call || startsGrouping(tokens.peek(1)))) {
      return aggregation(aggregator);
    }
    if (call) {
      return call();
    }
    if (Numbers.isWord(token)) {
      tokens.next();
      return new Expr.NumberLiteral(Numbers.word(token), false, token.span());
    }
    if (MatchingParser.isReserved(token)) {
      throw tokens.unexpected("", "");
    }
    return selectors.selector(tokens.next());
  }

  private static @Nullable Aggregator aggregator(Token token) {
    for (Aggregator aggregator : Aggregator.values()) {
      if (token.isWord(aggregator.symbol())) {
        return aggregator;
      }
    }
    return null;
  }

  private static boolean startsGrouping(Token token) {
    return token.isWord("by") || token.isWord("without");
  }

  private Expr call() {
    Token name = tokens.next();
    Function function =
        Functions.find(name.text())
            .or(() -> ofQuery(name))
            .orElseThrow(
                () ->
                    tokens.problem(
                        name.span(), "unknown function with name " + Quoting.quote(name.text())));
    List<Expr> arguments = arguments("function call", function.name().equals("info"));
    Span span = name.span().to(tokens.last().span());
    return check.call(function, arguments, span);
  }

  /** The functions about the query itself are written in any case. */
  private static java.util.Optional<Function> ofQuery(Token name) {
    String lower = name.text().toLowerCase(Locale.ROOT);
    return List.of("start", "end", "step", "range").contains(lower)
        ? Functions.find(lower)
        : java.util.Optional.empty();
  }

  private List<Expr> arguments(String context, boolean info) {
    tokens.expect(TokenKind.LEFT_PAREN, context);
    List<Expr> arguments = new ArrayList<>();
    int tallest = 0;
    if (!tokens.accept(TokenKind.RIGHT_PAREN)) {
      do {
        if (!arguments.isEmpty() && tokens.peek().is(TokenKind.RIGHT_PAREN)) {
          throw tokens.problem(
              tokens.last().span(), "trailing commas not allowed in function call args");
        }
        // The second argument of info selects labels rather than series.
        selectors.allowAnything(info && !arguments.isEmpty());
        arguments.add(expression(1));
        selectors.allowAnything(false);
        tallest = Math.max(tallest, height);
      } while (tokens.accept(TokenKind.COMMA));
      if (!tokens.accept(TokenKind.RIGHT_PAREN)) {
        throw tokens.peek().is(TokenKind.END)
            ? tokens.problem(tokens.peek().span(), "unclosed left parenthesis")
            : tokens.unexpected(context, "\",\" or \")\"");
      }
    }
    grow(tallest);
    return arguments;
  }

  private Expr aggregation(Aggregator aggregator) {
    Token name = tokens.next();
    Grouping grouping = grouping();
    List<Expr> arguments = arguments("aggregation", false);
    if (grouping == null) {
      grouping = grouping();
    }
    Span span = name.span().to(tokens.last().span());
    return check.aggregation(
        aggregator,
        arguments,
        grouping != null && grouping.without(),
        grouping == null ? List.of() : grouping.labels(),
        span);
  }

  /**
   * By which labels series are put together.
   *
   * @param without whether they are those to leave out
   * @param labels the labels
   */
  private record Grouping(boolean without, List<String> labels) {}

  private @Nullable Grouping grouping() {
    if (!startsGrouping(tokens.peek())) {
      return null;
    }
    boolean without = tokens.next().isWord("without");
    return new Grouping(without, matchings.labels("grouping opts"));
  }

  private Expr postfixed(Expr operand) {
    Expr expr = operand;
    while (true) {
      Token token = tokens.peek();
      if (token.is(TokenKind.LEFT_BRACKET)) {
        expr = ranged(expr);
      } else if (token.is(TokenKind.AT)) {
        expr = at(expr);
      } else if (token.isWord("offset")) {
        tokens.next();
        expr = check.offset(expr, durations.offset(), token, tokens.last());
      } else if (token.isWord("anchored")) {
        tokens.next();
        expr = check.extended(expr, Modifiers.Extension.ANCHORED, token);
      } else if (token.isWord("smoothed")) {
        tokens.next();
        expr = check.extended(expr, Modifiers.Extension.SMOOTHED, token);
      } else {
        return expr;
      }
    }
  }

  private Expr ranged(Expr expr) {
    Token open = tokens.next();
    DurationExpr range = durations.positive("subquery or range selector");
    if (tokens.accept(TokenKind.COLON)) {
      boolean standard = tokens.peek().is(TokenKind.RIGHT_BRACKET);
      DurationExpr step = standard ? null : durations.positive("subquery selector");
      Token close = tokens.expect(TokenKind.RIGHT_BRACKET, "subquery selector");
      grow(height);
      return check.subquery(expr, range, step, open.span().to(close.span()));
    }
    Token close = tokens.expect(TokenKind.RIGHT_BRACKET, "matrix selector");
    return check.ranged(expr, range, open.span().to(close.span()));
  }

  private Expr at(Expr expr) {
    Token at = tokens.next();
    Token token = tokens.peek();
    boolean word = token.isWord("start") || token.isWord("end");
    if (word && tokens.peek(1).is(TokenKind.LEFT_PAREN)) {
      tokens.next();
      tokens.next();
      Token close = tokens.expect(TokenKind.RIGHT_PAREN, "@ modifier");
      Modifiers.At edge = token.isWord("start") ? Modifiers.At.START : Modifiers.At.END;
      return check.at(expr, edge, 0, at, close);
    }
    double seconds = signedNumber("@ modifier");
    if (!(Math.abs(seconds) < Long.MAX_VALUE / 1e3)) {
      throw tokens.problem(
          token.span(), "timestamp out of bounds for @ modifier: " + ExprText.number(seconds));
    }
    long millis = Math.round(seconds * 1e3);
    return check.at(expr, Modifiers.At.FIXED, millis, at, tokens.last());
  }

  private double signedNumber(String context) {
    boolean negative = tokens.peek().is(TokenKind.SUB);
    if (negative || tokens.peek().is(TokenKind.ADD)) {
      tokens.next();
    }
    double value = matchings.number(context);
    return negative ? -value : value;
  }
}
