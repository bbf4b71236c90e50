package io.kubernaut.metrics.store.encoding;

/**
 * Numbers of a fixed width, one after the other without gaps, the lowest bit first.
 *
 * <p>Reading is one unaligned load, a shift and a mask for each number, so that the compiler can
 * unroll it; only widths above 57 bits may need a ninth byte.
 */
final class BitPacking {
  /** The widest number that a word holds wherever in its first byte it begins. */
  private static final int ONE_LOAD = 57;

  private BitPacking() {}

  /** Returns the bits that each of some numbers needs, given all of them or-ed together. */
  static int width(long union) {
    return Long.SIZE - Long.numberOfLeadingZeros(union);
  }

  /** Returns the bytes that packed numbers take. */
  static int bytes(int count, int width) {
    return (count * width + 7) >>> 3;
  }

  static void pack(long[] numbers, int from, int count, int width, ByteSink out) {
    if (width == 0) {
      return;
    }
    long word = 0;
    int filled = 0;
    for (int i = from; i < from + count; i++) {
      long number = numbers[i];
      word |= number << filled;
      filled += width;
      if (filled >= Long.SIZE) {
        out.u64(word);
        filled -= Long.SIZE;
        word = filled == 0 ? 0 : number >>> (width - filled);
      }
    }
    out.low(word, (filled + 7) >>> 3);
  }

  static void unpack(ByteCursor in, int count, int width, long[] into, int from) {
    int length = bytes(count, width);
    in.require(length);
    if (width <= ONE_LOAD) {
      unpackNarrow(in, count, width, into, from);
    } else {
      unpackWide(in, count, width, into, from);
    }
    in.skip(length);
  }

  private static void unpackNarrow(ByteCursor in, int count, int width, long[] into, int from) {
    long mask = (1L << width) - 1;
    for (int i = 0; i < count; i++) {
      int bit = i * width;
      into[from + i] = (in.peek(bit >>> 3) >>> (bit & 7)) & mask;
    }
  }

  private static void unpackWide(ByteCursor in, int count, int width, long[] into, int from) {
    long mask = -1L >>> (Long.SIZE - width);
    for (int i = 0; i < count; i++) {
      int bit = i * width;
      int offset = bit & 7;
      long number = in.peek(bit >>> 3) >>> offset;
      if (offset != 0) {
        number |= (long) in.peekByte((bit >>> 3) + 8) << (Long.SIZE - offset);
      }
      into[from + i] = number & mask;
    }
  }
}
