package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a timer or a summary counts and what of it is shown.
 *
 * @param shape the buckets, the objectives and the maximum's window
 * @param bounds the classic buckets it is exposed with; none when it has no histogram
 * @param percentiles what Micrometer's percentiles were asked for with, or null
 * @param scale what a summary's values are multiplied with before they are counted
 */
public record HistogramPlan(
    HistogramShape shape, BucketBounds bounds, @Nullable Percentiles percentiles, double scale) {

  /**
   * Percentiles computed in the process over a moving window, by HdrHistogram.
   *
   * @param config the percentiles, their precision and their window
   * @param clock turns the window
   */
  public record Percentiles(DistributionStatisticConfig config, Clock clock) {}

  /**
   * Says whether the values are shown as a histogram.
   *
   * @return false for a plain summary of count and sum
   */
  public boolean hasHistogram() {
    return bounds.size() > 0;
  }
}
