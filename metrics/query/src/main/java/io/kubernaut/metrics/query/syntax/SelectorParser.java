package io.kubernaut.metrics.query.syntax;

import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.LabelMatcher.Operator;
import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a metric's name and the conditions in braces behind it. */
final class SelectorParser {

  private static final String CONTEXT = "label matching";

  private final TokenStream tokens;
  private boolean anything;

  SelectorParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Says whether a selector may match series without any of its labels. */
  void allowAnything(boolean allowed) {
    anything = allowed;
  }

  /** Reads a selector whose name, if it has one before the braces, is read already. */
  Expr.VectorSelector selector(@Nullable Token nameToken) {
    Span start = nameToken == null ? tokens.peek().span() : nameToken.span();
    String name = nameToken == null ? "" : nameToken.text();
    List<LabelMatcher> matchers = new ArrayList<>();
    if (nameToken != null) {
      matchers.add(LabelMatcher.equal(Labels.NAME, name));
    }
    if (tokens.accept(TokenKind.LEFT_BRACE)) {
      matchers(matchers, nameToken != null);
    }
    Span span = start.to(tokens.last().span());
    if (!anything && matchers.stream().allMatch(LabelMatcher::matchesEmpty)) {
      throw tokens.problem(span, "vector selector must contain at least one non-empty matcher");
    }
    return new Expr.VectorSelector(name, matchers, Modifiers.NONE, span);
  }

  private void matchers(List<LabelMatcher> matchers, boolean namedBefore) {
    boolean named = namedBefore;
    boolean first = true;
    while (!tokens.accept(TokenKind.RIGHT_BRACE)) {
      if (!first) {
        separator();
        if (tokens.accept(TokenKind.RIGHT_BRACE)) {
          return;
        }
      }
      first = false;
      boolean bare = isBareName();
      LabelMatcher matcher = bare ? bareName() : matcher();
      if (matcher.name().equals(Labels.NAME)) {
        if (named || bare) {
          requireFirstName(matchers, matcher);
        }
        named |= bare;
      }
      matchers.add(matcher);
    }
  }

  /** A metric's name may stand in the braces, in quotes and alone. */
  private boolean isBareName() {
    return tokens.peek().is(TokenKind.STRING) && operator(tokens.peek(1)) == null;
  }

  private LabelMatcher bareName() {
    return LabelMatcher.equal(Labels.NAME, tokens.next().text());
  }

  private void requireFirstName(List<LabelMatcher> matchers, LabelMatcher second) {
    for (LabelMatcher matcher : matchers) {
      if (matcher.name().equals(Labels.NAME)) {
        throw tokens.problem(
            tokens.last().span(),
            "metric name must not be set twice: %s or %s"
                .formatted(Quoting.quote(matcher.value()), Quoting.quote(second.value())));
      }
    }
  }

  private void separator() {
    if (!tokens.accept(TokenKind.COMMA)) {
      throw tokens.peek().is(TokenKind.END)
          ? tokens.problem(tokens.peek().span(), "unexpected end of input inside braces")
          : tokens.unexpected(CONTEXT, "\",\" or \"}\"");
    }
  }

  private LabelMatcher matcher() {
    Token name = tokens.peek();
    boolean quoted = name.is(TokenKind.STRING);
    boolean plain = name.is(TokenKind.IDENTIFIER) && Names.isPlainLabel(name.text());
    if (!quoted && !plain) {
      throw name.is(TokenKind.END)
          ? tokens.problem(name.span(), "unexpected end of input inside braces")
          : tokens.unexpected(CONTEXT, "identifier or \"}\"");
    }
    tokens.next();
    Operator operator = operator(tokens.peek());
    if (operator == null) {
      throw tokens.unexpected(CONTEXT, "label matching operator");
    }
    tokens.next();
    Token value = tokens.expect(TokenKind.STRING, CONTEXT);
    try {
      return LabelMatcher.of(name.text(), operator, value.text());
    } catch (IllegalArgumentException invalid) {
      throw tokens.problem(name.span().to(value.span()), String.valueOf(invalid.getMessage()));
    }
  }

  private static @Nullable Operator operator(Token token) {
    return switch (token.kind()) {
      case EQUAL -> Operator.EQUAL;
      case UNEQUAL -> Operator.NOT_EQUAL;
      case REGEX_EQUAL -> Operator.MATCHES;
      case REGEX_UNEQUAL -> Operator.DOES_NOT_MATCH;
      default -> null;
    };
  }

  /** Reads the labels of a series: only equality, and no condition on values. */
  Labels metric() {
    Labels.Builder labels = Labels.builder();
    if (tokens.peek().is(TokenKind.IDENTIFIER)) {
      labels.set(Labels.NAME, tokens.next().text());
    }
    if (tokens.accept(TokenKind.LEFT_BRACE)) {
      List<LabelMatcher> matchers = new ArrayList<>();
      matchers(matchers, false);
      for (LabelMatcher matcher : matchers) {
        if (matcher.operator() != Operator.EQUAL) {
          throw tokens.problem(tokens.last().span(), "a series has labels with \"=\" only");
        }
        labels.set(matcher.name(), matcher.value());
      }
    }
    return labels.build();
  }
}
