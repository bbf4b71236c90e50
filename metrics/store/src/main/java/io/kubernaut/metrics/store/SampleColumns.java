package io.kubernaut.metrics.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series in parallel columns: times, values, and where there are any, native
 * histograms, start times and weights. The reader owns it and uses it for one series after the
 * other, so that reading allocates nothing once the columns have grown.
 *
 * <p>The column of times may belong to the source and be shared by many series; it is the same
 * array then, from its first element, and nobody changes it. All columns may be longer than {@link
 * #size()}.
 *
 * <p>A sample is a histogram if {@link #histograms()} holds one at its place, and a float
 * otherwise. A stale marker is a float, also at the end of a series of histograms. Not safe for
 * several threads.
 */
public final class SampleColumns {

  private static final int FIRST_CAPACITY = 256;

  private int size;
  private long[] times = new long[FIRST_CAPACITY];
  private boolean sharedTimes;
  private long[] ownTimes = times;
  private double[] values = new double[FIRST_CAPACITY];
  private boolean maybeStale;
  private boolean histogramsUsed;
  private @Nullable NativeHistogram[] histograms = new NativeHistogram[0];
  private boolean startsUsed;
  private long[] starts = new long[0];
  private boolean weightsUsed;
  private double[] weights = new double[0];
  private int condensed;
  private long spacing;

  /** Creates empty columns. */
  public SampleColumns() {}

  // What a reader asks.

  /**
   * Returns the number of samples.
   *
   * @return the number
   */
  public int size() {
    return size;
  }

  /**
   * Returns when each sample was taken.
   *
   * @return milliseconds since 1970, rising strictly; not to be changed
   */
  public long[] times() {
    return times;
  }

  /**
   * Tells whether the times are lent by the source: then the same array with the same size means
   * the same times, also for another series and later.
   *
   * @return false if the array is this object's own, which changes
   */
  public boolean timesAreShared() {
    return sharedTimes;
  }

  /**
   * Returns the values.
   *
   * @return a value for each time; meaningless where there is a histogram
   */
  public double[] values() {
    return values;
  }

  /**
   * Tells whether a stale marker may be among the values.
   *
   * @return false if there is none for sure
   */
  public boolean maybeStale() {
    return maybeStale;
  }

  /**
   * Tells whether there is a histogram among the samples.
   *
   * @return true if {@link #histograms()} counts
   */
  public boolean hasHistograms() {
    return histogramsUsed;
  }

  /**
   * Returns the histograms; only to be asked if {@link #hasHistograms()}.
   *
   * @return a histogram, or null for a float, for each time
   */
  public @Nullable NativeHistogram[] histograms() {
    return histograms;
  }

  /**
   * Tells whether start times are known.
   *
   * @return true if {@link #starts()} counts
   */
  public boolean hasStarts() {
    return startsUsed;
  }

  /**
   * Returns when each sample's counter began to count; only to be asked if {@link #hasStarts()}.
   *
   * @return milliseconds since 1970 for each time, or {@link #NO_START}
   */
  public long[] starts() {
    return starts;
  }

  /** The start time of a sample that has none. */
  public static final long NO_START = Long.MIN_VALUE;

  /**
   * Tells whether samples have weights.
   *
   * @return true if {@link #weights()} counts
   */
  public boolean hasWeights() {
    return weightsUsed;
  }

  /**
   * Returns how many original samples each sample stands for; only to be asked if {@link
   * #hasWeights()}. With {@link ReadHint.Reading#SUM} the value is then their sum.
   *
   * @return a weight for each time, 1 for an original sample
   */
  public double[] weights() {
    return weights;
  }

  /**
   * Returns how many samples, from the first one, are condensed: each stands for a stretch of time.
   *
   * @return the number; 0 if all are as they came in
   */
  public int condensed() {
    return condensed;
  }

  /**
   * Returns how far apart condensed samples are, so that a reader does not take the distance for a
   * gap.
   *
   * @return milliseconds; 0 if none is condensed
   */
  public long spacing() {
    return spacing;
  }

  // What a source calls.

  /** Empties the columns and keeps their room. */
  public void clear() {
    size = 0;
    times = ownTimes;
    sharedTimes = false;
    maybeStale = false;
    if (histogramsUsed) {
      Arrays.fill(histograms, null);
    }
    histogramsUsed = false;
    startsUsed = false;
    weightsUsed = false;
    condensed = 0;
    spacing = 0;
  }

  /**
   * Adds a float at the end.
   *
   * @param time when it was taken, after all that are there
   * @param value the value, or the stale marker
   */
  public void add(long time, double value) {
    reserve(size + 1);
    ownTimes[size] = time;
    values[size] = value;
    maybeStale |= StaleMarker.is(value);
    size++;
  }

  /**
   * Adds a histogram at the end.
   *
   * @param time when it was taken, after all that are there
   * @param value the histogram; a stale one becomes a stale marker
   */
  public void add(long time, NativeHistogram value) {
    if (value.isStale()) {
      add(time, StaleMarker.VALUE);
      return;
    }
    add(time, 0.0);
    histogram(size - 1, value);
  }

  /**
   * Sets the start time of a sample that was added.
   *
   * @param index which one
   * @param start milliseconds since 1970, or {@link #NO_START}
   */
  public void start(int index, long start) {
    if (!startsUsed) {
      if (start == NO_START) {
        return;
      }
      starts = starts.length < values.length ? new long[values.length] : starts;
      Arrays.fill(starts, NO_START);
      startsUsed = true;
    }
    starts[index] = start;
  }

  /**
   * Puts a histogram at the place of a sample that was added.
   *
   * @param index which one
   * @param value the histogram, not a stale one
   */
  public void histogram(int index, NativeHistogram value) {
    if (!histogramsUsed) {
      histograms =
          histograms.length < values.length ? new NativeHistogram[values.length] : histograms;
      histogramsUsed = true;
    }
    histograms[index] = value;
  }

  /**
   * Sets how many original samples a sample stands for.
   *
   * @param index which one
   * @param weight the number
   */
  public void weight(int index, double weight) {
    if (!weightsUsed) {
      weights = weights.length < values.length ? new double[values.length] : weights;
      Arrays.fill(weights, 1);
      weightsUsed = true;
    }
    weights[index] = weight;
  }

  /**
   * Says that the first samples are condensed.
   *
   * @param samples how many
   * @param spacing how far apart they are, in milliseconds
   */
  public void condensed(int samples, long spacing) {
    this.condensed = samples;
    this.spacing = spacing;
  }

  /**
   * Makes room in all columns, for a source that decodes into {@link #ownTimes()} and {@link
   * #values()} itself.
   *
   * @param capacity the number of samples in all
   */
  public void reserve(int capacity) {
    if (sharedTimes) {
      unshare();
    }
    if (capacity > ownTimes.length) {
      ownTimes = Arrays.copyOf(ownTimes, grown(capacity));
      times = ownTimes;
    }
    reserveValues(capacity);
  }

  private void reserveValues(int capacity) {
    if (capacity <= values.length) {
      return;
    }
    int length = grown(capacity);
    values = Arrays.copyOf(values, length);
    if (histogramsUsed) {
      histograms = Arrays.copyOf(histograms, length);
    }
    if (startsUsed) {
      int old = starts.length;
      starts = Arrays.copyOf(starts, length);
      Arrays.fill(starts, old, length, NO_START);
    }
    if (weightsUsed) {
      int old = weights.length;
      weights = Arrays.copyOf(weights, length);
      Arrays.fill(weights, old, length, 1);
    }
  }

  private static int grown(int capacity) {
    return Math.max(FIRST_CAPACITY, capacity + (capacity >> 1));
  }

  private void unshare() {
    sharedTimes = false;
    if (ownTimes.length < size) {
      ownTimes = new long[grown(size)];
    }
    System.arraycopy(times, 0, ownTimes, 0, size);
    times = ownTimes;
  }

  /**
   * Returns the column of times that belongs to these columns, to be filled from {@link #size()}
   * on.
   *
   * @return the column, at least as long as what was reserved
   */
  public long[] ownTimes() {
    return ownTimes;
  }

  /**
   * Takes over the times of a source instead of copying them, and makes room for as many values.
   * Samples that were added before are dropped.
   *
   * @param shared the times, from the first element; never changed any more
   * @param size how many
   * @param maybeStale whether a stale marker may be among the values
   */
  public void shareTimes(long[] shared, int size, boolean maybeStale) {
    this.times = shared;
    this.sharedTimes = true;
    this.size = size;
    this.maybeStale = maybeStale;
    reserveValues(size);
  }

  /**
   * Says how many samples a source has put into {@link #ownTimes()} and {@link #values()}.
   *
   * @param size the number of samples in all
   * @param maybeStale whether a stale marker may be among the new ones
   */
  public void filled(int size, boolean maybeStale) {
    this.size = size;
    this.maybeStale |= maybeStale;
  }
}
