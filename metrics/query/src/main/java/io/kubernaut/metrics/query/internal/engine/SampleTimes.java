package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.SampleColumns;
import java.util.Arrays;

/**
 * Remembers the times that positions were last computed for. Series of one collection have the same
 * times; then the positions are the same too, and are not computed again.
 */
final class SampleTimes {

  private long[] known = new long[0];
  private boolean shared;
  private int size = -1;
  private int condensed;
  private long spacing;

  /** Tells whether the columns have other times than those before, and remembers them. */
  boolean changed(SampleColumns columns) {
    boolean same =
        size == columns.size()
            && condensed == columns.condensed()
            && spacing == columns.spacing()
            && sameTimes(columns);
    if (same) {
      return false;
    }
    size = columns.size();
    condensed = columns.condensed();
    spacing = columns.spacing();
    remember(columns);
    return true;
  }

  /** Forgets the times, because positions were computed for others. */
  void forget() {
    size = -1;
  }

  private boolean sameTimes(SampleColumns columns) {
    if (shared && columns.timesAreShared() && known == columns.times()) {
      return true;
    }
    return Arrays.equals(known, 0, size, columns.times(), 0, size);
  }

  /** A shared array never changes; one that is used again has to be copied. */
  private void remember(SampleColumns columns) {
    if (columns.timesAreShared()) {
      known = columns.times();
    } else {
      if (shared || known.length < size) {
        known = new long[Math.max(size, 256)];
      }
      System.arraycopy(columns.times(), 0, known, 0, size);
    }
    shared = columns.timesAreShared();
  }
}
