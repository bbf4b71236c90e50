package io.kubernaut.metrics.registry.cells;

import java.util.Arrays;

/**
 * A reader's sum of bucket counts for each classic bound: a handful of numbers however wide the
 * range of the exponential buckets is, so that to clear and to read them takes no time worth
 * speaking of. Not safe for several threads.
 */
final class ClassicCounts extends BucketSum {
  private BucketBounds bounds = BucketBounds.NONE;
  private long[] counts = new long[1];

  /** Empties the sum and takes other bounds. */
  void begin(BucketBounds classic) {
    bounds = classic;
    if (counts.length != classic.size() + 1) {
      counts = new long[classic.size() + 1];
    }
    clear();
  }

  @Override
  public void clear() {
    Arrays.fill(counts, 0);
  }

  @Override
  void add(int bucket, long amount) {
    counts[bounds.position(bucket)] += amount;
  }

  @Override
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** The values up to a bound that are beyond the one before it. */
  long count(int bound) {
    return counts[bound];
  }
}
