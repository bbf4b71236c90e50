package io.kubernaut.metrics.query.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads operators and what may stand between an operator and its right side. */
final class MatchingParser {

  private static final List<String> RESERVED =
      List.of("on", "ignoring", "group_left", "group_right", "bool", "atan2");

  private final TokenStream tokens;

  MatchingParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /**
   * What stands between an operator and its right side.
   *
   * @param bool whether a comparison results in 0 or 1
   * @param matching how series find each other
   * @param span where it stands
   */
  record Modifier(boolean bool, Matching matching, Span span) {}

  /** Tells whether a word can not begin an expression. */
  static boolean isReserved(Token token) {
    return RESERVED.contains(token.word());
  }

  static @Nullable BinaryOperator operator(Token token) {
    return switch (token.kind()) {
      case ADD -> BinaryOperator.ADD;
      case SUB -> BinaryOperator.SUB;
      case MUL -> BinaryOperator.MUL;
      case DIV -> BinaryOperator.DIV;
      case MOD -> BinaryOperator.MOD;
      case POW -> BinaryOperator.POW;
      case EQUALS -> BinaryOperator.EQUAL;
      case UNEQUAL -> BinaryOperator.NOT_EQUAL;
      case GREATER -> BinaryOperator.GREATER;
      case LESS -> BinaryOperator.LESS;
      case GREATER_EQUAL -> BinaryOperator.GREATER_EQUAL;
      case LESS_EQUAL -> BinaryOperator.LESS_EQUAL;
      case TRIM_UPPER -> BinaryOperator.TRIM_UPPER;
      case TRIM_LOWER -> BinaryOperator.TRIM_LOWER;
      case IDENTIFIER -> wordOperator(token);
      default -> null;
    };
  }

  private static @Nullable BinaryOperator wordOperator(Token token) {
    return switch (token.word()) {
      case "and" -> BinaryOperator.AND;
      case "or" -> BinaryOperator.OR;
      case "unless" -> BinaryOperator.UNLESS;
      case "atan2" -> BinaryOperator.ATAN2;
      default -> null;
    };
  }

  Modifier modifier() {
    Span start = tokens.peek().span();
    boolean bool = tokens.acceptWord("bool");
    Matching matching = Matching.NONE;
    Token token = tokens.peek();
    if (token.isWord("on") || token.isWord("ignoring")) {
      tokens.next();
      matching = grouped(token.isWord("on"), labels("grouping opts"));
    }
    return new Modifier(bool, filled(matching), start.to(tokens.last().span()));
  }

  private Matching grouped(boolean on, List<String> labels) {
    Token token = tokens.peek();
    boolean left = token.isWord("group_left");
    if (!left && !token.isWord("group_right")) {
      return new Matching(Matching.Cardinality.ONE_TO_ONE, on, labels, List.of(), null, null);
    }
    tokens.next();
    List<String> include =
        tokens.peek().is(TokenKind.LEFT_PAREN) ? labels("grouping opts") : List.of();
    Matching.Cardinality cardinality =
        left ? Matching.Cardinality.MANY_TO_ONE : Matching.Cardinality.ONE_TO_MANY;
    return new Matching(cardinality, on, labels, include, null, null);
  }

  private Matching filled(Matching matching) {
    Double left = null;
    Double right = null;
    while (startsFill()) {
      String word = tokens.next().word();
      tokens.expect(TokenKind.LEFT_PAREN, "fill modifier");
      double value = signedNumber();
      tokens.expect(TokenKind.RIGHT_PAREN, "fill modifier");
      left = word.equals("fill_right") ? left : Double.valueOf(value);
      right = word.equals("fill_left") ? right : Double.valueOf(value);
    }
    return left == null && right == null
        ? matching
        : new Matching(
            matching.cardinality(),
            matching.on(),
            matching.labels(),
            matching.include(),
            left,
            right);
  }

  private boolean startsFill() {
    Token token = tokens.peek();
    boolean word = token.isWord("fill") || token.isWord("fill_left") || token.isWord("fill_right");
    return word && tokens.peek(1).is(TokenKind.LEFT_PAREN);
  }

  private double signedNumber() {
    boolean negative = tokens.accept(TokenKind.SUB);
    if (!negative) {
      tokens.accept(TokenKind.ADD);
    }
    double value = number("fill modifier");
    return negative ? -value : value;
  }

  /** Reads a number without a sign. */
  double number(String context) {
    Token token = tokens.peek();
    if (Numbers.isWord(token)) {
      tokens.next();
      return Numbers.word(token);
    }
    if (!token.is(TokenKind.NUMBER) && !token.is(TokenKind.DURATION)) {
      throw tokens.unexpected(context, "number");
    }
    return Numbers.seconds(tokens.next(), tokens.query());
  }

  /** Reads names of labels in parentheses. */
  List<String> labels(String context) {
    tokens.expect(TokenKind.LEFT_PAREN, context);
    List<String> labels = new ArrayList<>();
    while (!tokens.accept(TokenKind.RIGHT_PAREN)) {
      if (!labels.isEmpty()) {
        tokens.expect(TokenKind.COMMA, context);
        if (tokens.accept(TokenKind.RIGHT_PAREN)) {
          break;
        }
      }
      labels.add(label(context));
    }
    return labels;
  }

  private String label(String context) {
    Token token = tokens.peek();
    boolean plain = token.is(TokenKind.IDENTIFIER) && Names.isPlainLabel(token.text());
    boolean quoted = token.is(TokenKind.STRING) && Names.isLabel(token.text());
    if (!plain && !quoted) {
      throw tokens.unexpected(context, "label");
    }
    return tokens.next().text();
  }
}
