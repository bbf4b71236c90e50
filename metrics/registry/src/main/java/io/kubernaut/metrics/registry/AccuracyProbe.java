package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.Cells;
import io.kubernaut.metrics.registry.cells.CounterSeries;
import io.kubernaut.metrics.registry.cells.HistogramPlan;
import io.kubernaut.metrics.registry.cells.SeriesDefinition;
import io.kubernaut.metrics.registry.cells.SeriesGroup;
import io.kubernaut.metrics.registry.cells.TimerSeries;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Asks the registry questions whose answers are known, all the time.
 *
 * <p>Each second, and at each scrape, it records a batch through the ordinary instruments, reads
 * the series back the way a scrape does, and compares what is read with what it knows to have
 * recorded: the total of a counter, and the number, the sum and the 90 % quantile of a timer. A
 * batch is large enough that the instruments become hot, so that the cells that threads have to
 * themselves are questioned too, and their folding when the thread changes.
 *
 * <p>An accuracy is one less the relative error: 1 when nothing was lost and nothing invented. The
 * quantile may miss by the width of its bucket, 0.55 % at the default scale. Safe for any thread.
 */
final class AccuracyProbe {
  private static final int BATCH = 500; // a multiple of the distinct times
  private static final int DISTINCT = 100;
  private static final double QUANTILE = 0.9;
  private static final double NANOS = 1e9;

  /** How a family gets to a reader. Replaced in tests by one that loses things. */
  @FunctionalInterface
  interface Pipeline {
    void pass(ExposedFamily family, MetricSink sink);
  }

  private final Pipeline pipeline;
  private final ExposedFamily counters;
  private final ExposedFamily timers;
  private final CounterSeries counter;
  private final TimerSeries timer;
  private final KnownAnswerSink seen = new KnownAnswerSink(QUANTILE);
  private final SortedMap<String, Double> accuracies = new TreeMap<>();
  private long batches;

  AccuracyProbe(Cells cells, MetricNames names, HistogramPlan plan, Pipeline pipeline) {
    this.pipeline = pipeline;
    this.counters = family(FamilyKind.COUNTER, "kubernaut_sdk_probe_events");
    this.timers = family(FamilyKind.TIMER_WITH_BUCKETS, "kubernaut_sdk_probe_latency_seconds");
    SeriesGroup ofCounter = new SeriesGroup(cells, counters.origin(), CounterSeries::new);
    SeriesGroup ofTimer =
        new SeriesGroup(cells, timers.origin(), labels -> new TimerSeries(labels, plan));
    counters.groups.add(new ExposedGroup(ofCounter, new LabelText(counters.origin(), names)));
    timers.groups.add(new ExposedGroup(ofTimer, new LabelText(timers.origin(), names)));
    this.counter = (CounterSeries) ofCounter.with(new String[0]);
    this.timer = (TimerSeries) ofTimer.with(new String[0]);
  }

  private static ExposedFamily family(FamilyKind kind, String name) {
    return FamilyCatalog.made(
        kind, name, new SeriesDefinition(name, kind.type(), List.of(), Tags.empty(), null, null));
  }

  /** Records a batch, reads everything back and compares. */
  synchronized void ask() {
    for (int i = 0; i < BATCH; i++) {
      counter.increment();
      timer.record(1 + i % DISTINCT, TimeUnit.MILLISECONDS);
    }
    batches++;
    seen.clear();
    pipeline.pass(counters, seen);
    pipeline.pass(timers, seen);
    double events = (double) batches * BATCH;
    accuracies.put("counter", accuracy(seen.counter(), events));
    accuracies.put("timer_count", accuracy(seen.count(), events));
    accuracies.put("timer_sum", accuracy(seen.sum(), batches * secondsOfBatch()));
    accuracies.put("timer_quantile", accuracy(seen.quantile(), QUANTILE * DISTINCT / 1_000));
  }

  private static double secondsOfBatch() {
    long millis = 0;
    for (int i = 0; i < BATCH; i++) {
      millis += 1 + i % DISTINCT;
    }
    return TimeUnit.MILLISECONDS.toNanos(millis) / NANOS;
  }

  private static double accuracy(double seen, double known) {
    double error = Math.abs(seen - known) / known;
    return error < 1 ? 1 - error : 0; // also when nothing was seen, so that the error is NaN
  }

  /** The accuracies of the last asking, by what was asked for; empty before the first. */
  synchronized SortedMap<String, Double> accuracies() {
    return new TreeMap<>(accuracies);
  }
}
