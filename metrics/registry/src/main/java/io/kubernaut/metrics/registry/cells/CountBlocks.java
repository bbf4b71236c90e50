package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Bucket counts that any thread may add to without a lock: blocks of {@value #LANES} neighbouring
 * buckets, made when one of them is first hit.
 *
 * <p>A block packs its counts as lanes of 8 or of 64 bits into words, behind a first word that is
 * the block's number. Narrow lanes keep a series that is seldom recorded small: 56 bytes a block.
 * An add is one atomic add to a word and returns what the lane held before, so the owner learns in
 * time that a narrow lane fills up, and moves on to wide ones, leaving the narrow counts as they
 * are. Should so many adds be under way at once that a narrow lane runs over all the same, the add
 * that did it is taken back, which in modular arithmetic also mends the neighbour.
 */
final class CountBlocks {
  static final int LANES = 32;

  private static final int BLOCK_SHIFT = 5;
  private static final int LANE_MASK = LANES - 1;
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle BLOCKS;

  static {
    try {
      BLOCKS = MethodHandles.lookup().findVarHandle(CountBlocks.class, "blocks", long[][].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final long[][] NONE = {};

  private final int wordShift; // lanes in a word, as a power of two
  private volatile long[][] blocks = NONE;

  private CountBlocks(int wordShift) {
    this.wordShift = wordShift;
  }

  /** Counts of 8 bits: for buckets that see a hundred values in their life. */
  static CountBlocks narrow() {
    return new CountBlocks(3);
  }

  /** Counts of 64 bits. */
  static CountBlocks wide() {
    return new CountBlocks(0);
  }

  /** What is given back by {@link #addNarrow} when the value was not counted. */
  static final int REFUSED = -1;

  /**
   * When a narrow count has come this far its owner should move on; the rest is for those already
   * on their way.
   */
  static final int NARROW_LIMIT = 128;

  /**
   * Adds one to a narrow count.
   *
   * @return what the count was before, or {@link #REFUSED} when it had no room and nothing was
   *     added
   */
  int addNarrow(int index) {
    long[] block = block(index >> BLOCK_SHIFT);
    int lane = index & LANE_MASK;
    int word = 1 + (lane >> wordShift);
    int shift = (lane & 7) << 3;
    long one = 1L << shift;
    int before = (int) ((long) WORD.getAndAdd(block, word, one) >>> shift) & 0xFF;
    if (before == 0xFF) {
      WORD.getAndAdd(block, word, -one);
      return REFUSED;
    }
    return before;
  }

  /** Adds to a wide count. */
  void addWide(int index, long amount) {
    WORD.getAndAdd(block(index >> BLOCK_SHIFT), 1 + (index & LANE_MASK), amount);
  }

  /** Adds all counts to a sum. */
  void addTo(BucketSum sum) {
    for (long[] block : blocks) {
      int first = (int) block[0] << BLOCK_SHIFT;
      for (int word = 1; word < block.length; word++) {
        long value = (long) WORD.getOpaque(block, word);
        if (value != 0) {
          addWord(sum, first + ((word - 1) << wordShift), value);
        }
      }
    }
  }

  private void addWord(BucketSum sum, int first, long value) {
    if (wordShift == 0) {
      sum.add(first, value);
      return;
    }
    for (int lane = 0; lane < 8; lane++) {
      long count = value >>> (lane << 3) & 0xFF;
      if (count != 0) {
        sum.add(first + lane, count);
      }
    }
  }

  /** The number of all values counted. */
  long total() {
    long total = 0;
    for (long[] block : blocks) {
      for (int word = 1; word < block.length; word++) {
        long value = (long) WORD.getOpaque(block, word);
        total += wordShift == 0 ? value : sumOfBytes(value);
      }
    }
    return total;
  }

  private static long sumOfBytes(long word) {
    long pairs = (word & 0x00FF00FF00FF00FFL) + (word >>> 8 & 0x00FF00FF00FF00FFL);
    return (pairs * 0x0001000100010001L) >>> 48;
  }

  private long[] block(int number) {
    for (long[] block : blocks) {
      if (block[0] == number) {
        return block;
      }
    }
    return made(number);
  }

  private long[] made(int number) {
    long[] fresh = new long[1 + (LANES >> wordShift)];
    fresh[0] = number;
    while (true) {
      long[][] old = blocks;
      for (long[] block : old) {
        if (block[0] == number) {
          return block;
        }
      }
      long[][] more = Arrays.copyOf(old, old.length + 1);
      more[old.length] = fresh;
      if (BLOCKS.compareAndSet(this, old, more)) {
        return fresh;
      }
    }
  }
}
