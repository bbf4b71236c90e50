package io.kubernaut.metrics.registry.cells;

/**
 * Where a reader's counts of exponential buckets go. Filled again and again; not safe for several
 * threads.
 */
abstract sealed class BucketSum permits BucketCounts, ClassicCounts {
  /** Adds values of one bucket. */
  abstract void add(int bucket, long amount);

  /**
   * Returns the number of all values.
   *
   * @return the sum of the counts
   */
  public abstract long total();

  /** Empties the sum. */
  public abstract void clear();
}
