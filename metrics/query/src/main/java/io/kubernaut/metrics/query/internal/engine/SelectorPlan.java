package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.LabelMatcher;
import java.util.List;

/**
 * A selector whose times are worked out.
 *
 * @param matchers which series
 * @param clock when
 * @param extension how it treats the edges of a range
 * @param span where it stands
 */
record SelectorPlan(
    List<LabelMatcher> matchers, Clock clock, Modifiers.Extension extension, Span span) {

  static SelectorPlan of(Expr.VectorSelector selector, Clock clock) {
    return new SelectorPlan(
        selector.matchers(), clock, selector.modifiers().extension(), selector.span());
  }
}
