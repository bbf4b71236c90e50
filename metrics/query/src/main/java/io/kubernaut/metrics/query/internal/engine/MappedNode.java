package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** A function of each sample by itself. */
final class MappedNode extends VectorNode {

  /** Computes the result of each step that has a sample the function is about. */
  @FunctionalInterface
  interface Mapping {
    void apply(StepColumn column, StepColumn into);
  }

  private final VectorNode child;
  private final Mapping mapping;
  private final StepColumn column;

  MappedNode(VectorNode child, Mapping mapping) {
    super(child.grid());
    this.child = child;
    this.mapping = mapping;
    this.column = new StepColumn(steps());
  }

  /** A function of floats. */
  static MappedNode ofFloats(VectorNode child, DoubleUnaryOperator function) {
    return new MappedNode(
        child,
        (column, into) -> {
          boolean floats = !column.hasHistograms();
          for (int step = 0; step < column.steps(); step++) {
            if (column.has(step) && (floats || column.histogram(step) == null)) {
              into.set(step, function.applyAsDouble(column.value(step)));
            }
          }
        });
  }

  /** A function of histograms. */
  static MappedNode ofHistograms(VectorNode child, ToDoubleFunction<NativeHistogram> function) {
    return new MappedNode(
        child,
        (column, into) -> {
          for (int step = 0; step < column.steps(); step++) {
            NativeHistogram histogram = column.histogram(step);
            if (histogram != null) {
              into.set(step, function.applyAsDouble(histogram));
            }
          }
        });
  }

  /** The time of each step that has a sample, in seconds. */
  static MappedNode ofTimes(VectorNode child) {
    return new MappedNode(
        child,
        (column, into) -> {
          for (int step = 0; step < column.steps(); step++) {
            if (column.has(step)) {
              into.set(step, child.grid().time(step) / 1e3);
            }
          }
        });
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
    mapping.apply(column, into);
  }

  @Override
  public void close() {
    child.close();
  }
}
