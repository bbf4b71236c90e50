package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.HistogramText;
import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Names;
import io.kubernaut.metrics.query.syntax.Quoting;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many series have each value. The values become labels, so all is evaluated at once. */
final class CountValuesNode extends VectorNode {

  private final VectorNode child;
  private final Expr.Aggregation aggregation;
  private final String label;
  private final Budget budget;
  private final Groups groups;
  private final Map<Labels, int[]> counts = new LinkedHashMap<>();
  private final List<Labels> labels = new ArrayList<>();
  private final HeldSamples samples;
  private long held;

  CountValuesNode(VectorNode child, Expr.Aggregation aggregation, String label, Budget budget) {
    super(child.grid());
    this.child = child;
    this.aggregation = aggregation;
    this.label = label;
    this.budget = budget;
    this.samples = new HeldSamples(budget);
    this.groups = new Groups(aggregation);
    if (!Names.isLabel(label)) {
      throw Evaluation.error("invalid label name " + Quoting.quote(label));
    }
  }

  @Override
  void prepare() {
    child.prepare();
    StepColumn column = new StepColumn(steps());
    for (int i = 0; i < child.size(); i++) {
      budget.check();
      child.read(i, column);
      count(child.labels(i).labels(), column);
    }
    labels.addAll(counts.keySet());
  }

  private void count(Labels series, StepColumn column) {
    int first = 0;
    for (int step = 0; step < steps(); step++) {
      if (column.has(step)) {
        int[] found = counts.computeIfAbsent(group(series, text(column, step)), this::newCounts);
        first += found[step] == 0 ? 1 : 0;
        found[step]++;
      }
    }
    samples.add(first);
  }

  private int[] newCounts(Labels ignored) {
    long bytes = 64 + 4L * steps();
    held += bytes;
    budget.hold(bytes);
    budget.series(1);
    return new int[steps()];
  }

  private static String text(StepColumn column, int step) {
    NativeHistogram histogram = column.histogram(step);
    return histogram == null ? GoNumbers.plain(column.value(step)) : HistogramText.of(histogram);
  }

  private Labels group(Labels series, String value) {
    return aggregation.without()
        ? groups.of(series.with(label, value))
        : groups.of(series).with(label, value);
  }

  @Override
  int size() {
    return labels.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return new SeriesLabels(labels.get(index), false);
  }

  @Override
  void read(int index, StepColumn into) {
    into.clear();
    int[] found = counts.getOrDefault(labels.get(index), new int[0]);
    for (int step = 0; step < found.length; step++) {
      if (found[step] > 0) {
        into.set(step, found[step]);
      }
    }
  }

  @Override
  public void close() {
    child.close();
    budget.release(held);
    samples.release();
    held = 0;
  }
}
