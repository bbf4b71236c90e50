package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.ReadHint;

/** Ranges of stored samples. */
final class StoredRange implements RangeSource {

  private final Selection selection;
  private final Budget budget;
  private final HeldSamples held;
  private final RangeWindows windows;

  StoredRange(Evaluation evaluation, SelectorPlan plan, RangeSpan range, ReadHint hint) {
    budget = evaluation.budget();
    held = new HeldSamples(budget);
    windows = new RangeWindows(plan.clock(), range);
    selection =
        new Selection(
            evaluation,
            plan,
            plan.clock().first() - range.length() - range.before() + 1,
            plan.clock().last() + range.after(),
            hint);
  }

  @Override
  public void prepare() {
    selection.open();
  }

  @Override
  public int size() {
    return selection.size();
  }

  @Override
  public SeriesLabels labels(int index) {
    return new SeriesLabels(selection.labels(index), false);
  }

  @Override
  public RangeWindows windows() {
    return windows;
  }

  @Override
  public void read(int index, RangeWindows into) {
    if (!selection.read(index, into.columns())) {
      into.clear();
      held.release();
      return;
    }
    budget.samples(into.columns().size());
    held.set(HeldSamples.of(into.columns()));
    into.fill();
  }

  @Override
  public void letGo() {
    held.release();
  }

  @Override
  public void close() {
    selection.close();
    held.release();
  }
}
