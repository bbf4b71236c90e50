package io.kubernaut.metrics.query.internal.engine;

/** A node whose work is measured. */
final class MeasuredNode extends VectorNode {

  private final VectorNode node;
  private final Measures.Measure measure;

  MeasuredNode(VectorNode node, Measures.Measure measure) {
    super(node.grid());
    this.node = node;
    this.measure = measure;
  }

  @Override
  void prepare() {
    long since = measure.now();
    node.prepare();
    measure.took(since);
    measure.found(node.size());
  }

  @Override
  int size() {
    return node.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return node.labels(index);
  }

  @Override
  void read(int index, StepColumn into) {
    long since = measure.now();
    node.read(index, into);
    measure.took(since);
    measure.gave(into.count());
  }

  @Override
  public void close() {
    node.close();
  }
}
