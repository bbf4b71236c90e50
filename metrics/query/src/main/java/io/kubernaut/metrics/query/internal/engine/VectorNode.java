package io.kubernaut.metrics.query.internal.engine;

/**
 * A part of a query that results in series.
 *
 * <p>{@link #prepare} is called once, before anything else. Then each series may be read in any
 * order, also more than once; whoever reads owns the column. For one thread.
 */
abstract class VectorNode implements AutoCloseable {

  private final StepGrid grid;

  VectorNode(StepGrid grid) {
    this.grid = grid;
  }

  final StepGrid grid() {
    return grid;
  }

  final int steps() {
    return grid.count();
  }

  /** Finds out which series there are. */
  abstract void prepare();

  /** Returns how many series there are. Some may turn out to have no samples. */
  abstract int size();

  /** Returns the identity of a series. */
  abstract SeriesLabels labels(int index);

  /** Reads a series: clears the column and fills it. */
  abstract void read(int index, StepColumn into);

  /** Gives back what the node holds. */
  @Override
  public void close() {}
}
