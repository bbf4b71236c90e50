package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts of the first few buckets that a histogram hits, wherever they lie: most histograms of a
 * service see a handful of them and then nothing more. Any thread may add without a lock.
 *
 * <p>A word holds the index of its bucket in the upper half and its count in the lower one; zero is
 * a free word. A bucket takes the first word that is free, once and for good, so a search that
 * meets a free word has seen all.
 */
final class FewCounts {
  private static final int WORDS = 12;
  private static final long COUNT = 0xFFFF_FFFFL;
  private static final long MOST = 1 << 20; // far below what the lower half holds
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private FewCounts() {}

  static long[] none() {
    return new long[WORDS];
  }

  /** Adds one; false when there is no word for the bucket, or it has counted enough. */
  static boolean add(long[] words, int bucket) {
    long first = (long) bucket << Integer.SIZE | 1;
    for (int i = 0; i < WORDS; i++) {
      long word = (long) WORD.getOpaque(words, i);
      if (word == 0) {
        word = (long) WORD.compareAndExchange(words, i, 0L, first);
      }
      if (word == 0) {
        return true;
      }
      if ((int) (word >> Integer.SIZE) == bucket) {
        return (word & COUNT) < MOST && (long) WORD.getAndAdd(words, i, 1L) != 0;
      }
    }
    return false;
  }

  /** Adds all counts to a sum. */
  static void addTo(long[] words, BucketSum sum) {
    long word;
    for (int i = 0; i < WORDS && (word = (long) WORD.getOpaque(words, i)) != 0; i++) {
      sum.add((int) (word >> Integer.SIZE), word & COUNT);
    }
  }

  /** The number of all values counted. */
  static long total(long[] words) {
    long total = 0;
    for (int i = 0; i < WORDS; i++) {
      total += (long) WORD.getOpaque(words, i) & COUNT;
    }
    return total;
  }
}
