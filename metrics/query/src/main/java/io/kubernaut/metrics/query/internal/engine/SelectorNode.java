package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;

/** The newest sample of each series at each step, unless it is too old or the series has ended. */
final class SelectorNode extends VectorNode {

  /** What is wanted of a sample. */
  enum Wanted {
    VALUE,
    /** Its time, in seconds. */
    TIME,
    /** Its start time, in seconds. */
    START
  }

  private final Selection selection;
  private final Clock clock;
  private final long lookback;
  private final Wanted wanted;
  private final Budget budget;
  private final SampleColumns columns = new SampleColumns();
  private final SampleTimes times = new SampleTimes();
  private final int[] positions;

  SelectorNode(Evaluation evaluation, SelectorPlan plan, Wanted wanted) {
    super(plan.clock().grid());
    this.clock = plan.clock();
    this.lookback = evaluation.lookback();
    this.wanted = wanted;
    this.budget = evaluation.budget();
    this.positions = new int[steps()];
    this.selection =
        new Selection(
            evaluation,
            plan,
            clock.first() - lookback + 1,
            clock.last(),
            new ReadHint(ReadHint.Reading.LAST, steps() == 1 ? 0 : grid().step()));
  }

  @Override
  void prepare() {
    selection.open();
  }

  @Override
  int size() {
    return selection.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return new SeriesLabels(selection.labels(index), wanted != Wanted.VALUE);
  }

  @Override
  void read(int index, StepColumn into) {
    into.clear();
    if (!selection.read(index, columns)) {
      return;
    }
    if (times.changed(columns)) {
      locate();
    }
    switch (wanted) {
      case VALUE -> fillValues(into);
      case TIME -> fillTimes(into);
      case START -> fillStarts(into);
    }
    budget.samples(into.count());
    budget.passSamples(HeldSamples.of(into));
  }

  /** Finds the newest sample for each step, walking over samples and steps side by side. */
  private void locate() {
    long[] sampleTimes = columns.times();
    int size = columns.size();
    int at = -1;
    for (int step = 0; step < positions.length; step++) {
      long moment = clock.time(step);
      while (at + 1 < size && sampleTimes[at + 1] <= moment) {
        at++;
      }
      positions[step] = at >= 0 && sampleTimes[at] > moment - reach(at) ? at : -1;
    }
  }

  /** A sample that stands for a stretch of time counts until the next one is due. */
  private long reach(int at) {
    return at < columns.condensed() ? Math.max(lookback, columns.spacing() + 1) : lookback;
  }

  private void fillValues(StepColumn into) {
    double[] values = columns.values();
    boolean plain = !columns.maybeStale() && !columns.hasHistograms();
    for (int step = 0; step < positions.length; step++) {
      int at = positions[step];
      if (at < 0) {
        continue;
      }
      NativeHistogram histogram =
          plain || !columns.hasHistograms() ? null : columns.histograms()[at];
      if (histogram != null) {
        into.set(step, histogram);
      } else if (plain || !StaleMarker.is(values[at])) {
        into.set(step, values[at]);
      }
    }
  }

  private void fillTimes(StepColumn into) {
    for (int step = 0; step < positions.length; step++) {
      if (isThere(positions[step])) {
        into.set(step, columns.times()[positions[step]] / 1e3);
      }
    }
  }

  private void fillStarts(StepColumn into) {
    for (int step = 0; step < positions.length; step++) {
      int at = positions[step];
      if (isThere(at)) {
        long start = columns.hasStarts() ? columns.starts()[at] : SampleColumns.NO_START;
        into.set(step, start == SampleColumns.NO_START ? 0 : start / 1e3);
      }
    }
  }

  private boolean isThere(int at) {
    return at >= 0 && !(columns.maybeStale() && StaleMarker.is(columns.values()[at]));
  }

  @Override
  public void close() {
    selection.close();
  }
}
