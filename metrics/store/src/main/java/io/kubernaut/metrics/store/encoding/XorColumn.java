package io.kubernaut.metrics.store.encoding;

/**
 * A column of true doubles: the bits in which each differs from the one before.
 *
 * <p>That is the idea of Gorilla (Pelkonen et al., VLDB 2015), by groups of 32 instead of bit by
 * bit: a group keeps the bits between the first and the last that change anywhere in it. Where at
 * least a quarter of a group repeats the value before, a mask tells which do, and only the others
 * are kept.
 *
 * <pre>
 *   first u64 | groups: width u8 | 128 if masked, dropped low bits u8, [mask u32], bits
 * </pre>
 */
final class XorColumn {
  private static final int GROUP = 32;
  private static final int MASKED = 128;

  private final long[] group = new long[GROUP];

  void encode(double[] values, int size, ByteSink out) {
    out.u64(Double.doubleToRawLongBits(values[0]));
    for (int from = 1; from < size; from += GROUP) {
      writeGroup(values, from, Math.min(GROUP, size - from), out);
    }
  }

  private void writeGroup(double[] values, int from, int count, ByteSink out) {
    long before = Double.doubleToRawLongBits(values[from - 1]);
    long union = 0;
    int mask = 0;
    int changes = 0;
    for (int i = 0; i < count; i++) {
      long now = Double.doubleToRawLongBits(values[from + i]);
      long difference = now ^ before;
      before = now;
      group[i] = difference;
      union |= difference;
      if (difference != 0) {
        mask |= 1 << i;
        changes++;
      }
    }
    int dropped = union == 0 ? 0 : Long.numberOfTrailingZeros(union);
    int width = BitPacking.width(union >>> dropped);
    boolean masked = union != 0 && changes * 4 <= count * 3;
    out.u8(width | (masked ? MASKED : 0));
    out.u8(dropped);
    if (masked) {
      out.low(mask & 0xffffffffL, 4);
    }
    int kept = shift(masked, count, dropped);
    BitPacking.pack(group, 0, kept, width, out);
  }

  private int shift(boolean masked, int count, int dropped) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!masked || group[i] != 0) {
        group[kept++] = group[i] >>> dropped;
      }
    }
    return kept;
  }

  static void decode(ByteCursor in, int size, double[] into, int start) {
    long[] group = new long[GROUP];
    long bits = in.u64();
    into[start] = Double.longBitsToDouble(bits);
    for (int from = 1; from < size; from += GROUP) {
      int count = Math.min(GROUP, size - from);
      int mask = readGroup(in, count, group);
      int next = 0;
      for (int i = 0; i < count; i++) {
        if ((mask >>> i & 1) != 0) {
          bits ^= group[next++];
        }
        into[start + from + i] = Double.longBitsToDouble(bits);
      }
    }
  }

  /** Reads a group's differences; returns which of its values have one. */
  private static int readGroup(ByteCursor in, int count, long[] group) {
    int head = in.u8();
    int dropped = in.u8();
    int width = head & ~MASKED;
    if (width + dropped > Long.SIZE) {
      throw new MalformedColumnException(
          "Differences of %d bits above %d dropped ones.".formatted(width, dropped));
    }
    int mask = -1 >>> (GROUP - count);
    if ((head & MASKED) != 0) {
      in.require(4);
      mask &= (int) in.peek(0);
      in.skip(4);
    }
    int kept = width == 0 ? 0 : Integer.bitCount(mask);
    if (kept == 0) {
      return 0;
    }
    BitPacking.unpack(in, kept, width, group, 0);
    for (int i = 0; i < kept; i++) {
      group[i] <<= dropped;
    }
    return mask;
  }
}
