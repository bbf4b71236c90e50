package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.DoubleColumn;
import io.kubernaut.metrics.store.encoding.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * Turns columns of samples into bytes: values, then start times, then histograms, as far as there
 * are any. Times are kept apart, because many chunks share them. Keeps its room; for one thread.
 */
final class ChunkEncoder {
  static final int STALE = 1;
  static final int STARTS = 2;
  static final int HISTOGRAMS = 4;

  private final ByteSink sink = new ByteSink();
  private final DoubleColumn doubles = new DoubleColumn();
  private final LongColumn longs = new LongColumn();
  private final RareSteps rare = new RareSteps();

  RareSteps rare() {
    return rare;
  }

  SealedChunk seal(
      TimeColumn column,
      double[] values,
      int size,
      boolean stale,
      @Nullable NativeHistogram @Nullable [] histograms,
      long @Nullable [] starts) {
    long[] times = column.sealed(size);
    int flags = flags(stale, histograms, starts);
    sink.clear();
    encode(values, size, histograms, starts, sink);
    byte[] bytes = sink.toByteArray();
    return column.isShared()
        ? new SealedChunk(times, bytes, flags)
        : new SealedChunk(times[0], times[size - 1], size, encodedTimes(times, size), bytes, flags);
  }

  private byte[] encodedTimes(long[] times, int size) {
    sink.clear();
    longs.encode(times, size, sink);
    return sink.toByteArray();
  }

  static int flags(
      boolean stale, @Nullable NativeHistogram @Nullable [] histograms, long @Nullable [] starts) {
    return (stale ? STALE : 0)
        | (starts != null ? STARTS : 0)
        | (histograms != null ? HISTOGRAMS : 0);
  }

  void encode(
      double[] values,
      int size,
      @Nullable NativeHistogram @Nullable [] histograms,
      long @Nullable [] starts,
      ByteSink out) {
    doubles.encode(values, size, out);
    if (starts != null) {
      longs.encode(starts, size, out);
    }
    if (histograms != null) {
      HistogramColumn.encode(histograms, size, out);
    }
  }

  void encodeTimes(long[] times, int size, ByteSink out) {
    longs.encode(times, size, out);
  }
}
