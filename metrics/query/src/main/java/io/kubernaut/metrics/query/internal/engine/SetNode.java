package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.BinaryOperator;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code and}, {@code or} and {@code unless}: series that stay or go by whether the other side has
 * a series of the same signature, step by step.
 */
final class SetNode extends VectorNode {

  private final VectorNode left;
  private final VectorNode right;
  private final BinaryOperator operator;
  private final Signatures signatures;
  private final Budget budget;
  private final StepColumn column;
  private final Map<Labels, Group> groups = new HashMap<>();
  private final List<Group> groupOfLeft = new ArrayList<>();
  private final List<Group> groupOfRight = new ArrayList<>();

  /** Which series of a node the results are; those of the right side come behind the left. */
  private final List<Integer> results = new ArrayList<>();

  /** What one signature has on the side that decides. */
  private static final class Group {
    final List<Integer> deciding = new ArrayList<>(1);
    long[] present = new long[0];
    int known;
  }

  SetNode(VectorNode left, VectorNode right, Expr.Binary expr, Budget budget) {
    super(left.grid());
    this.left = left;
    this.right = right;
    this.operator = expr.operator();
    this.signatures = new Signatures(expr.matching());
    this.budget = budget;
    this.column = new StepColumn(steps());
  }

  private boolean leftDecides() {
    return operator == BinaryOperator.OR;
  }

  @Override
  void prepare() {
    left.prepare();
    right.prepare();
    for (int i = 0; i < left.size(); i++) {
      groupOfLeft.add(groupOf(left, i, leftDecides()));
    }
    for (int i = 0; i < right.size(); i++) {
      groupOfRight.add(groupOf(right, i, !leftDecides()));
    }
    for (int i = 0; i < left.size(); i++) {
      boolean hopeless = operator == BinaryOperator.AND && groupOfLeft.get(i).deciding.isEmpty();
      if (!hopeless) {
        results.add(i);
      }
    }
    for (int i = 0; leftDecides() && i < right.size(); i++) {
      results.add(left.size() + i);
    }
  }

  private Group groupOf(VectorNode node, int index, boolean decides) {
    Group group =
        groups.computeIfAbsent(signatures.of(node.labels(index).labels()), ignored -> new Group());
    if (decides) {
      group.deciding.add(index);
    }
    return group;
  }

  @Override
  int size() {
    return results.size();
  }

  @Override
  SeriesLabels labels(int index) {
    int series = results.get(index);
    return series < left.size() ? left.labels(series) : right.labels(series - left.size());
  }

  @Override
  void read(int index, StepColumn into) {
    int series = results.get(index);
    if (!leftDecides()) {
      left.read(series, into);
      mask(into, present(groupOfLeft.get(series), right), operator == BinaryOperator.AND);
    } else if (series < left.size()) {
      left.read(series, into);
      note(groupOfLeft.get(series), series, into);
    } else {
      right.read(series - left.size(), into);
      mask(into, present(groupOfRight.get(series - left.size()), left), false);
    }
  }

  private void mask(StepColumn into, long[] present, boolean keep) {
    for (int step = 0; step < steps(); step++) {
      boolean there = present.length > 0 && (present[step >> 6] & (1L << step)) != 0;
      if (there != keep) {
        into.remove(step);
      }
    }
  }

  /** Returns at which steps any of the deciding series of a group is there. */
  private long[] present(Group group, VectorNode decides) {
    while (group.known < group.deciding.size()) {
      budget.check();
      decides.read(group.deciding.get(group.known), column);
      add(group, column);
    }
    return group.present;
  }

  /**
   * Remembers a left series that is read anyway, so that it is not read again for the right ones.
   */
  private static void note(Group group, int series, StepColumn column) {
    boolean next = group.known < group.deciding.size() && group.deciding.get(group.known) == series;
    if (next) {
      add(group, column);
    }
  }

  private static void add(Group group, StepColumn column) {
    long[] bits = column.present();
    if (group.present.length == 0) {
      group.present = bits.clone();
    } else {
      for (int i = 0; i < bits.length; i++) {
        group.present[i] |= bits[i];
      }
    }
    group.known++;
  }

  @Override
  public void close() {
    left.close();
    right.close();
  }
}
