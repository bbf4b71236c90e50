package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The open-addressed table in which a thread finds its cell of one meter: an array of pairs, each a
 * thread and its cell.
 *
 * <p>Owners stand in the table and not in the cells. A cell's cache line is written all the time,
 * and a thread that read it, only to learn that the cell is another's, would take the line away
 * from the owner for a moment, at each recording of both.
 *
 * <p>Thread ids are sequential, so with four places for each live thread the first place looked at
 * is nearly always the right one, and the hot path of a meter looks at that one only. Here is the
 * rest: looking at the few places after it, inserting, growing. A table is a plain array that is
 * replaced when it grows; the cells are the same objects in the old and the new one, so a thread
 * that still sees the old array loses nothing. A cell sits at most {@value #REACH} places from its
 * home; removal leaves a hole and searches look past holes.
 *
 * <p>{@link #find} and {@link #cell} need no lock. Inserting and removing are done under the lock
 * of the registry's cells, and a pair is removed only when its thread is dead. A thread that sees
 * itself in a place put itself there, so the cell beside it is its own, whatever it sees of others.
 */
final class CellTable {
  private static final int REACH = 4;
  private static final int SMALLEST = 8;
  private static final int PAIR = 2;
  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final @Nullable Object[] EMPTY = {};

  private CellTable() {}

  /** Where a thread's pair is put if it can be. The hot paths have this written out. */
  private static int home(Thread thread, int length) {
    return (int) thread.getId() << 1 & (length - 1);
  }

  /** The cell of the current thread; null when it has none. */
  @SuppressWarnings("ReferenceEquality") // a thread is one object
  static @Nullable Object find(@Nullable Object @Nullable [] table, Thread thread) {
    if (table == null) {
      return null;
    }
    int home = home(thread, table.length);
    for (int i = 0; i < REACH; i++) {
      int at = (home + i * PAIR) & (table.length - 1);
      if (table[at] == thread) {
        return table[at + 1];
      }
    }
    return null;
  }

  /** The places that readers walk through, two steps at a time; none of a meter without cells. */
  static @Nullable Object[] orEmpty(@Nullable Object @Nullable [] table) {
    return table == null ? EMPTY : table;
  }

  /** The cell of the pair at an even index, for a reader; null where there is none. */
  static @Nullable Object cell(@Nullable Object[] table, int at) {
    return PLACE.getAcquire(table, at + 1);
  }

  /**
   * Returns whether the thread of a pair has died. All it ever wrote is then visible to the caller.
   */
  static boolean isAbandoned(@Nullable Object[] table, int at) {
    return isDead((Thread) PLACE.getAcquire(table, at));
  }

  static boolean isDead(@Nullable Thread owner) {
    return owner != null && !owner.isAlive();
  }

  static boolean hasAbandoned(@Nullable Object @Nullable [] table) {
    @Nullable Object[] pairs = orEmpty(table);
    for (int at = 0; at < pairs.length; at += PAIR) {
      if (isAbandoned(pairs, at)) {
        return true;
      }
    }
    return false;
  }

  /** Takes a dead thread's pair out. */
  static void remove(@Nullable Object[] table, int at) {
    PLACE.setRelease(table, at, null);
    PLACE.setRelease(table, at + 1, null);
  }

  /**
   * Puts a pair into the table, or into a larger one.
   *
   * @return the table that now holds the pair: the given one or a larger copy
   */
  static @Nullable Object[] insert(@Nullable Object @Nullable [] table, Thread owner, Object cell) {
    @Nullable Object[] target = table == null ? new Object[SMALLEST * PAIR] : table;
    while (!place(target, owner, cell)) {
      target = grown(target);
    }
    return target;
  }

  private static @Nullable Object[] grown(@Nullable Object[] table) {
    for (int length = table.length * 2; ; length *= 2) {
      @Nullable Object[] larger = new Object[length];
      if (placeAll(table, larger)) {
        return larger;
      }
    }
  }

  private static boolean placeAll(@Nullable Object[] from, @Nullable Object[] to) {
    for (int at = 0; at < from.length; at += PAIR) {
      Object owner = from[at];
      Object cell = from[at + 1];
      if (owner != null && cell != null && !place(to, (Thread) owner, cell)) {
        return false;
      }
    }
    return true;
  }

  private static boolean place(@Nullable Object[] table, Thread owner, Object cell) {
    int home = home(owner, table.length);
    for (int i = 0; i < REACH; i++) {
      int at = (home + i * PAIR) & (table.length - 1);
      if (table[at] == null) {
        PLACE.setRelease(table, at + 1, cell);
        PLACE.setRelease(table, at, owner);
        return true;
      }
    }
    return false;
  }
}
