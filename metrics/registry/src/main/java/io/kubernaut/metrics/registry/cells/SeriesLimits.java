package io.kubernaut.metrics.registry.cells;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many series there may be, per metric and in all. Past a limit recordings go to the metric's
 * overflow series, so that totals stay right. Overflow series themselves are not counted. Safe for
 * any thread.
 */
public final class SeriesLimits {
  private final int perMetric;
  private final int total;
  private final AtomicInteger taken = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  /**
   * Makes limits with nothing taken.
   *
   * @param perMetric the most series of one metric
   * @param total the most series of all metrics together
   */
  public SeriesLimits(int perMetric, int total) {
    this.perMetric = perMetric;
    this.total = total;
  }

  boolean take(int alreadyInMetric) {
    if (alreadyInMetric >= perMetric) {
      return false;
    }
    if (taken.incrementAndGet() <= total) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  /**
   * Says whether a new series would be refused.
   *
   * @param inMetric how many series its metric has
   * @return whether a limit is reached
   */
  public boolean reached(int inMetric) {
    return inMetric >= perMetric || taken.get() >= total;
  }

  void giveBack() {
    taken.decrementAndGet();
  }

  void refuse() {
    refused.increment();
  }

  /**
   * Returns the number of series there are.
   *
   * @return a count of at most {@link #total()}
   */
  public int taken() {
    return taken.get();
  }

  /**
   * Returns the limit of one metric.
   *
   * @return a number of series
   */
  public int perMetric() {
    return perMetric;
  }

  /**
   * Returns the limit of all metrics together.
   *
   * @return a number of series
   */
  public int total() {
    return total;
  }

  /**
   * Returns how often a lookup was answered with an overflow series.
   *
   * @return a count since the registry was made
   */
  public long refused() {
    return refused.sum();
  }
}
