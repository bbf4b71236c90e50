package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** One thread's share of a counter. */
public final class LongCell extends OwnedCell {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(LongCell.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;

  // With the header, the owner and the value these make 64 bytes: a cache line.
  @SuppressWarnings("unused")
  private long p1, p2, p3, p4, p5;

  /** What a cell and its place in the table take, in bytes. */
  public static final long BYTES = 64 + 4 * Integer.BYTES;

  /**
   * Makes an empty cell.
   *
   * @param owner the only thread that will write it
   */
  public LongCell(Thread owner) {
    super(owner);
  }

  /**
   * Adds. Only the owner may call this.
   *
   * @param amount what to add
   */
  public void add(long amount) {
    VALUE.setOpaque(this, value + amount);
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
