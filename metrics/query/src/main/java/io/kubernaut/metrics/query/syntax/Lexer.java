package io.kubernaut.metrics.query.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a query into tokens. What a character means depends on the brackets around it only in one
 * case: a colon is part of a name, but inside of square brackets it separates range and step.
 */
final class Lexer {

  private static final String SINGLES = "(){}[],@+-*%^";
  private static final TokenKind[] SINGLE_KINDS = {
    TokenKind.LEFT_PAREN,
    TokenKind.RIGHT_PAREN,
    TokenKind.LEFT_BRACE,
    TokenKind.RIGHT_BRACE,
    TokenKind.LEFT_BRACKET,
    TokenKind.RIGHT_BRACKET,
    TokenKind.COMMA,
    TokenKind.AT,
    TokenKind.ADD,
    TokenKind.SUB,
    TokenKind.MUL,
    TokenKind.MOD,
    TokenKind.POW
  };

  private final String query;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int brackets;

  private Lexer(String query) {
    this.query = query;
  }

  static List<Token> tokens(String query) {
    Lexer lexer = new Lexer(query);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.add(TokenKind.END, lexer.at);
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c == '#') {
        int end = query.indexOf('\n', at);
        at = end < 0 ? query.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void next() {
    char c = query.charAt(at);
    int single = SINGLES.indexOf(c);
    if (single >= 0) {
      single(SINGLE_KINDS[single]);
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else if (isLetter(c) || (c == ':' && brackets == 0)) {
      word();
    } else if (c == '"' || c == '\'' || c == '`') {
      string();
    } else {
      operator(c);
    }
  }

  private void single(TokenKind kind) {
    if (kind == TokenKind.LEFT_BRACKET) {
      brackets++;
    } else if (kind == TokenKind.RIGHT_BRACKET) {
      brackets--;
    }
    take(kind, 1);
  }

  private void operator(char c) {
    char second = peek(1);
    switch (c) {
      case ':' -> take(TokenKind.COLON, 1);
      case '/' -> take(TokenKind.DIV, 1);
      case '=' -> equal(second);
      case '!' -> unequal(second);
      case '<' -> compare(second, TokenKind.LESS, TokenKind.LESS_EQUAL, TokenKind.TRIM_UPPER);
      case '>' -> compare(second, TokenKind.GREATER, TokenKind.GREATER_EQUAL, TokenKind.TRIM_LOWER);
      default -> throw unexpected();
    }
  }

  private void equal(char second) {
    switch (second) {
      case '=' -> take(TokenKind.EQUALS, 2);
      case '~' -> take(TokenKind.REGEX_EQUAL, 2);
      default -> take(TokenKind.EQUAL, 1);
    }
  }

  private void unequal(char second) {
    switch (second) {
      case '=' -> take(TokenKind.UNEQUAL, 2);
      case '~' -> take(TokenKind.REGEX_UNEQUAL, 2);
      default -> throw problem(at, at + 1, "unexpected character after '!': " + shown(at + 1));
    }
  }

  private void compare(char second, TokenKind alone, TokenKind orEqual, TokenKind trim) {
    switch (second) {
      case '=' -> take(orEqual, 2);
      case '/' -> take(trim, 2);
      default -> take(alone, 1);
    }
  }

  private void take(TokenKind kind, int length) {
    int start = at;
    at += length;
    add(kind, start);
  }

  private void add(TokenKind kind, int start) {
    tokens.add(new Token(kind, query.substring(start, at), new Span(start, at)));
  }

  private void word() {
    int start = at;
    while (at < query.length() && isWordPart(query.charAt(at))) {
      at++;
    }
    add(TokenKind.IDENTIFIER, start);
  }

  private boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || (c == ':' && brackets == 0);
  }

  /** Numbers and durations begin alike: {@code 5}, {@code 0x1F}, {@code 1e3}, {@code 1h30m}. */
  private void number() {
    int start = at;
    if (query.startsWith("0x", at) || query.startsWith("0X", at)) {
      at += 2;
      skip("0123456789abcdefABCDEF_");
      endNumber(TokenKind.NUMBER, start);
      return;
    }
    skip("0123456789_");
    if (startsUnit()) {
      while (at < query.length() && (isDigit(query.charAt(at)) || startsUnit())) {
        at += isDigit(query.charAt(at)) ? 1 : query.startsWith("ms", at) ? 2 : 1;
      }
      endNumber(TokenKind.DURATION, start);
      return;
    }
    if (peek(0) == '.') {
      at++;
      skip("0123456789_");
    }
    exponent();
    endNumber(TokenKind.NUMBER, start);
  }

  private boolean startsUnit() {
    return "smhdwy".indexOf(peek(0)) >= 0;
  }

  private void exponent() {
    if (peek(0) != 'e' && peek(0) != 'E') {
      return;
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (isDigit(peek(1 + sign))) {
      at += 1 + sign;
      skip("0123456789_");
    }
  }

  private void skip(String characters) {
    while (at < query.length() && characters.indexOf(query.charAt(at)) >= 0) {
      at++;
    }
  }

  private void endNumber(TokenKind kind, int start) {
    boolean goesOn = at < query.length() && (isLetter(peek(0)) || isDigit(peek(0)));
    if (goesOn || peek(0) == '.') {
      int from = at;
      skipWord();
      String text = query.substring(start, Math.max(from + 1, at));
      throw problem(start, at, "bad number or duration syntax: \"%s\"".formatted(text));
    }
    add(kind, start);
  }

  private void skipWord() {
    while (at < query.length() && (isLetter(peek(0)) || isDigit(peek(0)))) {
      at++;
    }
  }

  private void string() {
    int start = at;
    char quote = query.charAt(at);
    at++;
    while (at < query.length() && query.charAt(at) != quote) {
      char c = query.charAt(at);
      if (c == '\n' && quote != '`') {
        throw problem(start, at, "unterminated quoted string");
      }
      at += c == '\\' && quote != '`' ? 2 : 1;
    }
    if (at >= query.length()) {
      at = query.length();
      throw problem(
          start, at, quote == '`' ? "unterminated raw string" : "unterminated quoted string");
    }
    at++;
    Span span = new Span(start, at);
    tokens.add(new Token(TokenKind.STRING, meaning(span), span));
  }

  private String meaning(Span span) {
    String quoted = query.substring(span.start(), span.end());
    try {
      return Quoting.unquote(quoted);
    } catch (IllegalArgumentException invalid) {
      throw problem(span.start(), span.end(), String.valueOf(invalid.getMessage()));
    }
  }

  private char peek(int ahead) {
    return at + ahead < query.length() ? query.charAt(at + ahead) : '\0';
  }

  private SyntaxException unexpected() {
    return problem(at, at + 1, "unexpected character: " + shown(at));
  }

  private String shown(int index) {
    return index < query.length()
        ? "'" + new String(Character.toChars(query.codePointAt(index))) + "'"
        : "end of input";
  }

  private SyntaxException problem(int start, int end, String problem) {
    return new SyntaxException(query, new Span(start, end), problem);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
