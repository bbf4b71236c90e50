package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.store.NativeHistogram;

/** Series with a minus in front. */
final class NegativeNode extends VectorNode {

  private final VectorNode child;
  private final StepColumn column;

  NegativeNode(VectorNode child) {
    super(child.grid());
    this.child = child;
    this.column = new StepColumn(steps());
  }

  @Override
  void prepare() {
    child.prepare();
  }

  @Override
  int size() {
    return child.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return child.labels(index).withoutName();
  }

  @Override
  void read(int index, StepColumn into) {
    child.read(index, column);
    into.clear();
    for (int step = 0; step < steps(); step++) {
      NativeHistogram histogram = column.histogram(step);
      if (histogram != null) {
        into.set(step, WorkingHistogram.of(histogram).multiply(-1).toNative());
      } else if (column.has(step)) {
        into.set(step, -column.value(step));
      }
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
