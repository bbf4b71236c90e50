package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series, floats and histograms apart, and for each step the stretch of them
 * that lies in its range: from a position up to, but without, another.
 *
 * <p>Ranges are open on the left: a sample exactly one range ago is out. Floats that come without
 * histograms and stale markers are not copied but used where they were decoded.
 */
final class RangeWindows {

  private final Clock clock;
  private final RangeSpan range;
  private final SampleTimes knownTimes = new SampleTimes();
  private SampleColumns columns = new SampleColumns();

  /** Floats: times, values, start times (0 for unknown) and how many. */
  long[] times = new long[0];

  double[] values = new double[0];
  long @Nullable [] starts;
  double @Nullable [] weights;
  int size;

  /** Where the floats of each step begin and end. */
  final int[] from;

  final int[] to;

  /** Histograms: times, values, start times and how many. */
  private final Histograms histograms;

  private long[] ownTimes = new long[0];
  private double[] ownValues = new double[0];
  private long[] ownStarts = new long[0];
  private double[] ownWeights = new double[0];

  RangeWindows(Clock clock, RangeSpan range) {
    this.clock = clock;
    this.range = range;
    from = new int[clock.grid().count()];
    to = new int[clock.grid().count()];
    histograms = new Histograms(clock.grid().count());
  }

  /** The histograms of a series. */
  static final class Histograms {

    long[] times = new long[0];
    NativeHistogram[] values = new NativeHistogram[0];
    long @Nullable [] starts;
    int size;
    final int[] from;
    final int[] to;

    Histograms(int steps) {
      from = new int[steps];
      to = new int[steps];
    }

    private void reserve(int capacity) {
      if (times.length < capacity) {
        times = new long[capacity];
        values = new NativeHistogram[capacity];
      }
    }
  }

  Histograms histograms() {
    return histograms;
  }

  /** Where the source decodes to. */
  SampleColumns columns() {
    return columns;
  }

  int steps() {
    return from.length;
  }

  RangeSpan range() {
    return range;
  }

  /** The moment at which the range of a step ends. */
  long end(int step) {
    return clock.time(step);
  }

  /** The moment after which the range of a step begins. */
  long start(int step) {
    return clock.time(step) - range.length();
  }

  /** The step's own time. */
  long time(int step) {
    return clock.grid().time(step);
  }

  /** Tells whether there is any histogram in the series. */
  boolean hasHistograms() {
    return histograms.size > 0;
  }

  /** Empties the windows. */
  void clear() {
    columns.clear();
    size = 0;
    histograms.size = 0;
    Arrays.fill(from, 0);
    Arrays.fill(to, 0);
    knownTimes.forget();
  }

  /** Takes over what was decoded. Returns how many samples lie in windows. */
  long fill() {
    boolean plain = !columns.hasHistograms() && !columns.maybeStale();
    if (plain) {
      usePlain();
      if (knownTimes.changed(columns)) {
        locate(times, size, from, to);
      }
      histograms.size = 0;
      return samples(from, to);
    }
    separate();
    locate(times, size, from, to);
    locate(histograms.times, histograms.size, histograms.from, histograms.to);
    knownTimes.forget();
    return samples(from, to) + samples(histograms.from, histograms.to);
  }

  private static long samples(int[] from, int[] to) {
    long samples = 0;
    for (int i = 0; i < from.length; i++) {
      samples += to[i] - from[i];
    }
    return samples;
  }

  private void usePlain() {
    times = columns.times();
    values = columns.values();
    size = columns.size();
    starts = columns.hasStarts() ? knownStarts() : null;
    weights = columns.hasWeights() ? columns.weights() : null;
  }

  private long[] knownStarts() {
    reserveStarts(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      ownStarts[i] = known(columns.starts()[i]);
    }
    return ownStarts;
  }

  private void reserveStarts(int capacity) {
    if (ownStarts.length < capacity) {
      ownStarts = new long[capacity];
    }
  }

  private static long known(long start) {
    return start == SampleColumns.NO_START ? 0 : start;
  }

  /** Puts floats and histograms apart, and leaves out stale markers. */
  private void separate() {
    int all = columns.size();
    reserve(all);
    size = 0;
    histograms.reserve(all);
    histograms.size = 0;
    boolean started = columns.hasStarts();
    long[] histogramStarts = started ? new long[all] : null;
    for (int i = 0; i < all; i++) {
      NativeHistogram histogram = columns.hasHistograms() ? columns.histograms()[i] : null;
      if (histogram != null) {
        histograms.times[histograms.size] = columns.times()[i];
        histograms.values[histograms.size] = histogram;
        if (histogramStarts != null) {
          histogramStarts[histograms.size] = known(columns.starts()[i]);
        }
        histograms.size++;
      } else if (!StaleMarker.is(columns.values()[i])) {
        ownTimes[size] = columns.times()[i];
        ownValues[size] = columns.values()[i];
        ownStarts[size] = started ? known(columns.starts()[i]) : 0;
        ownWeights[size] = columns.hasWeights() ? columns.weights()[i] : 1;
        size++;
      }
    }
    times = ownTimes;
    values = ownValues;
    starts = started ? ownStarts : null;
    weights = columns.hasWeights() ? ownWeights : null;
    histograms.starts = histogramStarts;
  }

  private void reserve(int capacity) {
    if (ownTimes.length < capacity) {
      ownTimes = new long[capacity];
      ownValues = new double[capacity];
      ownWeights = new double[capacity];
    }
    reserveStarts(capacity);
  }

  /** Walks over samples and steps side by side. */
  private void locate(long[] sampleTimes, int count, int[] first, int[] end) {
    int low = 0;
    int high = 0;
    for (int step = 0; step < first.length; step++) {
      long moment = clock.time(step);
      long after = moment - range.length() - range.before();
      long last = moment + range.after();
      while (high < count && sampleTimes[high] <= last) {
        high++;
      }
      while (low < high && sampleTimes[low] <= after) {
        low++;
      }
      first[step] = low;
      end[step] = high;
    }
  }
}
