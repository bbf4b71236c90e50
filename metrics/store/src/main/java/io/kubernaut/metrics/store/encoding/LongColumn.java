package io.kubernaut.metrics.store.encoding;

import java.util.Arrays;

/**
 * A column of whole numbers: times, counts, and the digits of decimals.
 *
 * <p>Numbers that are measured one after the other differ little, or differ by nearly the same, so
 * a column keeps what is left after a prediction. Three predictions are tried and the one that
 * leaves the fewest bytes is kept: <em>level</em> (the median of the column), <em>slope</em> (the
 * number before plus the median step) and <em>bend</em> (the number before plus the step before).
 * Medians are those of three medians of three samples each, so that a counter's reset costs the
 * group it is in and nothing else. Before that, the greatest power of two that divides all
 * differences is taken out, which is what makes counts of pages or of kibibytes short.
 *
 * <p>What is left is written in groups of 32 with the bits that the group's largest needs ({@link
 * BitPacking}); a column that is predicted wholly has no groups, and one of equal numbers nothing
 * but the number. Arithmetic wraps in both directions, so every long survives.
 *
 * <pre>
 *   kind u8 = prediction (0 level, 1 slope, 2 bend, 3 equal) | 4 predicted wholly | 8 shifted
 *   first signed | shift u8 if shifted | parameter signed unless equal | groups: width u8, bits
 * </pre>
 *
 * <p>An encoder keeps its room; for one thread.
 */
public final class LongColumn {
  private static final int GROUP = 32;
  private static final int LEVEL = 0;
  private static final int SLOPE = 1;
  private static final int BEND = 2;
  private static final int EQUAL = 3;
  private static final int EXACT = 4;
  private static final int SHIFTED = 8;
  private static final int MEDIAN_OF = 9;

  private final long[] sample = new long[MEDIAN_OF];
  private long[] distance = new long[128];
  private long[] rest = new long[128];
  private long[] best = new long[128];
  private int bestKind;
  private long bestParameter;
  private int bestBytes;

  /** Makes an encoder. */
  public LongColumn() {}

  /**
   * Adds a column to some bytes.
   *
   * @param numbers the column
   * @param size how many of the array's first elements it has, at least one
   * @param out where it is added; its size is not written
   */
  public void encode(long[] numbers, int size, ByteSink out) {
    reserve(size);
    long first = numbers[0];
    int shift = takeDistances(numbers, size, first);
    if (shift == Long.SIZE) {
      out.u8(EQUAL);
      out.signed(first);
      return;
    }
    choose(size);
    out.u8(bestKind | (shift == 0 ? 0 : SHIFTED) | (bestBytes == 0 ? EXACT : 0));
    out.signed(first);
    if (shift != 0) {
      out.u8(shift);
    }
    out.signed(bestParameter);
    if (bestBytes != 0) {
      writeGroups(size, out);
    }
  }

  private void reserve(int size) {
    if (size > distance.length) {
      int length = size + (size >> 1);
      distance = new long[length];
      rest = new long[length];
      best = new long[length];
    }
  }

  /** Returns the power of two that was taken out, 64 if all numbers are equal. */
  private int takeDistances(long[] numbers, int size, long first) {
    long union = 0;
    for (int i = 0; i < size; i++) {
      long d = numbers[i] - first;
      distance[i] = d;
      union |= d;
    }
    int shift = Long.numberOfTrailingZeros(union);
    if (shift != 0 && shift != Long.SIZE) {
      for (int i = 0; i < size; i++) {
        distance[i] >>= shift;
      }
    }
    return shift;
  }

  private void choose(int size) {
    bestBytes = Integer.MAX_VALUE;
    leaveFromBend(size);
    keep(BEND, distance[1], size);
    long step = leaveFromSlope(size);
    keep(SLOPE, step, size);
    if (bestBytes != 0) {
      keep(LEVEL, leaveFromLevel(size), size);
    }
  }

  private void leaveFromBend(int size) {
    rest[0] = 0;
    rest[1] = 0;
    long before = distance[1];
    for (int i = 2; i < size; i++) {
      long step = distance[i] - distance[i - 1];
      rest[i] = ZigZag.of(step - before);
      before = step;
    }
  }

