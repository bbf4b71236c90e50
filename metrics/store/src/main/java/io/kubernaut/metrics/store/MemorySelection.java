package io.kubernaut.metrics.store;

import java.util.List;

/** Series selected from memory. */
final class MemorySelection implements SeriesSet {

  private final List<MemorySeries.View> views;

  MemorySelection(List<MemorySeries.View> views) {
    this.views = views;
  }

  @Override
  public int size() {
    return views.size();
  }

  @Override
  public Labels labels(int index) {
    return views.get(index).labels();
  }

  @Override
  public void read(int index, SampleColumns into) {
    views.get(index).copyTo(into);
  }

  @Override
  public void close() {}
}
