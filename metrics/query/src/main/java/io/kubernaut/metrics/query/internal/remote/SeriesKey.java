package io.kubernaut.metrics.query.internal.remote;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stretch of bytes that finds its like in a map. */
class SeriesKey {

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private int hash;

  SeriesKey() {}

  final void over(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.hash = hash(bytes, from, to);
  }

  static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
      hash ^= hash >>> 29;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * MIX;
    }
    return (int) (hash ^ hash >>> 32);
  }

  /** Tells whether the same bytes stand there, as far as there is room for them. */
  final boolean standsAt(byte[] other, int at, int end) {
    int length = to - from;
    return length <= end - at && Arrays.equals(bytes, from, to, other, at, at + length);
  }

  final int length() {
    return to - from;
  }

  final byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof SeriesKey that
        && hash == that.hash
        && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
  }

  @Override
  public final int hashCode() {
    return hash;
  }
}
