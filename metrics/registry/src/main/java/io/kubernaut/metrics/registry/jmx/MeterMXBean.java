package io.kubernaut.metrics.registry.jmx;

import java.util.List;

/**
 * A metric as JMX shows it, {@code io.kubernaut:type=Meter,platform=<name>,name=<metric>}: over all
 * its series, and each of them. Read-only. Each attribute is a reading of this moment; numbers that
 * have to belong together stand in one row of {@link #getRows()}.
 */
public interface MeterMXBean {

  /**
   * Returns the metric.
   *
   * @return the name it is exposed with
   */
  String getName();

  /**
   * Returns what it is.
   *
   * @return for example {@code counter}
   */
  String getType();

  /**
   * Returns the unit.
   *
   * @return for example {@code seconds}; empty if it has none
   */
  String getUnit();

  /**
   * Returns what it means.
   *
   * @return a sentence; empty if nobody said
   */
  String getDescription();

  /**
   * Returns the number of its series, the overflow series among them.
   *
   * @return a count
   */
  int getSeries();

  /**
   * Returns the sum over all series: of counters, of gauges, of what timers and summaries recorded.
   *
   * @return a sum in the metric's unit
   */
  double getValue();

  /**
   * Returns how many recordings timers and summaries have, over all series.
   *
   * @return a count; 0 for counters and gauges
   */
  long getCount();

  /**
   * Returns the mean of what was recorded.
   *
   * @return a mean over all series; {@code NaN} for counters and gauges, and without a recording
   */
  double getMean();

  /**
   * Returns what half of the recordings did not exceed.
   *
   * @return the median over all series, within 0.6 %; {@code NaN} as above
   */
  double getMedian();

  /**
   * Returns what 99 % of the recordings did not exceed.
   *
   * @return the quantile over all series, within 0.6 %; {@code NaN} as above
   */
  double getPercentile99();

  /**
   * Returns the greatest recording since the start.
   *
   * @return the maximum over all series, within 0.6 %; {@code NaN} as above
   */
  double getMaximum();

  /**
   * Returns each series.
   *
   * @return the first 1,000, in the order of a scrape
   */
  List<RowView> getRows();

  /** One series. Attributes as of the metric. */
  interface RowView {

    /**
     * Returns what tells the series from the others.
     *
     * @return for example {@code route="/orders",status="200"}
     */
    String getLabels();

    /**
     * Returns the counter, the gauge, or the sum of what was recorded.
     *
     * @return a value in the metric's unit
     */
    double getValue();

    /**
     * Returns how many recordings there are.
     *
     * @return a count; 0 for counters and gauges
     */
    long getCount();

    /**
     * Returns what half of the recordings did not exceed.
     *
     * @return the median, or {@code NaN}
     */
    double getMedian();

    /**
     * Returns what 99 % of the recordings did not exceed.
     *
     * @return the quantile, or {@code NaN}
     */
    double getPercentile99();

    /**
     * Returns the greatest recording since the start.
     *
     * @return the maximum, or {@code NaN}
     */
    double getMaximum();
  }
}
