package io.kubernaut.metrics.query.internal.remote;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes protobuf into an array that grows. For one thread. */
final class MessageSink {

  private byte[] bytes = new byte[1_024];
  private int size;

  MessageSink() {}

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void number(int field, long value) {
    varint((long) field << 3);
    varint(value);
  }

  void signed(int field, long value) {
    number(field, (value << 1) ^ (value >> 63));
  }

  void real(int field, double value) {
    varint(((long) field << 3) | MessageCursor.FIXED64);
    real(value);
  }

  void real(double value) {
    reserve(8);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < 8; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
  }

  void text(int field, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    bytes(field, content, content.length);
  }

  void message(int field, MessageSink inner) {
    bytes(field, inner.bytes, inner.size);
  }

  void bytes(int field, byte[] content, int length) {
    varint(((long) field << 3) | MessageCursor.BYTES);
    varint(length);
    reserve(length);
    System.arraycopy(content, 0, bytes, size, length);
    size += length;
  }

  void varint(long value) {
    reserve(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  void octet(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
