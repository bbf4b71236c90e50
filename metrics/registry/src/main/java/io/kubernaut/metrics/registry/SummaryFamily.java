package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.SeriesGroup;
import io.kubernaut.metrics.registry.cells.SummarySeries;
import io.micrometer.core.instrument.DistributionSummary;

/**
 * A distribution summary with a histogram with labels whose values are given at each recording.
 *
 * <pre>{@code
 * SummaryFamily sizes =
 *     registry.summaries("payload").baseUnit("bytes").labels("route").register();
 * sizes.with("/orders").record(512);
 * }</pre>
 *
 * <p>Finding the series of some label values takes no lock and allocates nothing once the series
 * exists. Values are cut at 128 characters. Past the registry's limits new values get the metric's
 * overflow series, whose label values are all {@code overflow}: totals stay right and memory stays
 * bounded. A call with the wrong number of values, or with null, is counted in {@code
 * kubernaut_sdk_misuse_total} and what is recorded to its result is shown nowhere; it does not
 * throw.
 *
 * <p>Safe for any thread. Results may be kept: they are the fastest way to record.
 */
public final class SummaryFamily extends MeterFamily {

  SummaryFamily(SeriesGroup group) {
    super(group);
  }

  /**
   * Returns the series with no labels, of a family that has none.
   *
   * @return the series
   */
  public DistributionSummary with() {
    return (SummarySeries) group.with(new String[0]);
  }

  /**
   * Returns the series with one label value, creating it on first use.
   *
   * @param a the value of the first label
   * @return the series
   */
  public DistributionSummary with(String a) {
    return (SummarySeries) group.with(a);
  }

  /**
   * Returns the series with two label values, creating it on first use.
   *
   * @param a the value of the first label
   * @param b the value of the second label
   * @return the series
   */
  public DistributionSummary with(String a, String b) {
    return (SummarySeries) group.with(a, b);
  }

  /**
   * Returns the series with three label values, creating it on first use.
   *
   * @param a the value of the first label
   * @param b the value of the second label
   * @param c the value of the third label
   * @return the series
   */
  public DistributionSummary with(String a, String b, String c) {
    return (SummarySeries) group.with(a, b, c);
  }

  /**
   * Returns the series with four label values, creating it on first use.
   *
   * @param a the value of the first label
   * @param b the value of the second label
   * @param c the value of the third label
   * @param d the value of the fourth label
   * @return the series
   */
  public DistributionSummary with(String a, String b, String c, String d) {
    return (SummarySeries) group.with(a, b, c, d);
  }

  /**
   * Returns the series with any number of label values, creating it on first use. Allocates the
   * array of values.
   *
   * @param values one for each label, in the order of {@link FamilyBuilder#labels}
   * @return the series
   */
  public DistributionSummary with(String... values) {
    return (SummarySeries) find(values);
  }
}
