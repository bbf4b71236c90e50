package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Series of which several may have come to the same labels. They are one series then, as long as no
 * two have a sample at the same step.
 */
final class MergedNode extends VectorNode {

  static final String SAME_LABELS = "vector cannot contain metrics with the same labelset";

  private final VectorNode child;
  private final Budget budget;
  private final List<int[]> members = new ArrayList<>();
  private final StepColumn column;
  private boolean distinct;

  MergedNode(VectorNode child, Budget budget) {
    super(child.grid());
    this.child = child;
    this.budget = budget;
    this.column = new StepColumn(steps());
  }

  @Override
  void prepare() {
    child.prepare();
    Map<Labels, Integer> known = new HashMap<>();
    for (int i = 0; i < child.size(); i++) {
      if ((i & 1023) == 0) {
        budget.check();
      }
      Integer at = known.putIfAbsent(child.labels(i).labels(), members.size());
      if (at == null) {
        members.add(new int[] {i});
      } else {
        int[] old = members.get(at);
        int[] more = java.util.Arrays.copyOf(old, old.length + 1);
        more[old.length] = i;
        members.set(at, more);
      }
    }
    distinct = members.size() == child.size();
  }

  @Override
  int size() {
    return members.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return child.labels(members.get(index)[0]);
  }

  @Override
  void read(int index, StepColumn into) {
    if (distinct) {
      child.read(index, into);
      return;
    }
    int[] all = members.get(index);
    child.read(all[0], into);
    for (int i = 1; i < all.length; i++) {
      child.read(all[i], column);
      if (!into.addAll(column)) {
        throw Evaluation.error(SAME_LABELS);
      }
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
