package io.kubernaut.metrics.query.syntax;

import java.util.List;

/** The tokens of a query, one after the other. */
final class TokenStream {

  private final String query;
  private final List<Token> tokens;
  private int at;

  TokenStream(String query) {
    this.query = query;
    this.tokens = Lexer.tokens(query);
  }

  String query() {
    return query;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /** Returns the token before the next one. */
  Token last() {
    return tokens.get(Math.max(0, at - 1));
  }

  Token next() {
    Token token = peek();
    if (!token.is(TokenKind.END)) {
      at++;
    }
    return token;
  }

  boolean accept(TokenKind kind) {
    boolean found = peek().is(kind);
    if (found) {
      next();
    }
    return found;
  }

  boolean acceptWord(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(TokenKind kind, String context) {
    if (!peek().is(kind)) {
      throw unexpected(context, kind.description());
    }
    return next();
  }

  /** Returns the problem that the next token is not what should be here. */
  SyntaxException unexpected(String context, String expected) {
    return problem(
        peek().span(),
        "unexpected "
            + peek().describe()
            + where(context)
            + (expected.isEmpty() ? "" : ", expected " + expected));
  }

  private static String where(String context) {
    return context.isEmpty() ? "" : " in " + context;
  }

  SyntaxException problem(Span span, String problem) {
    return new SyntaxException(query, span, problem);
  }
}
