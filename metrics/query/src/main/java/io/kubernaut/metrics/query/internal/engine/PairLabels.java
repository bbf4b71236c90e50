package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.BinaryOperator;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Matching;
import io.kubernaut.metrics.store.Labels;
import java.util.List;

/** The labels that two partners have together. */
final class PairLabels {

  private final boolean arithmetic;
  private final boolean bool;
  private final boolean oneToOne;
  private final boolean on;
  private final List<String> labels;
  private final List<String> include;

  PairLabels(Expr.Binary expr) {
    Matching matching = expr.matching();
    arithmetic = expr.operator().kind() == BinaryOperator.Kind.ARITHMETIC;
    bool = expr.bool();
    oneToOne = matching.cardinality() == Matching.Cardinality.ONE_TO_ONE;
    on = matching.on();
    labels = matching.labels();
    include = matching.include();
  }

  SeriesLabels of(SeriesLabels many, Labels one) {
    Labels result = many.labels();
    if (arithmetic) {
      result = SeriesLabels.withoutMetadata(result);
    }
    if (oneToOne) {
      result = on ? result.only(labels) : result.without(labels);
    }
    for (String name : include) {
      result = result.with(name, one.get(name));
    }
    return new SeriesLabels(result, many.dropName() || bool);
  }
}
