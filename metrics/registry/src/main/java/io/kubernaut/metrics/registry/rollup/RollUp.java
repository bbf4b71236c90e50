package io.kubernaut.metrics.registry.rollup;

import io.kubernaut.metrics.registry.exposition.MetricType;

/**
 * What happened to one series in one window.
 *
 * <table>
 * <caption>What the numbers mean</caption>
 * <tr><th></th><th>counter</th><th>gauge</th><th>timer, summary</th></tr>
 * <tr><td>count</td><td>readings</td><td>readings</td><td>recordings</td></tr>
 * <tr><td>sum</td><td>increase</td><td>sum of the readings</td><td>sum of the recordings</td></tr>
 * <tr><td>min, max</td><td>least and greatest total read</td><td>least and greatest reading</td>
 *     <td>within 0.55 %</td></tr>
 * <tr><td>last</td><td>total at the end</td><td>last reading</td><td>NaN: recordings have no order
 *     </td></tr>
 * </table>
 *
 * <p>Counts and sums of successive windows add up to the series' own totals. A gauge is read once a
 * second. Immutable.
 *
 * @param name the family's name as it is exposed
 * @param labels the labels as they are exposed, {@code a="b",c="d"}; empty if there are none
 * @param type what the family is
 * @param count see the table
 * @param sum see the table
 * @param min see the table; {@code NaN} when nothing was recorded
 * @param max see the table; {@code NaN} when nothing was recorded
 * @param last see the table
 * @param sketch the recordings of a timer or summary; empty for others
 */
public record RollUp(
    String name,
    String labels,
    MetricType type,
    long count,
    double sum,
    double min,
    double max,
    double last,
    QuantileSketch sketch) {

  /**
   * Estimates a quantile of what was recorded.
   *
   * @param q from 0 to 1
   * @return a value within 0.55 %; {@code NaN} for counters and gauges and where nothing was
   *     recorded
   */
  public double quantile(double q) {
    return sketch.quantile(q);
  }

  /**
   * Returns the mean of what was read or recorded.
   *
   * @return the sum by the count; {@code NaN} when the count is zero
   */
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }
}
