package io.kubernaut.metrics.query.internal.remote;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads a sample of remote write 1.0 in the one form that senders write: field 2 of the series, in
 * it the value and then the time. The samples of a scrape have the same time, so it is unpacked
 * once and compared from then on. Anything else is left to whoever reads field by field. For one
 * thread.
 */
final class PlainSample {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long CONTINUED = 0x8080808080808080L;

  /** Tag and length, tag and value, tag. */
  private static final int BEFORE_TIME = 12;

  private double value;
  private long time;
  private long packedTime;

  PlainSample() {}

  double value() {
    return value;
  }

  long time() {
    return time;
  }

  /** Returns where the sample ends, or -1 if there is none of this form. */
  int read(byte[] bytes, int at, int end) {
    int timeAt = at + BEFORE_TIME;
    if (timeAt >= end || timeAt + 8 > bytes.length || bytes[at] != 0x12) {
      return -1;
    }
    int sampleEnd = at + 2 + bytes[at + 1];
    int timeBytes = sampleEnd - timeAt;
    boolean plain = bytes[at + 2] == 0x09 && bytes[at + 11] == 0x10;
    if (!plain || timeBytes < 1 || timeBytes > 8 || sampleEnd > end) {
      return -1;
    }
    value = Double.longBitsToDouble((long) LONGS.get(bytes, at + 3));
    long packed = (long) LONGS.get(bytes, timeAt) & (-1L >>> (64 - 8 * timeBytes));
    return packed == packedTime || unpacked(packed, timeBytes) ? sampleEnd : -1;
  }

  private boolean unpacked(long packed, int bytes) {
    if ((packed & CONTINUED) != continued(bytes)) {
      return false;
    }
    long unpacked = 0;
    for (int i = 0; i < bytes; i++) {
      unpacked |= ((packed >>> (8 * i)) & 0x7f) << (7 * i);
    }
    packedTime = packed;
    time = unpacked;
    return true;
  }

  /** All bytes but the last one say that another follows. */
  private static long continued(int bytes) {
    return CONTINUED & ((1L << (8 * (bytes - 1))) - 1);
  }
}
