package io.kubernaut.metrics.query.internal.engine;

/** What is the same at every step: evaluated once, and repeated. */
final class RepeatedNode extends VectorNode {

  private final VectorNode single;
  private final StepColumn column = new StepColumn(1);

  RepeatedNode(StepGrid grid, VectorNode single) {
    super(grid);
    this.single = single;
  }

  @Override
  void prepare() {
    single.prepare();
  }

  @Override
  int size() {
    return single.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return single.labels(index);
  }

  @Override
  void read(int index, StepColumn into) {
    single.read(index, column);
    into.repeat(column);
  }

  @Override
  public void close() {
    single.close();
  }
}
