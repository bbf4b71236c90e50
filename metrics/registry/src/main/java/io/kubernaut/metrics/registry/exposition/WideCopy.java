package io.kubernaut.metrics.registry.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies short texts of all lengths sixteen bytes at a time. The general method decides by the
 * length how to copy the rest, which the processor guesses wrongly when lengths vary; here up to
 * sixteen bytes are copied too many, and overwritten by what is put behind them. What a line begins
 * with is seldom longer than 96 bytes: up to there no loop is needed, whose bounds the compiler
 * would check at each turn.
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
    upTo48(from, start, to, at, length);
    if (length > 48) {
      beyond48(from, start + 48, to, at + 48, length - 48);
    }
    return end;
  }

  private static void beyond48(byte[] from, int start, byte[] to, int at, int length) {
    upTo48(from, start, to, at, length);
    if (length > 48) {
      System.arraycopy(from, start + 48, to, at + 48, length - 48);
    }
  }

  private static void upTo48(byte[] from, int start, byte[] to, int at, int length) {
    sixteen(from, start, to, at);
    if (length > 16) {
      sixteen(from, start + 16, to, at + 16);
      if (length > 32) {
        sixteen(from, start + 32, to, at + 32);
      }
    }
  }

  private static void sixteen(byte[] from, int source, byte[] to, int target) {
    LONGS.set(to, target, (long) LONGS.get(from, source));
    LONGS.set(to, target + Long.BYTES, (long) LONGS.get(from, source + Long.BYTES));
  }
}
