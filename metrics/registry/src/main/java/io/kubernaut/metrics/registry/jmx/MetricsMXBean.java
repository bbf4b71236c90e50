package io.kubernaut.metrics.registry.jmx;

import java.util.List;
import java.util.Map;

/**
 * A registry as JMX shows it: {@code io.kubernaut:type=Metrics,platform=<name>}. Read-only. Every
 * reading is of this moment, but for what is said to be of the last scrape.
 */
public interface MetricsMXBean {

  /**
   * Returns the number of families.
   *
   * @return a count
   */
  int getFamilies();

  /**
   * Returns the number of series.
   *
   * @return a count, callbacks among them, overflow series not
   */
  int getSeries();

  /**
   * Returns the most series that there may be in all.
   *
   * @return a count
   */
  int getSeriesLimit();

  /**
   * Returns how often a lookup was answered by an overflow series.
   *
   * @return a count that only grows
   */
  long getRefusedLookups();

  /**
   * Returns how many series each family has.
   *
   * @return counts by the name a family is exposed with
   */
  Map<String, Integer> getSeriesByFamily();

  /**
   * Returns the families that need a look: first those whose overflow series is in use, then those
   * with the most series.
   *
   * @return at most ten
   */
  List<OffenderView> getTopOffenders();

  /** A family with many series. */
  interface OffenderView {

    /**
     * Returns the family.
     *
     * @return the name it is exposed with
     */
    String getName();

    /**
     * Returns the number of its series.
     *
     * @return a count
     */
    int getSeries();

    /**
     * Returns how many lookups its overflow series has answered.
     *
     * @return a count that only grows
     */
    long getRefusedLookups();
  }

  /**
   * Returns how often something was recorded wrongly, and dropped.
   *
   * @return counts by reason, all reasons
   */
  Map<String, Long> getMisuse();

  /**
   * Returns how truly the registry counts, by probes whose answers are known.
   *
   * @return 1 where nothing was lost, by what was asked for
   */
  Map<String, Double> getAccuracy();

  /**
   * Returns the share of the process's processor time that measuring takes, by the registry's own
   * account as of the last scrape.
   *
   * @return from 0 to 1; {@code NaN} where the platform does not tell the processor time
   */
  double getOverheadRatio();

  /**
   * Returns the time of one recording with both clock readings, as measured in this process.
   *
   * @return nanoseconds
   */
  double getNanosPerRecord();

  /**
   * Returns what one recording allocates, as measured in this process.
   *
   * @return bytes; {@code NaN} where the virtual machine does not tell
   */
  double getBytesPerRecord();

  /**
   * Returns the number of meters whose threads have cells of their own.
   *
   * @return a count
   */
  int getHotMeters();

  /**
   * Returns the memory of the cells that threads have to themselves.
   *
   * @return bytes
   */
  long getHotCellBytes();

  /**
   * Returns the limit of that memory.
   *
   * @return bytes
   */
  long getHotCellBudgetBytes();

  /**
   * Returns the metrics that have a bean of their own.
   *
   * @return names, in order
   */
  List<String> getShownMeters();
}
