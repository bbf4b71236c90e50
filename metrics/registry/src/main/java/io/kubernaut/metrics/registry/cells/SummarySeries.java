package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowPercentileHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A distribution summary over an {@link AdaptiveHistogram} of doubles.
 *
 * <p>Safe for any thread. Recording does not throw: what is negative, infinite or not a number is
 * dropped and counted as misuse.
 */
public final class SummarySeries extends Series implements DistributionSummary {
  private final HistogramPlan plan;
  private final AdaptiveHistogram histogram;
  private final @Nullable TimeWindowPercentileHistogram percentiles;

  /**
   * Makes an empty summary.
   *
   * @param labels which series of its group it is
   * @param plan how it counts
   */
  public SummarySeries(Labels labels, HistogramPlan plan) {
    super(labels);
    this.plan = plan;
    this.histogram = new AdaptiveHistogram(plan.shape());
    this.percentiles = SnapshotMaker.percentiles(plan);
  }

  @Override
  public void record(double amount) {
    double value = amount * plan.scale();
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      group().cells().misuse().record(Misuse.ofAmount(value), group().name());
      return;
    }
    histogram.recordDouble(value + 0.0); // -0.0 becomes 0.0
    if (percentiles != null) {
      percentiles.recordDouble(value);
    }
  }

  @Override
  public long count() {
    return histogram.count();
  }

  @Override
  public double totalAmount() {
    return histogram.sumDouble();
  }

  @Override
  public double max() {
    return histogram.max();
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
   * Returns how the summary counts.
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
