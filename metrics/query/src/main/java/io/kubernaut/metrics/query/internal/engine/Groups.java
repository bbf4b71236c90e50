package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which series belong together in an aggregation. */
final class Groups {

  private final boolean without;
  private final List<String> names;
  private final Set<String> nameSet;
  private final List<Labels> labels = new ArrayList<>();
  private final List<Boolean> dropNames = new ArrayList<>();
  private int[] groupOf = new int[0];

  Groups(Expr.Aggregation aggregation) {
    without = aggregation.without();
    names = aggregation.grouping();
    nameSet = new HashSet<>(names);
    if (without) {
      nameSet.add(Labels.NAME);
    }
  }

  /** Puts the series of a node into groups. */
  void assign(VectorNode node, Budget budget) {
    groupOf = new int[node.size()];
    Map<Object, Integer> known = new HashMap<>();
    for (int i = 0; i < groupOf.length; i++) {
      if ((i & 1023) == 0) {
        budget.check();
      }
      SeriesLabels series = node.labels(i);
      Integer group = known.get(key(series.labels()));
      if (group == null) {
        group = labels.size();
        known.put(key(series.labels()), group);
        labels.add(of(series.labels()));
        dropNames.add(false);
      }
      groupOf[i] = group;
      if (series.dropName()) {
        dropNames.set(group, true);
      }
    }
  }

  /** One label is its own key; several are labels. */
  private Object key(Labels series) {
    return !without && names.size() == 1 ? series.get(names.get(0)) : of(series);
  }

  /** Returns what is left of a series' labels. */
  Labels of(Labels series) {
    if (without) {
      return series.without(nameSet);
    }
    return names.isEmpty() ? Labels.none() : series.only(nameSet);
  }

  int size() {
    return labels.size();
  }

  int groupOf(int series) {
    return groupOf[series];
  }

  SeriesLabels labels(int group) {
    return new SeriesLabels(labels.get(group), dropNames.get(group));
  }

  Labels groupLabels(int group) {
    return labels.get(group);
  }
}
