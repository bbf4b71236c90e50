package io.kubernaut.metrics.query.internal.remote;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads protobuf from an array. Whatever is wrong with it ends in a {@link
 * MalformedMessageException}, and nothing is read beyond the end. For one thread.
 */
final class MessageCursor {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  MessageCursor() {}

  void over(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  boolean hasMore() {
    return at < end;
  }

  void moveTo(int place) {
    at = place;
  }

  /** Returns the byte that comes next, or -1 at the end. */
  int peek() {
    return at < end ? bytes[at] & 0xff : -1;
  }

  /** Reads a field's number and kind. */
  int tag() throws MalformedMessageException {
    return (int) varint();
  }

  long varint() throws MalformedMessageException {
    if (at < end) {
      byte first = bytes[at];
      if (first >= 0) {
        at++;
        return first;
      }
    }
    return longVarint();
  }

  private long longVarint() throws MalformedMessageException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw cut();
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedMessageException("A number of the message has more than ten bytes.");
  }

  long signed() throws MalformedMessageException {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  double float64() throws MalformedMessageException {
    if (end - at < 8) {
      throw cut();
    }
    double value = Double.longBitsToDouble((long) LONGS.get(bytes, at));
    at += 8;
    return value;
  }

  /** Reads a length and returns where what has that length ends. */
  int lengthEnd() throws MalformedMessageException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw cut();
    }
    return at + (int) length;
  }

  /** Makes an inner message the whole; returns the end to go back to with {@link #leave}. */
  int enter() throws MalformedMessageException {
    int inner = lengthEnd();
    int outer = end;
    end = inner;
    return outer;
  }

  void leave(int outer) {
    at = end;
    end = outer;
  }

  void skip(int tag) throws MalformedMessageException {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> move(8);
      case BYTES -> at = lengthEnd();
      case FIXED32 -> move(4);
      default ->
          throw new MalformedMessageException(
              "The message holds a field of unknown kind %d.".formatted(tag & 7));
    }
  }

  private void move(int by) throws MalformedMessageException {
    if (end - at < by) {
      throw cut();
    }
    at += by;
  }

  private static MalformedMessageException cut() {
    return new MalformedMessageException("The message ends in the middle of a field.");
  }
}
