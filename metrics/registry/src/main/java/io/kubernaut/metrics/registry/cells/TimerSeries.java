package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowPercentileHistogram;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A timer over an {@link AdaptiveHistogram} of nanoseconds.
 *
 * <p>Safe for any thread. Recording does not throw: a negative time is dropped and counted as
 * misuse.
 */
public final class TimerSeries extends Series implements Timer {
  private final HistogramPlan plan;
  private final AdaptiveHistogram histogram;
  private final @Nullable TimeWindowPercentileHistogram percentiles;

  /**
   * Makes an empty timer.
   *
   * @param labels which series of its group it is
   * @param plan how it counts
   */
  public TimerSeries(Labels labels, HistogramPlan plan) {
    super(labels);
    this.plan = plan;
    this.histogram = new AdaptiveHistogram(plan.shape());
    this.percentiles = SnapshotMaker.percentiles(plan);
  }

  @Override
  public void record(long amount, TimeUnit unit) {
    long nanos = unit == TimeUnit.NANOSECONDS ? amount : unit.toNanos(amount);
    if (nanos < 0) {
      group().cells().misuse().record(Misuse.NEGATIVE, group().name());
      return;
    }
    histogram.recordNanos(nanos);
    if (percentiles != null) {
      percentiles.recordLong(nanos);
    }
  }

  private void recordSince(long start) {
    record(Math.max(0, now() - start), TimeUnit.NANOSECONDS);
  }

  private long now() {
    return group().cells().clock().nanos();
  }

  @Override
  public <T extends @Nullable Object> T record(Supplier<T> work) {
    long start = now();
    try {
      return work.get();
    } finally {
      recordSince(start);
    }
  }

  @Override
  public <T extends @Nullable Object> T recordCallable(Callable<T> work) throws Exception {
    long start = now();
    try {
      return work.call();
    } finally {
      recordSince(start);
    }
  }

  @Override
  public void record(Runnable work) {
    long start = now();
    try {
      work.run();
    } finally {
      recordSince(start);
    }
  }

  @Override
  public long count() {
    return histogram.count();
  }

  @Override
  public double totalTime(TimeUnit unit) {
    return histogram.sumNanos() / (double) unit.toNanos(1);
  }

  @Override
  public double max(TimeUnit unit) {
    return histogram.maxKey() / (double) unit.toNanos(1);
  }

  @Override
  public TimeUnit baseTimeUnit() {
    return TimeUnit.SECONDS;
  }

  @Override
  public HistogramSnapshot takeSnapshot() {
    return SnapshotMaker.snapshot(this, plan, histogram, percentiles);
  }

  /**
   * Returns the counts.
   *
   * @return the histogram
   */
  public AdaptiveHistogram histogram() {
    return histogram;
  }

  /**
   * Returns how the timer counts.
   *
   * @return the plan
   */
  public HistogramPlan plan() {
    return plan;
  }

  @Override
  public int depths() {
    return 1 + AdaptiveHistogram.DEPTHS;
  }

  @Override
  public int touch(int depth) {
    return depth == 0 ? hash : histogram.touch(depth - 1);
  }

  @Override
  protected void release() {
    histogram.release();
    close();
  }

  @Override
  public void close() {
    if (percentiles != null) {
      percentiles.close();
    }
  }

  @Override
  public Meter.Id getId() {
    return id();
  }
}
