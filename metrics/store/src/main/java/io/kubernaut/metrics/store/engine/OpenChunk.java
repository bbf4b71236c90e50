package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The newest samples of a series, in plain columns. Appending is a store into an array. One writer;
 * a reader takes {@link #view} and sees the samples that were there then.
 */
final class OpenChunk {
  /** A chunk that has so many samples is sealed. */
  static final int CAPACITY = 120;

  private static final VarHandle SIZE;

  static {
    try {
      SIZE = MethodHandles.lookup().findVarHandle(OpenChunk.class, "size", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private TimeColumn column;
  private double[] values = new double[8];
  private boolean stale;
  private @Nullable NativeHistogram @Nullable [] histograms;
  private long @Nullable [] starts;
  private int size; // written with release and read with acquire: publishes what was written before

  OpenChunk(TimeColumn column) {
    this.column = column;
  }

  boolean isFull() {
    return size >= CAPACITY;
  }

  /** Returns these samples in less room; nothing is appended any more. */
  SealedChunk seal(ChunkEncoder encoder) {
    return encoder.seal(column, values, size, stale, histograms, starts);
  }

  void append(long time, double value, @Nullable NativeHistogram histogram, long start) {
    int at = size;
    if (!column.reach(at, time)) {
      column = column.fork(at);
      column.reach(at, time);
    }
    if (at == values.length) {
      grow(Math.min(CAPACITY, at * 2));
    }
    values[at] = value;
    stale |= StaleMarker.is(value);
    if (histogram != null) {
      histograms = histograms == null ? new NativeHistogram[values.length] : histograms;
      histograms[at] = histogram;
    }
    if (start != SampleColumns.NO_START || starts != null) {
      startsOf(values.length)[at] = start;
    }
    SIZE.setRelease(this, at + 1);
  }

  /** Reads where the next sample goes to. */
  long touch() {
    return (long) values[Math.min(size, values.length - 1)];
  }

  private long[] startsOf(int length) {
    long[] known = starts;
    if (known == null) {
      known = new long[length];
      Arrays.fill(known, SampleColumns.NO_START);
      starts = known;
    }
    return known;
  }

  private void grow(int length) {
    values = Arrays.copyOf(values, length);
    if (histograms != null) {
      histograms = Arrays.copyOf(histograms, length);
    }
    if (starts != null) {
      starts = Arrays.copyOf(starts, length);
    }
  }

  @Nullable Piece view() {
    int count = (int) SIZE.getAcquire(this);
    return count == 0 ? null : new View(count);
  }

  /** What was there at one moment: later appends write behind it, or into other arrays. */
  private final class View implements Piece {
    private final int count;
    private final long[] seenTimes = column.times();
    private final double[] seenValues = values;
    private final boolean seenStale = stale;
    private final @Nullable NativeHistogram @Nullable [] seenHistograms = histograms;
    private final long @Nullable [] seenStarts = starts;

    View(int count) {
      this.count = count;
    }

    @Override
    public long from() {
      return seenTimes[0];
    }

    @Override
    public long to() {
      return seenTimes[count - 1];
    }

    @Override
    public int size() {
      return count;
    }

    @Override
    public long[] times(Reading reading) {
      return seenTimes;
    }

    @Override
    public void values(Reading reading, double[] into, int at) {
      System.arraycopy(seenValues, 0, into, at, count);
    }

    @Override
    public boolean maybeStale() {
      return seenStale;
    }

    @Override
    public @Nullable NativeHistogram @Nullable [] histograms(Reading reading) {
      return seenHistograms;
    }

    @Override
    public long @Nullable [] starts(Reading reading) {
      return seenStarts;
    }
  }
}
