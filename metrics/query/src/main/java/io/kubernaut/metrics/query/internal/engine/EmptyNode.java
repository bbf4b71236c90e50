package io.kubernaut.metrics.query.internal.engine;

/** No series. */
final class EmptyNode extends VectorNode {

  EmptyNode(StepGrid grid) {
    super(grid);
  }

  @Override
  void prepare() {}

  @Override
  int size() {
    return 0;
  }

  @Override
  SeriesLabels labels(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  void read(int index, StepColumn into) {
    throw new IndexOutOfBoundsException(index);
  }
}
