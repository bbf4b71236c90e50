package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import io.kubernaut.metrics.store.SampleColumns;

/** Ranges of what an expression results in on a finer grid. */
final class SubqueryRange implements RangeSource {

  private final VectorNode inner;
  private final Budget budget;
  private final HeldSamples held;
  private final RangeWindows windows;
  private final StepColumn column;
  private final long[] times;

  SubqueryRange(Evaluation evaluation, VectorNode inner, Clock outer, RangeSpan range) {
    this.inner = inner;
    this.budget = evaluation.budget();
    this.held = new HeldSamples(budget);
    this.windows = new RangeWindows(outer, range);
    this.column = new StepColumn(inner.steps());
    this.times = new long[inner.steps()];
    for (int i = 0; i < times.length; i++) {
      times[i] = inner.grid().time(i);
    }
  }

  @Override
  public void prepare() {
    inner.prepare();
  }

  @Override
  public int size() {
    return inner.size();
  }

  @Override
  public SeriesLabels labels(int index) {
    return inner.labels(index);
  }

  @Override
  public RangeWindows windows() {
    return windows;
  }

  @Override
  public void read(int index, RangeWindows into) {
    inner.read(index, column);
    budget.samples(column.count());
    held.set(HeldSamples.of(column));
    SampleColumns columns = into.columns();
    columns.clear();
    if (column.isFullOfFloats()) {
      columns.shareTimes(times, times.length, false);
      System.arraycopy(column.values(), 0, columns.values(), 0, times.length);
    } else {
      copyPresent(columns);
    }
    into.fill();
  }

  private void copyPresent(SampleColumns columns) {
    for (int i = 0; i < times.length; i++) {
      NativeHistogram histogram = column.histogram(i);
      if (histogram != null) {
        columns.add(times[i], withoutHint(histogram));
      } else if (column.has(i)) {
        columns.add(times[i], column.value(i));
      }
    }
  }

  /**
   * What is known about resets holds between stored samples, and a subquery may leave some out, or
   * give one several times.
   */
  private static NativeHistogram withoutHint(NativeHistogram histogram) {
    boolean known = histogram.hint() == ResetHint.RESET || histogram.hint() == ResetHint.NOT_RESET;
    return known ? histogram.toBuilder().hint(ResetHint.UNKNOWN).build() : histogram;
  }

  @Override
  public void letGo() {
    held.release();
  }

  @Override
  public void close() {
    inner.close();
    held.release();
  }
}
