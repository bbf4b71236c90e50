package io.kubernaut.metrics.query.internal.remote;

import java.util.Arrays;

/** Writes bits into an array that grows, the highest of each byte first. For one thread. */
final class BitSink {

  /** How many bits a number takes in {@link #varbit}, after as many ones and a zero. */
  private static final int[] WIDTHS = {3, 6, 9, 12, 18, 25, 56};

  private byte[] bytes = new byte[256];
  private int size;
  private int free; // bits of the last byte

  BitSink() {}

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    free = 0;
  }

  /** Writes over the first two bytes. */
  void first(int number) {
    bytes[0] = (byte) (number >>> 8);
    bytes[1] = (byte) number;
  }

  /** Writes the lowest bits of a number, up to 64. */
  void bits(long value, int count) {
    int left = count;
    while (left > 0) {
      if (free == 0) {
        addByte();
      }
      int taken = Math.min(free, left);
      int part = (int) (value >>> (left - taken)) & ((1 << taken) - 1);
      bytes[size - 1] |= (byte) (part << (free - taken));
      free -= taken;
      left -= taken;
    }
  }

  private void addByte() {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = 0;
    free = 8;
  }

  /** Writes seven bits a byte, the lowest first, wherever that byte begins. */
  void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bits(left | 0x80, 8);
      left >>>= 7;
    }
    bits(left, 8);
  }

  void signedVarint(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  /** Tells whether a number fits into some bits, of which it takes one value more upwards. */
  static boolean fits(long value, int bits) {
    return value >= -((1L << (bits - 1)) - 1) && value <= 1L << (bits - 1);
  }

  /** Writes a number in as few bits as its size needs: a single one for zero. */
  void varbit(long value) {
    int width = 0;
    while (width < WIDTHS.length && !fits(value, WIDTHS[width])) {
      width++;
    }
    varbit(value, width);
  }

  /** Writes a number that is not negative. */
  void unsignedVarbit(long value) {
    int width = 0;
    while (width < WIDTHS.length && value >>> WIDTHS[width] != 0) {
      width++;
    }
    varbit(value, width);
  }

  private void varbit(long value, int width) {
    if (value == 0) {
      bits(0, 1);
    } else if (width < WIDTHS.length) {
      bits((1L << (width + 2)) - 2, width + 2);
      bits(value, WIDTHS[width]);
    } else {
      bits(0xff, 8);
      bits(value, 64);
    }
  }
}
