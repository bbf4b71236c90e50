package io.kubernaut.metrics.query.internal.engine;

/** Where the samples of ranges come from: the store, or a subquery. */
interface RangeSource extends AutoCloseable {

  void prepare();

  int size();

  SeriesLabels labels(int index);

  /** Reads the samples of a series, and finds out which belong to the range of each step. */
  void read(int index, RangeWindows into);

  /** Says that the samples that were read are not needed any more, or held elsewhere now. */
  void letGo();

  /** The windows to read into. */
  RangeWindows windows();

  @Override
  void close();
}
