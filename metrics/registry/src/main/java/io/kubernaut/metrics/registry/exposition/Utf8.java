package io.kubernaut.metrics.registry.exposition;

/** Encodes characters into an array that is there already. */
final class Utf8 {
  private Utf8() {}

  /** Writes a code point, a question mark for half of a surrogate pair; returns where it ends. */
  static int write(int point, byte[] to, int at) {
    int end = at;
    if (point < 0x80) {
      to[end++] = (byte) point;
    } else if (point < 0x800) {
      to[end++] = (byte) (0xC0 | (point >> 6));
      to[end++] = tail(point);
    } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      to[end++] = '?';
    } else if (point < 0x10000) {
      to[end++] = (byte) (0xE0 | (point >> 12));
      to[end++] = tail(point >> 6);
      to[end++] = tail(point);
    } else {
      to[end++] = (byte) (0xF0 | (point >> 18));
      to[end++] = tail(point >> 12);
      to[end++] = tail(point >> 6);
      to[end++] = tail(point);
    }
    return end;
  }

  private static byte tail(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
