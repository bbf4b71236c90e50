package io.kubernaut.metrics.store.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The times of an open chunk, shared by all series that get their samples at the same moments: one
 * column for a whole scrape. The store's writer appends; readers look at as many times as they have
 * values for.
 */
final class TimeColumn {
  private long[] times = new long[16];
  private int size;
  private int users = 1;
  private long @Nullable [] sealed;

  TimeColumn(long first) {
    times[0] = first;
    size = 1;
  }

  /** Begins a chunk of another series, whose first time is that of this column. */
  TimeColumn join() {
    users++;
    return this;
  }

  boolean isShared() {
    return users > 2;
  }

  /** Returns the first times, the same array for all series that are sealed at the same length. */
  long[] sealed(int length) {
    long[] known = sealed;
    if (known == null || known.length != length) {
      known = Arrays.copyOf(times, length);
      sealed = known;
    }
    return known;
  }

  private TimeColumn(long[] times, int size) {
    this.times = times;
    this.size = size;
  }

  /** Returns a column of its own for a series that leaves the others. */
  TimeColumn fork(int size) {
    return new TimeColumn(Arrays.copyOf(times, Math.max(16, size * 2)), size);
  }

  /** Appends a time unless another series has just done so; false if this column is elsewhere. */
  boolean reach(int place, long time) {
    if (place == size) {
      append(time);
      return true;
    }
    return place < size && times[place] == time;
  }

  private void append(long time) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
    }
    times[size++] = time;
  }

  long[] times() {
    return times;
  }

  int size() {
    return size;
  }
}
