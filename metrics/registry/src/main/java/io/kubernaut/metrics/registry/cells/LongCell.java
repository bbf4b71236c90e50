package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** One thread's share of a counter. */
public final class LongCell extends OwnedCell {
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

  // Whatever the object's alignment, two cells' values are 128 bytes apart: never on one cache
  // line, nor on two that
  // are fetched as a pair.
  @SuppressWarnings("unused")
  private long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12;

  /** What a cell and its place in the table take, in bytes. */
  public static final long BYTES = 128 + 4 * Integer.BYTES;

  /** Belongs to no thread: stands where a meter has no cell yet. */
  static final LongCell NOBODYS = new LongCell(null);

  /**
   * Makes an empty cell.
   *
   * @param owner the only thread that will write it
   */
  public LongCell(@Nullable Thread owner) {
    super(owner);
  }

  /**
   * Adds. Only the owner may call this.
   *
   * @param amount what to add
   */
  public void add(long amount) {
    VALUE.setOpaque(this, value + amount);
    if (amount != 1) {
      SURPLUS.setOpaque(this, surplus + amount - 1);
    }
  }

  long surplus() {
    return (long) SURPLUS.getOpaque(this);
  }

  /**
   * Reads the sum so far; never less than an earlier reading while amounts are positive.
   *
   * @return the sum of what the owner added
   */
  public long sum() {
    return (long) VALUE.getOpaque(this);
  }
}
