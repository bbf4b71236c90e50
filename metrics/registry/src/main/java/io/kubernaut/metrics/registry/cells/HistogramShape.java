package io.kubernaut.metrics.registry.cells;

import java.util.Arrays;

/**
 * What all histograms of a family have in common.
 *
 * <p>Values are compared by <em>key</em>, a long that orders as the values do: the nanoseconds of a
 * timer, the bits of a summary's non-negative double. So an objective of 100 ms is compared in
 * whole nanoseconds, exactly.
 *
 * <p>Immutable; safe for any thread.
 */
public final class HistogramShape {
  /** Values up to this are counted as zero, as Prometheus does. */
  public static final double ZERO_THRESHOLD = 0x1p-128;

  private static final double NANOS_PER_SECOND = 1e9;

  /** What nobody's shard has. Nothing is ever recorded with it. */
  static final HistogramShape NONE =
      new HistogramShape(
          new ExponentialLayout(0),
          new long[0],
          true,
          new WindowEpoch(() -> 0, java.time.Duration.ofDays(1), true),
          new CellKeeper(0));

  final ExponentialLayout layout;
  final NanosIndex nanosIndex;
  final long[] objectives;
  final boolean time;
  final WindowEpoch epoch;
  final CellKeeper keeper;

  /**
   * Makes a shape.
   *
   * @param layout the buckets
   * @param objectives the keys up to which values are counted exactly, ascending; empty if none are
   *     wanted
   * @param time whether values are nanoseconds to be read as seconds; otherwise they are plain
   *     doubles
   * @param epoch numbers the steps of the maximum's window
   * @param keeper what the hot meters of the registry share
   */
  public HistogramShape(
      ExponentialLayout layout,
      long[] objectives,
      boolean time,
      WindowEpoch epoch,
      CellKeeper keeper) {
    this.layout = layout;
    this.nanosIndex = new NanosIndex(layout.scale());
    this.objectives = objectives.clone();
    this.time = time;
    this.epoch = epoch;
    this.keeper = keeper;
    Arrays.sort(this.objectives);
  }

  /**
   * Returns the buckets.
   *
   * @return the layout
   */
  public ExponentialLayout layout() {
    return layout;
  }

  /**
   * Returns the current step of the maximum's window.
   *
   * @return its number by the clock
   */
  public int step() {
    return epoch.exact();
  }

  /**
   * Returns how many objectives are counted.
   *
   * @return their number
   */
  public int objectives() {
    return objectives.length;
  }

  /**
   * Returns an objective as a value.
   *
   * @param i from zero, ascending
   * @return seconds of a timer, or the value of a summary
   */
  public double objective(int i) {
    return value(objectives[i]);
  }

  double value(long key) {
    return time ? key / NANOS_PER_SECOND : Double.longBitsToDouble(key);
  }

  /** The first objective that holds the key, or the number of objectives when none does. */
  int objectiveOf(long key) {
    int i = 0;
    while (i < objectives.length && key > objectives[i]) {
      i++;
    }
    return i;
  }
}
