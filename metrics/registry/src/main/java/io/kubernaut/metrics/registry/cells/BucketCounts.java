package io.kubernaut.metrics.registry.cells;

import java.util.Arrays;

/**
 * A reader's sum of bucket counts over a dense range of indices. Filled again and again, so that
 * reading does not allocate once it has grown to the widest histogram. Not safe for several
 * threads.
 */
public final class BucketCounts {
  private long[] counts = new long[256];
  private int first;
  private int size;

  /** Empties the sum. */
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

  /**
   * Returns the number of all values.
   *
   * @return the sum of the counts
   */
  public long total() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }

  void add(int index, long amount) {
    counts[index - first] += amount;
  }

  void makeRoomFor(long[][] blocks, int shift, int lanes) {
    for (long[] block : blocks) {
      int from = (int) block[0] << shift;
      makeRoomFor(from, from + lanes);
    }
  }

  void makeRoomFor(int from, int to) {
    if (size == 0) {
      first = from;
    }
    int low = Math.min(first, from);
    int high = size == 0 ? to : Math.max(first + size, to);
    if (high - low > counts.length) {
      counts = Arrays.copyOf(counts, Integer.highestOneBit(high - low) * 2);
    }
    if (low < first) {
      System.arraycopy(counts, 0, counts, first - low, size);
      Arrays.fill(counts, 0, Math.min(first - low, size), 0); // beyond size all is zero already
    }
    first = low;
    size = high - low;
  }
}
