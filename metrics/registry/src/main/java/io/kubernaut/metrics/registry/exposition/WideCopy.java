package io.kubernaut.metrics.registry.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies short texts of all lengths sixteen bytes at a time. The general method decides by the
 * length how to copy the rest, which the processor guesses wrongly when lengths vary; here up to
 * fifteen bytes are copied too many, and overwritten by what is put behind them.
 */
public final class WideCopy {
  /** So many bytes must be free behind what is copied, on both sides, for this to be quick. */
  public static final int SLACK = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private WideCopy() {}

  /**
   * Copies; the target needs the slack.
   *
   * @return where the copy ends
   */
  static int copy(byte[] from, int start, byte[] to, int at, int length) {
    int end = at + length;
    if (start + length + SLACK > from.length) {
      System.arraycopy(from, start, to, at, length);
      return end;
    }
    for (int source = start, target = at; target < end; source += SLACK, target += SLACK) {
      LONGS.set(to, target, (long) LONGS.get(from, source));
      LONGS.set(to, target + Long.BYTES, (long) LONGS.get(from, source + Long.BYTES));
    }
    return end;
  }
}
