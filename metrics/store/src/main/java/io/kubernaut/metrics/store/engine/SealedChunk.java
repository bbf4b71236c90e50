package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.LongColumn;
import org.jspecify.annotations.Nullable;

/** A full chunk of the head. Its times are one array with other series, or bytes of its own. */
final class SealedChunk extends EncodedPiece {
  private final long from;
  private final long to;
  private final int size;
  private final long @Nullable [] sharedTimes;
  private final byte[] ownTimes;
  private final byte[] bytes;
  private final int flags;

  SealedChunk(long[] sharedTimes, byte[] bytes, int flags) {
    this.sharedTimes = sharedTimes;
    this.ownTimes = new byte[0];
    this.from = sharedTimes[0];
    this.size = sharedTimes.length;
    this.to = sharedTimes[size - 1];
    this.bytes = bytes;
    this.flags = flags;
  }

  SealedChunk(long from, long to, int size, byte[] ownTimes, byte[] bytes, int flags) {
    this.sharedTimes = null;
    this.ownTimes = ownTimes;
    this.from = from;
    this.to = to;
    this.size = size;
    this.bytes = bytes;
    this.flags = flags;
  }

  @Override
  public long from() {
    return from;
  }

  @Override
  public long to() {
    return to;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  int flags() {
    return flags;
  }

  @Override
  ByteCursor open(Reading reading) {
    return reading.cursor.over(bytes, 0, bytes.length);
  }

  @Override
  public long[] times(Reading reading) {
    if (sharedTimes != null) {
      return sharedTimes;
    }
    long[] times = new long[size];
    LongColumn.decode(reading.cursor.over(ownTimes, 0, ownTimes.length), size, times);
    return times;
  }
}
