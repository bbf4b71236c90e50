package io.kubernaut.metrics.store;

import io.kubernaut.metrics.store.Appender.Outcome;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series in arrays that grow. What was handed out in a {@link View} is never
 * written again: new samples go behind it, and one that belongs before its end goes into copies.
 */
final class MemorySeries {

  private static final int FIRST_CAPACITY = 16;

  private final Labels labels;
  private int size;
  private long[] times = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private boolean stale;
  private @Nullable NativeHistogram @Nullable [] histograms;
  private long @Nullable [] starts;

  MemorySeries(Labels labels) {
    this.labels = labels;
  }

  Labels labels() {
    return labels;
  }

  int size() {
    return size;
  }

  long first() {
    return times[0];
  }

  long last() {
    return times[size - 1];
  }

  /** Says what would become of a sample, without adding it. */
  Outcome judge(MemorySample sample) {
    int at = Arrays.binarySearch(times, 0, size, sample.time());
    return at < 0
        ? Outcome.ACCEPTED
        : sample(at).sameAs(sample) ? Outcome.DUPLICATE : Outcome.CONFLICT;
  }

  private MemorySample sample(int at) {
    return new MemorySample(
        times[at],
        values[at],
        histograms == null ? null : histograms[at],
        starts == null ? SampleColumns.NO_START : starts[at]);
  }

  Outcome insert(MemorySample sample) {
    int found = Arrays.binarySearch(times, 0, size, sample.time());
    if (found >= 0) {
      return judge(sample);
    }
    int at = -found - 1;
    makeRoom(at);
    times[at] = sample.time();
    values[at] = sample.value();
    stale |= StaleMarker.is(sample.value());
    if (sample.histogram() != null) {
      histograms = histograms == null ? new NativeHistogram[times.length] : histograms;
      histograms[at] = sample.histogram();
    }
    if (sample.start() != SampleColumns.NO_START) {
      starts = starts == null ? noStarts(times.length) : starts;
      starts[at] = sample.start();
    }
    size++;
    return Outcome.ACCEPTED;
  }

  private static long[] noStarts(int length) {
    long[] starts = new long[length];
    Arrays.fill(starts, SampleColumns.NO_START);
    return starts;
  }

  /** Grows, or copies because a view may hold the arrays, and moves what is behind the place. */
  private void makeRoom(int at) {
    if (at == size && size < times.length) {
      return;
    }
    int capacity = size < times.length ? times.length : size * 2;
    long[] oldTimes = times;
    double[] oldValues = values;
    times = Arrays.copyOf(oldTimes, capacity);
    values = Arrays.copyOf(oldValues, capacity);
    System.arraycopy(oldTimes, at, times, at + 1, size - at);
    System.arraycopy(oldValues, at, values, at + 1, size - at);
    NativeHistogram[] oldHistograms = histograms;
    if (oldHistograms != null) {
      NativeHistogram[] moved = Arrays.copyOf(oldHistograms, capacity);
      System.arraycopy(oldHistograms, at, moved, at + 1, size - at);
      moved[at] = null;
      histograms = moved;
    }
    long[] oldStarts = starts;
    if (oldStarts != null) {
      long[] moved = noStarts(capacity);
      System.arraycopy(oldStarts, 0, moved, 0, at);
      System.arraycopy(oldStarts, at, moved, at + 1, size - at);
      starts = moved;
    }
  }

  /** Returns what lies in a range, if anything does. */
  Optional<View> view(long from, long to) {
    int found = Arrays.binarySearch(times, 0, size, from);
    int start = found < 0 ? -found - 1 : found;
    int last = Arrays.binarySearch(times, start, size, to);
    int end = last < 0 ? -last - 1 : last + 1;
    return start < end ? Optional.of(new View(start, end)) : Optional.empty();
  }

  /** A stretch of the series as it was when the view was made. */
  final class View {

    private final int start;
    private final int length;
    private final long[] viewTimes = times;
    private final double[] viewValues = values;
    private final boolean viewStale = stale;
    private final @Nullable NativeHistogram @Nullable [] viewHistograms = histograms;
    private final long @Nullable [] viewStarts = starts;

    private View(int start, int end) {
      this.start = start;
      this.length = end - start;
    }

    Labels labels() {
      return labels;
    }

    void copyTo(SampleColumns into) {
      into.clear();
      if (start == 0) {
        into.shareTimes(viewTimes, length, viewStale);
      } else {
        into.reserve(length);
        System.arraycopy(viewTimes, start, into.ownTimes(), 0, length);
        into.filled(length, viewStale);
      }
      System.arraycopy(viewValues, start, into.values(), 0, length);
      copyRest(into);
    }

    private void copyRest(SampleColumns into) {
      for (int i = 0; viewHistograms != null && i < length; i++) {
        NativeHistogram histogram = viewHistograms[start + i];
        if (histogram != null && histogram.isStale()) {
          into.values()[i] = StaleMarker.VALUE;
          into.filled(length, true);
        } else if (histogram != null) {
          into.histogram(i, histogram);
        }
      }
      for (int i = 0; viewStarts != null && i < length; i++) {
        into.start(i, viewStarts[start + i]);
      }
    }
  }
}
