package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.Labels;

/** A number as a series without labels. */
final class ConstantVector extends VectorNode {

  private final ScalarNode scalar;
  private double[] numbers = new double[0];

  ConstantVector(StepGrid grid, ScalarNode scalar) {
    super(grid);
    this.scalar = scalar;
  }

  @Override
  void prepare() {
    numbers = scalar.values();
  }

  @Override
  int size() {
    return 1;
  }

  @Override
  SeriesLabels labels(int index) {
    return new SeriesLabels(Labels.none(), false);
  }

  @Override
  void read(int index, StepColumn into) {
    into.clear();
    System.arraycopy(numbers, 0, into.values(), 0, numbers.length);
    into.setAll();
  }

  @Override
  public void close() {
    scalar.close();
  }
}
