package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.DamagedDataException;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import org.jspecify.annotations.Nullable;

/** The series that a selector found, with everything counted that is read of them. */
final class Selection implements AutoCloseable {

  private final Evaluation evaluation;
  private final SelectorPlan plan;
  private final long from;
  private final long to;
  private final ReadHint hint;
  private @Nullable SeriesSet set;

  Selection(Evaluation evaluation, SelectorPlan plan, long from, long to, ReadHint hint) {
    this.evaluation = evaluation;
    this.plan = plan;
    this.from = from;
    this.to = to;
    this.hint = hint;
  }

  void open() {
    Budget budget = evaluation.budget();
    SeriesQuery query =
        new SeriesQuery(plan.matchers(), from, to, hint, budget.seriesLeft(), budget);
    SeriesSet opened = evaluation.source().select(query);
    set = opened;
    budget.series(opened.size());
  }

  private SeriesSet opened() {
    if (set == null) {
      throw new IllegalStateException("A selection is read before it was opened.");
    }
    return set;
  }

  int size() {
    return opened().size();
  }

  Labels labels(int index) {
    return opened().labels(index);
  }

  /** Reads a series. Returns false if it can not be read, which the answer will say. */
  boolean read(int index, SampleColumns columns) {
    try {
      opened().read(index, columns);
    } catch (DamagedDataException damaged) {
      evaluation
          .annotations()
          .warnOfSource(
              "series %s left out, it can not be read: %s"
                  .formatted(labels(index), damaged.getMessage()));
      return false;
    }
    if (columns.condensed() > 0) {
      evaluation.annotations().info(plan.span(), "older samples are condensed");
    }
    return true;
  }

  @Override
  public void close() {
    if (set != null) {
      set.close();
    }
  }
}
