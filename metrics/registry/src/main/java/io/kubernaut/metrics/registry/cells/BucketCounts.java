package io.kubernaut.metrics.registry.cells;

import java.util.Arrays;

/**
 * A reader's sum of bucket counts over a dense range of indices. Filled again and again, so that
 * reading does not allocate once it has grown to the widest histogram. Not safe for several
 * threads.
 */
public final class BucketCounts extends BucketSum {
  private long[] counts = new long[256];
  private int first;
  private int size;

  @Override
  public void clear() {
    Arrays.fill(counts, 0, size, 0);
    size = 0;
  }

  /**
   * Returns the lowest index of the range.
   *
   * @return a bucket index
   */
  public int first() {
    return first;
  }

  /**
   * Returns how many buckets the range has.
   *
   * @return zero when there are no counts
   */
  public int size() {
    return size;
  }

  /**
   * Returns one count.
   *
   * @param offset from zero to {@link #size()}, exclusive
   * @return the number of values in bucket {@code first() + offset}
   */
  public long count(int offset) {
    return counts[offset];
  }

  @Override
  public long total() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }

  @Override
  void add(int bucket, long amount) {
    int offset = bucket - first;
    if (offset < 0 || offset >= size) {
      makeRoomFor(bucket);
      offset = bucket - first;
    }
    counts[offset] += amount;
  }

  private void makeRoomFor(int bucket) {
    int low = size == 0 ? bucket : Math.min(first, bucket);
    int high = size == 0 ? bucket + 1 : Math.max(first + size, bucket + 1);
    if (high - low > counts.length) {
      counts = Arrays.copyOf(counts, Integer.highestOneBit(high - low) * 2);
    }
    int up = size == 0 ? 0 : first - low;
    if (up > 0) {
      System.arraycopy(counts, 0, counts, up, size);
      Arrays.fill(counts, 0, Math.min(up, size), 0); // beyond size all is zero already
    }
    first = low;
    size = high - low;
  }

  /** Adds all to another sum. */
  void addTo(BucketSum sum) {
    for (int i = 0; i < size; i++) {
      if (counts[i] != 0) {
        sum.add(first + i, counts[i]);
      }
    }
  }
}
