package io.kubernaut.metrics.registry;

import java.time.Duration;

/**
 * The limits of a registry. Immutable.
 *
 * @param seriesPerMetric the most series of one metric; beyond, its overflow series takes them
 * @param seriesInAll the most series of all metrics together
 * @param hotCellBytes the most memory for cells that threads have to themselves; beyond, hot meters
 *     share striped cells
 * @param maximumWindow how far back the maximum of a timer or summary looks, give or take a third
 * @param histogramScale how fine histograms count: {@code 2^scale} buckets for each doubling, 0 to
 *     8; 6 is within 0.6 %
 * @param exposedScale how fine native histograms are exposed, at most the scale they are counted
 *     with
 * @param callbackLimit how long a scrape waits for one gauge or function meter
 */
public record RegistryOptions(
    int seriesPerMetric,
    int seriesInAll,
    long hotCellBytes,
    Duration maximumWindow,
    int histogramScale,
    int exposedScale,
    Duration callbackLimit) {

  /**
   * 1,000 series per metric and 10,000 in all, 8 MiB of hot cells, a window of two minutes, a wait
   * of 100 ms.
   */
  public static final RegistryOptions DEFAULTS =
      new RegistryOptions(
          1_000, 10_000, 8L << 20, Duration.ofMinutes(2), 6, 3, Duration.ofMillis(100));

  /**
   * Checks the limits.
   *
   * @param seriesPerMetric at least 1
   * @param seriesInAll at least 1
   * @param hotCellBytes at least 0
   * @param maximumWindow positive
   * @param histogramScale 0 to 8
   * @param exposedScale 0 to the scale counted with
   * @param callbackLimit positive
   */
  public RegistryOptions {
    atLeast("seriesPerMetric", seriesPerMetric, 1);
    atLeast("seriesInAll", seriesInAll, 1);
    atLeast("hotCellBytes", hotCellBytes, 0);
    positive("maximumWindow", maximumWindow);
    positive("callbackLimit", callbackLimit);
    if (histogramScale < 0 || histogramScale > 8) {
      throw new IllegalArgumentException(
          "Invalid histogramScale " + histogramScale + ". Use a scale from 0 to 8.");
    }
    if (exposedScale < 0 || exposedScale > histogramScale) {
      throw new IllegalArgumentException(
          "Invalid exposedScale %d. Use a scale from 0 to histogramScale, %d."
              .formatted(exposedScale, histogramScale));
    }
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Invalid %s %d. Use at least %d.".formatted(name, value, least));
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "Invalid %s %s. Use a positive duration.".formatted(name, value));
    }
  }

  /**
   * Changes the limits on series.
   *
   * @param perMetric the most series of one metric
   * @param inAll the most series of all metrics together
   * @return a copy
   */
  public RegistryOptions withSeries(int perMetric, int inAll) {
    return new RegistryOptions(
        perMetric, inAll, hotCellBytes, maximumWindow, histogramScale, exposedScale, callbackLimit);
  }

  /**
   * Changes the memory for hot cells.
   *
   * @param bytes the most memory for cells that threads have to themselves
   * @return a copy
   */
  public RegistryOptions withHotCellBytes(long bytes) {
    return new RegistryOptions(
        seriesPerMetric,
        seriesInAll,
        bytes,
        maximumWindow,
        histogramScale,
        exposedScale,
        callbackLimit);
  }

  /**
   * Changes how far back maxima look.
   *
   * @param window a positive duration
   * @return a copy
   */
  public RegistryOptions withMaximumWindow(Duration window) {
    return new RegistryOptions(
        seriesPerMetric,
        seriesInAll,
        hotCellBytes,
        window,
        histogramScale,
        exposedScale,
        callbackLimit);
  }

  /**
   * Changes how fine histograms are.
   *
   * @param counted the scale they count with, 0 to 8
   * @param exposed the scale native histograms are exposed with, at most {@code counted}
   * @return a copy
   */
  public RegistryOptions withScales(int counted, int exposed) {
    return new RegistryOptions(
        seriesPerMetric, seriesInAll, hotCellBytes, maximumWindow, counted, exposed, callbackLimit);
  }

  /**
   * Changes how long a scrape waits for one callback.
   *
   * @param limit a positive duration
   * @return a copy
   */
  public RegistryOptions withCallbackLimit(Duration limit) {
    return new RegistryOptions(
        seriesPerMetric,
        seriesInAll,
        hotCellBytes,
        maximumWindow,
        histogramScale,
        exposedScale,
        limit);
  }
}
