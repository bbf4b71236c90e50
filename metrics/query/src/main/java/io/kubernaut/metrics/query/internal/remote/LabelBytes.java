package io.kubernaut.metrics.query.internal.remote;

import java.util.Arrays;

/** Label fields as remote write 1.0 writes them, one behind the other. For one thread. */
final class LabelBytes {

  private static final int FIRST = 1 << 3 | MessageCursor.BYTES;
  private static final int SECOND = 2 << 3 | MessageCursor.BYTES;
  static final int LONGEST_HEADS = 32;

  private byte[] bytes = new byte[512];
  private int size;

  LabelBytes() {}

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Adds a label whose name and value stand in an array. */
  void add(byte[] from, int name, int nameEnd, int value, int valueEnd) {
    int nameLength = nameEnd - name;
    int valueLength = valueEnd - value;
    int inner = 2 + varintBytes(nameLength) + varintBytes(valueLength) + nameLength + valueLength;
    reserve(inner + LONGEST_HEADS);
    bytes[size++] = FIRST;
    varint(inner);
    bytes[size++] = FIRST;
    text(from, name, nameLength);
    bytes[size++] = SECOND;
    text(from, value, valueLength);
  }

  private void text(byte[] from, int at, int length) {
    varint(length);
    System.arraycopy(from, at, bytes, size, length);
    size += length;
  }

  private void varint(int number) {
    int left = number;
    while (left >= 0x80) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  private static int varintBytes(int number) {
    return (38 - Integer.numberOfLeadingZeros(number | 1)) / 7;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.min(size * 2, 1 << 30)));
    }
  }
}
