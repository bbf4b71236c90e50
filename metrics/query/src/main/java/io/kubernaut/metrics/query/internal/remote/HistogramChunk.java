package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Native histograms with counts that are floats, as Prometheus encodes them. All of a chunk have
 * the same buckets, which stand at its beginning; then come the samples, column by column in the
 * same way as floats.
 *
 * <pre>
 *   flags           two bits: 11 gauges, 10 the first is a reset, 01 it is none, 00 unknown; six zeros
 *   zero threshold  a byte: 0 for 0, 1 to 254 for 2^(it - 244), 255 and 64 bits for all others
 *   schema          varbit
 *   spans           positive, then negative: how many, then for each length and gap before it; varbits
 *   bounds          of custom buckets only: how many, then each, see below
 *   first sample    time as a varbit, then count, zero count, sum and buckets in 64 bits each
 *   all others      change of the times' distance as a varbit (from zero), then the same as differing bits
 * </pre>
 *
 * <p>A bound of up to 33,554.430 that is a multiple of 0.001 is an unsigned varbit, which is
 * greater than zero, of its thousandfold plus one; any other is a 0 and 64 bits. Readers take all
 * samples behind the first one for a continued count, so a chunk ends before a reset.
 */
final class HistogramChunk extends SampleChunk {
  private static final int MOST_THOUSANDTHS = 33_554_430;
  private static final int LEAST_EXPONENT = -243;
  private static final int MOST_EXPONENT = 10;

  private @Nullable NativeHistogram before;
  private XorValues[] values = {};
  private long distance;

  HistogramChunk() {
    clear();
  }

  @Override
  int encoding() {
    return 3;
  }

  @Override
  void clear() {
    super.clear();
    before = null;
    distance = 0;
  }

  /** Tells whether a histogram fits behind those that are here. */
  boolean takes(NativeHistogram next) {
    NativeHistogram known = before;
    return known == null || (!isFull() && isAlike(known, next) && goesOn(known, next));
  }

  private static boolean isAlike(NativeHistogram known, NativeHistogram next) {
    return known.schema() == next.schema()
        && known.zeroThreshold() == next.zeroThreshold()
        && (known.hint() == ResetHint.GAUGE) == (next.hint() == ResetHint.GAUGE)
        && Arrays.equals(known.positiveIndexes(), next.positiveIndexes())
        && Arrays.equals(known.negativeIndexes(), next.negativeIndexes())
        && Arrays.equals(known.bounds(), next.bounds());
  }

  private static boolean goesOn(NativeHistogram known, NativeHistogram next) {
    return next.hint() == ResetHint.GAUGE
        || (next.hint() != ResetHint.RESET
            && next.count() >= known.count()
            && next.zeroCount() >= known.zeroCount()
            && noneLess(known.positiveCounts(), next.positiveCounts())
            && noneLess(known.negativeCounts(), next.negativeCounts()));
  }

  private static boolean noneLess(double[] known, double[] next) {
    for (int i = 0; i < known.length; i++) {
      if (!(next[i] >= known[i])) {
        return false;
      }
    }
    return true;
  }

  /** Adds a histogram that it takes. */
  void add(long time, NativeHistogram histogram) {
    if (before == null) {
      begin(histogram);
      out.varbit(time);
    } else {
      long now = time - last();
      out.varbit(now - distance);
      distance = now;
    }
    int column = column(0, histogram.count());
    column = column(column, histogram.zeroCount());
    column = column(column, histogram.sum());
    column = columns(column, histogram.positiveCounts());
    columns(column, histogram.negativeCounts());
    before = histogram;
    count(time);
  }

  private int column(int column, double value) {
    if (before == null) {
      values[column].begin(value, out);
    } else {
      values[column].add(value, out);
    }
    return column + 1;
  }

  private int columns(int first, double[] counts) {
    int column = first;
    for (double count : counts) {
      column = column(column, count);
    }
    return column;
  }

  private void begin(NativeHistogram histogram) {
    reserve(3 + histogram.positiveCounts().length + histogram.negativeCounts().length);
    out.bits(flags(histogram.hint()), 2);
    out.bits(0, 6);
    threshold(histogram.zeroThreshold());
    out.varbit(histogram.schema());
    spans(histogram.positiveIndexes());
    spans(histogram.negativeIndexes());
    if (histogram.hasCustomBounds()) {
      out.unsignedVarbit(histogram.bounds().length);
      for (double bound : histogram.bounds()) {
        bound(bound);
      }
    }
  }

  private void reserve(int columns) {
    int known = values.length;
    if (known < columns) {
      values = Arrays.copyOf(values, columns);
      for (int i = known; i < columns; i++) {
        values[i] = new XorValues();
      }
    }
  }

  private static int flags(ResetHint hint) {
    return switch (hint) {
      case GAUGE -> 0b11;
      case RESET -> 0b10;
      case NOT_RESET -> 0b01;
      case UNKNOWN -> 0b00;
    };
  }

  private void threshold(double threshold) {
    int exponent = Math.getExponent(threshold);
    if (threshold == 0) {
      out.bits(0, 8);
    } else if (exponent >= LEAST_EXPONENT
        && exponent <= MOST_EXPONENT
        && threshold == Math.scalb(1.0, exponent)) {
      out.bits(exponent - LEAST_EXPONENT + 1L, 8);
    } else {
      out.bits(255, 8);
      out.bits(Double.doubleToRawLongBits(threshold), 64);
    }
  }

  private void spans(int[] indexes) {
    int spans = 0;
    for (int from = 0; from < indexes.length; from = end(indexes, from)) {
      spans++;
    }
    out.unsignedVarbit(spans);
    int next = 0;
    for (int from = 0; from < indexes.length; from = end(indexes, from)) {
      int end = end(indexes, from);
      out.unsignedVarbit(end - from);
      out.varbit(indexes[from] - (long) next);
      next = indexes[end - 1] + 1;
    }
  }

  /** Returns the place behind the neighbours that begin at a place. */
  private static int end(int[] indexes, int from) {
    int end = from + 1;
    while (end < indexes.length && indexes[end] == indexes[end - 1] + 1) {
      end++;
    }
    return end;
  }

  private void bound(double bound) {
    long thousandths = Math.round(bound * 1_000);
    boolean isWhole = bound * 1_000 >= 0 && thousandths / 1_000.0 == bound;
    if (isWhole && bound * 1_000 <= MOST_THOUSANDTHS) {
      out.unsignedVarbit(thousandths + 1);
    } else {
      out.bits(0, 1);
      out.bits(Double.doubleToRawLongBits(bound), 64);
    }
  }
}
