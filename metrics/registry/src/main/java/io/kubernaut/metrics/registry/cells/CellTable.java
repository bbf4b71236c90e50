package io.kubernaut.metrics.registry.cells;

import org.jspecify.annotations.Nullable;

/**
 * The open-addressed table in which a thread finds its cell of one meter.
 *
 * <p>Thread ids are sequential, so with four places for each live thread the first place looked at
 * is nearly always the right one, and the hot path of a meter looks at that one only. Here is the
 * rest: looking at the few places after it, inserting, growing. A table is a plain array that is
 * replaced when it grows; the cells are the same objects in the old and the new one, so a thread
 * that still sees the old array loses nothing. A cell sits at most {@value #REACH} places from its
 * home; removal leaves a hole and searches look past holes.
 *
 * <p>{@link #find} needs no lock. Inserting and removing are done under the lock of the registry's
 * cells.
 */
public final class CellTable {
  private static final int REACH = 4;
  private static final int SMALLEST = 8;

  private CellTable() {}

  /**
   * Returns the home of a thread's cell.
   *
   * @param thread the thread
   * @param length the table's length, a power of two
   * @return an index into the table
   */
  public static int home(Thread thread, int length) {
    return (int) thread.getId() & (length - 1);
  }

  /**
   * Finds a thread's cell.
   *
   * @param <C> the kind of cell
   * @param table where to look, or null
   * @param thread the current thread
   * @return its cell, or null when it has none
   */
  public static <C extends OwnedCell> @Nullable C find(
      @Nullable C @Nullable [] table, Thread thread) {
    if (table == null) {
      return null;
    }
    int home = home(thread, table.length);
    for (int i = 0; i < REACH; i++) {
      C cell = table[(home + i) & (table.length - 1)];
      if (cell != null && cell.belongsTo(thread)) {
        return cell;
      }
    }
    return null;
  }

  /**
   * Puts a cell into the table, or into a larger one.
   *
   * @param <C> the kind of cell
   * @param table the table, or null when there is none yet
   * @param cell the new cell
   * @param maker makes an empty table of a length
   * @return the table that now holds the cell: the given one or a larger copy
   */
  public static <C extends OwnedCell> @Nullable C[] insert(
      @Nullable C @Nullable [] table, C cell, java.util.function.IntFunction<@Nullable C[]> maker) {
    @Nullable C[] target = table == null ? maker.apply(SMALLEST) : table;
    while (!place(target, cell)) {
      target = grown(target, maker);
    }
    return target;
  }

  private static <C extends OwnedCell> @Nullable C[] grown(
      @Nullable C[] table, java.util.function.IntFunction<@Nullable C[]> maker) {
    for (int length = table.length * 2; ; length *= 2) {
      @Nullable C[] larger = maker.apply(length);
      if (moveAll(table, larger)) {
        return larger;
      }
    }
  }

  private static <C extends OwnedCell> boolean moveAll(@Nullable C[] from, @Nullable C[] to) {
    for (C cell : from) {
      if (cell != null && !place(to, cell)) {
        return false;
      }
    }
    return true;
  }

  private static <C extends OwnedCell> boolean place(@Nullable C[] table, C cell) {
    int home = cell.owner == null ? 0 : home(cell.owner, table.length);
    for (int i = 0; i < REACH; i++) {
      int at = (home + i) & (table.length - 1);
      if (table[at] == null) {
        table[at] = cell;
        return true;
      }
    }
    return false;
  }
}
