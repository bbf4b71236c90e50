package io.kubernaut.metrics.query.internal.engine;

/**
 * The series of the whole result: names that are to go are gone, and equal labels are one series.
 */
final class NamedNode extends VectorNode {

  private final VectorNode merged;

  NamedNode(VectorNode node, Budget budget) {
    super(node.grid());
    this.merged = new MergedNode(new Dropping(node), budget);
  }

  private static final class Dropping extends VectorNode {

    private final VectorNode node;
    private SeriesLabels[] labels = new SeriesLabels[0];

    Dropping(VectorNode node) {
      super(node.grid());
      this.node = node;
    }

    @Override
    void prepare() {
      node.prepare();
      labels = new SeriesLabels[node.size()];
      for (int i = 0; i < labels.length; i++) {
        SeriesLabels series = node.labels(i);
        labels[i] = series.dropName() ? new SeriesLabels(series.resulting(), false) : series;
      }
    }

    @Override
    int size() {
      return labels.length;
    }

    @Override
    SeriesLabels labels(int index) {
      return labels[index];
    }

    @Override
    void read(int index, StepColumn into) {
      node.read(index, into);
    }

    @Override
    public void close() {
      node.close();
    }
  }

  @Override
  void prepare() {
    merged.prepare();
  }

  @Override
  int size() {
    return merged.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return merged.labels(index);
  }

  @Override
  void read(int index, StepColumn into) {
    merged.read(index, into);
  }

  @Override
  public void close() {
    merged.close();
  }
}
