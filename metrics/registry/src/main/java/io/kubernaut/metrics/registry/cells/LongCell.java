package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One thread's share of a counter: written by its owner alone, read by anyone. Who the owner is
 * stands elsewhere, see {@link CellTable}.
 */
final class LongCell {
  private static final VarHandle VALUE;
  private static final VarHandle SURPLUS;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(LongCell.class, "value", long.class);
      SURPLUS = MethodHandles.lookup().findVarHandle(LongCell.class, "surplus", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;
  private long surplus; // what single additions added beyond one

  // The collector may move the cells of two threads side by side. Whatever the alignment, their
  // values are then 128 bytes apart: never on one cache line, nor on two that are fetched as a
  // pair.
  @SuppressWarnings("unused")
  private long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12;

  /** What a cell and its place in the table take, in bytes. */
  static final long BYTES = 128 + 8 * Integer.BYTES;

  /** Stands where a meter has no cell yet. */
  static final LongCell NOBODYS = new LongCell();

  /** Adds one. Only the owner may call this. */
  void increment() {
    VALUE.setOpaque(this, value + 1);
  }

  /** Adds any whole amount. Only the owner may call this. */
  void add(long amount) {
    VALUE.setOpaque(this, value + amount);
    SURPLUS.setOpaque(this, surplus + amount - 1);
  }

  long surplus() {
    return (long) SURPLUS.getOpaque(this);
  }

  /** The sum so far; never less than at an earlier reading while amounts are positive. */
  long sum() {
    return (long) VALUE.getOpaque(this);
  }
}