  private long leaveFromSlope(int size) {
    for (int i = 0; i < MEDIAN_OF; i++) {
      int at = 1 + i * (size - 1) / MEDIAN_OF;
      sample[i] = distance[at] - distance[at - 1];
    }
    long step = median();
    rest[0] = 0;
    for (int i = 1; i < size; i++) {
      rest[i] = ZigZag.of(distance[i] - distance[i - 1] - step);
    }
    return step;
  }

  private long leaveFromLevel(int size) {
    for (int i = 0; i < MEDIAN_OF; i++) {
      sample[i] = distance[1 + i * (size - 1) / MEDIAN_OF];
    }
    long level = median();
    rest[0] = 0;
    for (int i = 1; i < size; i++) {
      rest[i] = ZigZag.of(distance[i] - level);
    }
    return level;
  }

  private long median() {
    return median(
        median(sample[0], sample[1], sample[2]),
        median(sample[3], sample[4], sample[5]),
        median(sample[6], sample[7], sample[8]));
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** Keeps what a prediction left if it takes fewer bytes than what was kept before. */
  private void keep(int kind, long parameter, int size) {
    int bytes = bytes(size);
    if (bytes < bestBytes) {
      bestBytes = bytes;
      bestKind = kind;
      bestParameter = parameter;
      long[] swap = best;
      best = rest;
      rest = swap;
    }
  }

  private int bytes(int size) {
    int bytes = 0;
    long all = 0;
    for (int from = 1; from < size; from += GROUP) {
      int count = Math.min(GROUP, size - from);
      long union = union(rest, from, count);
      all |= union;
      bytes += 1 + BitPacking.bytes(count, BitPacking.width(union));
    }
    return all == 0 ? 0 : bytes;
  }

  private static long union(long[] numbers, int from, int count) {
    long union = 0;
    for (int i = from; i < from + count; i++) {
      union |= numbers[i];
    }
    return union;
  }

  private void writeGroups(int size, ByteSink out) {
    for (int from = 1; from < size; from += GROUP) {
      int count = Math.min(GROUP, size - from);
      int width = BitPacking.width(union(best, from, count));
      out.u8(width);
      BitPacking.pack(best, from, count, width, out);
    }
  }

  /**
   * Reads a column.
   *
   * @param in where it begins; afterwards, where it has ended
   * @param size how many numbers it has
   * @param into where they go, from the first element
   * @throws MalformedColumnException if these bytes are none
   */
  public static void decode(ByteCursor in, int size, long[] into) {
    int kind = in.u8();
    long first = in.signed();
    if (kind == EQUAL) {
      Arrays.fill(into, 0, size, first);
      return;
    }
    int shift = (kind & SHIFTED) == 0 ? 0 : in.u8();
    long parameter = in.signed();
    if ((kind & EXACT) == 0) {
      readGroups(in, size, into);
    } else {
      Arrays.fill(into, 0, size, 0);
    }
    switch (kind & 3) {
      case LEVEL -> addLevel(into, size, first, shift, parameter);
      case SLOPE -> addSlope(into, size, first, shift, parameter);
      case BEND -> addBend(into, size, first, shift, parameter);
      default -> throw new MalformedColumnException("There is no column of kind " + kind + ".");
    }
  }

  private static void readGroups(ByteCursor in, int size, long[] into) {
    for (int from = 1; from < size; from += GROUP) {
      int count = Math.min(GROUP, size - from);
      int width = in.u8();
      if (width > Long.SIZE) {
        throw new MalformedColumnException("A group of numbers of " + width + " bits.");
      }
      if (width == 0) {
        Arrays.fill(into, from, from + count, 0);
      } else {
        BitPacking.unpack(in, count, width, into, from);
      }
    }
  }

  private static void addLevel(long[] into, int size, long first, int shift, long level) {
    into[0] = first;
    for (int i = 1; i < size; i++) {
      into[i] = first + ((ZigZag.back(into[i]) + level) << shift);
    }
  }

  private static void addSlope(long[] into, int size, long first, int shift, long step) {
    long distance = 0;
    into[0] = first;
    for (int i = 1; i < size; i++) {
      distance += ZigZag.back(into[i]) + step;
      into[i] = first + (distance << shift);
    }
  }

  private static void addBend(long[] into, int size, long first, int shift, long firstStep) {
    long distance = 0;
    long step = firstStep;
    into[0] = first;
    for (int i = 1; i < size; i++) {
      step += ZigZag.back(into[i]);
      distance += step;
      into[i] = first + (distance << shift);
    }
  }
}
