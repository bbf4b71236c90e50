package io.kubernaut.metrics.registry.cells;

/**
 * What a reader takes out of one histogram: with its exponential buckets, or with no more of them
 * than the classic bounds need. Filled again and again; not safe for several threads.
 */
public final class HistogramReading {
  private static final long[] NO_OBJECTIVES = {};

  private final BucketCounts buckets = new BucketCounts();
  private final ClassicCounts classic = new ClassicCounts();
  BucketSum counts = buckets;
  long[] objectives = NO_OBJECTIVES;
  long zeros;
  private long nanos;
  private double amount;
  private boolean time;

  /** Has exponential buckets read from now on. */
  void finely() {
    counts = buckets;
  }

  /** Has only what these bounds need read from now on. */
  void classically(BucketBounds bounds) {
    buckets.clear();
    classic.begin(bounds);
    counts = classic;
  }

  void begin(HistogramShape shape) {
    counts.clear();
    zeros = 0;
    nanos = 0;
    amount = 0;
    time = shape.time;
    if (objectives.length != shape.objectives.length) {
      objectives = new long[shape.objectives.length];
    }
    java.util.Arrays.fill(objectives, 0);
  }

  /** The counts of bounds: as they were read, or added up from the exponential buckets. */
  ClassicCounts classic(BucketBounds bounds) {
    if (counts == buckets) {
      classic.begin(bounds);
      buckets.addTo(classic);
    }
    return classic;
  }

  void addSum(long word) {
    if (time) {
      nanos += word;
    } else {
      amount += Double.longBitsToDouble(word);
    }
  }

  /**
   * Returns the counts of the exponential buckets.
   *
   * @return a view that the next reading changes; empty when only classic bounds were asked for
   */
  public BucketCounts buckets() {
    return buckets;
  }

  /**
   * Returns the number of values at or below the zero threshold.
   *
   * @return a count
   */
  public long zeros() {
    return zeros;
  }

  /**
   * Returns the number of all values: by construction the sum of the buckets.
   *
   * @return a count
   */
  public long count() {
    return zeros + counts.total();
  }

  /**
   * Returns the sum of all values.
   *
   * @return seconds of a timer, or the amount of a summary
   */
  public double sum() {
    return time ? nanos / 1e9 : amount;
  }

  /**
   * Returns how many values met an objective and none before it.
   *
   * @param i the objective, from zero, ascending
   * @return a count that is not cumulative
   */
  public long objective(int i) {
    return objectives[i];
  }
}
