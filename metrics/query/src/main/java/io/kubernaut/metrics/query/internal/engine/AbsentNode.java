package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One, at the steps where there is no series at all. */
final class AbsentNode extends VectorNode {

  private final VectorNode child;
  private final Labels labels;
  private final Budget budget;

  AbsentNode(VectorNode child, Expr argument, Budget budget) {
    super(child.grid());
    this.child = child;
    this.labels = labels(argument);
    this.budget = budget;
  }

  /** Returns the labels that a missing series would surely have: those that are asked for once. */
  private static Labels labels(Expr argument) {
    List<LabelMatcher> matchers = List.of();
    if (argument instanceof Expr.VectorSelector selector) {
      matchers = selector.matchers();
    } else if (argument instanceof Expr.MatrixSelector selector) {
      matchers = selector.selector().matchers();
    }
    Labels.Builder builder = Labels.builder();
    Set<String> seen = new HashSet<>();
    for (LabelMatcher matcher : matchers) {
      if (matcher.name().equals(Labels.NAME)) {
        continue;
      }
      boolean only = matcher.operator() == LabelMatcher.Operator.EQUAL && seen.add(matcher.name());
      builder.set(matcher.name(), only ? matcher.value() : "");
    }
    return builder.build();
  }

  @Override
  void prepare() {
    child.prepare();
  }

  @Override
  int size() {
    return 1;
  }

  @Override
  SeriesLabels labels(int index) {
    return new SeriesLabels(labels, true);
  }

  @Override
  void read(int index, StepColumn into) {
    into.clear();
    StepColumn column = new StepColumn(steps());
    long[] present = new long[column.present().length];
    for (int i = 0; i < child.size(); i++) {
      budget.check();
      child.read(i, column);
      if (column.isFull()) {
        return;
      }
      for (int word = 0; word < present.length; word++) {
        present[word] |= column.present()[word];
      }
    }
    for (int step = 0; step < steps(); step++) {
      if ((present[step >> 6] & (1L << step)) == 0) {
        into.set(step, 1);
      }
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
