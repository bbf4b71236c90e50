package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of native histograms, some of which may be missing.
 *
 * <p>A histogram that has the shape of the one before (schema, zero threshold, indexes and bounds)
 * keeps no shape, and its counts, if they are whole, as differences from the ones before: of a
 * histogram that grows by a few observations a scrape most buckets take one byte. Decoded
 * histograms of one shape share its arrays, which makes arithmetic on them fast.
 *
 * <pre>
 *   mark u8 = 0 missing, 1 same shape, 2 new shape | 4 counts are whole | hint &lt;&lt; 4
 *   new shape: schema signed, zero threshold u64, indexes of positive, of negative, bounds
 *   sum u64, then counts: count, zero, positive, negative: signed differences, or u64 each
 * </pre>
 */
final class HistogramColumn {
  private static final int MISSING = 0;
  private static final int SAME = 1;
  private static final int NEW = 2;
  private static final int WHOLE = 4;
  private static final double EXACT = 0x1p53;
  private static final int LONGEST = 1 << 20;

  /** The place of a hint here is its number in the format: add new ones at the end. */
  private static final List<NativeHistogram.ResetHint> HINTS =
      List.of(
          NativeHistogram.ResetHint.UNKNOWN,
          NativeHistogram.ResetHint.RESET,
          NativeHistogram.ResetHint.NOT_RESET,
          NativeHistogram.ResetHint.GAUGE);

  private HistogramColumn() {}

  static void encode(@Nullable NativeHistogram[] histograms, int size, ByteSink out) {
    NativeHistogram before = null;
    for (int i = 0; i < size; i++) {
      NativeHistogram histogram = histograms[i];
      if (histogram == null) {
        out.u8(MISSING);
      } else {
        encode(histogram, before, out);
        before = histogram;
      }
    }
  }

  private static void encode(
      NativeHistogram histogram, @Nullable NativeHistogram before, ByteSink out) {
    boolean same = before != null && sameShape(histogram, before);
    boolean whole = isWhole(histogram) && (before == null || !same || isWhole(before));
    out.u8((same ? SAME : NEW) | (whole ? WHOLE : 0) | HINTS.indexOf(histogram.hint()) << 4);
    if (!same) {
      writeShape(histogram, out);
    }
    out.u64(Double.doubleToRawLongBits(histogram.sum()));
    double[] counts = counts(histogram);
    double[] past = same && before != null ? counts(before) : new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      if (whole) {
        out.signed((long) counts[i] - (long) past[i]);
      } else {
        out.u64(Double.doubleToRawLongBits(counts[i]));
      }
    }
  }

  private static boolean sameShape(NativeHistogram a, NativeHistogram b) {
    return a.schema() == b.schema()
        && Double.compare(a.zeroThreshold(), b.zeroThreshold()) == 0
        && Arrays.equals(a.positiveIndexes(), b.positiveIndexes())
        && Arrays.equals(a.negativeIndexes(), b.negativeIndexes())
        && Arrays.equals(a.bounds(), b.bounds());
  }

  private static boolean isWhole(NativeHistogram histogram) {
    for (double count : counts(histogram)) {
      if (!(Math.abs(count) < EXACT)
          || Double.doubleToRawLongBits((double) (long) count)
              != Double.doubleToRawLongBits(count)) {
        return false;
      }
    }
    return true;
  }

  /** Returns all counts in the order in which they are written. */
  private static double[] counts(NativeHistogram histogram) {
    double[] positive = histogram.positiveCounts();
    double[] negative = histogram.negativeCounts();
    double[] counts = new double[2 + positive.length + negative.length];
    counts[0] = histogram.count();
    counts[1] = histogram.zeroCount();
    System.arraycopy(positive, 0, counts, 2, positive.length);
    System.arraycopy(negative, 0, counts, 2 + positive.length, negative.length);
    return counts;
  }

  private static void writeShape(NativeHistogram histogram, ByteSink out) {
    out.signed(histogram.schema());
    out.u64(Double.doubleToRawLongBits(histogram.zeroThreshold()));
    writeIndexes(histogram.positiveIndexes(), out);
    writeIndexes(histogram.negativeIndexes(), out);
    out.varint(histogram.bounds().length);
    for (double bound : histogram.bounds()) {
      out.u64(Double.doubleToRawLongBits(bound));
    }
  }

  private static void writeIndexes(int[] indexes, ByteSink out) {
    out.varint(indexes.length);
    int last = 0;
    for (int index : indexes) {
      out.signed(index - last);
      last = index;
    }
  }

  static @Nullable NativeHistogram[] decode(ByteCursor in, int size) {
    @Nullable NativeHistogram[] histograms = new NativeHistogram[size];
    Shape shape = null;
    double[] counts = {};
    for (int i = 0; i < size; i++) {
      int mark = in.u8();
      if ((mark & 3) == MISSING) {
        continue;
      }
      if ((mark & 3) == NEW) {
        shape = Shape.read(in);
        counts = new double[2 + shape.positive.length + shape.negative.length];
      }
      if (shape == null) {
        throw new MalformedColumnException("A histogram has the shape of none before it.");
      }
      double sum = Double.longBitsToDouble(in.u64());
      counts = readCounts(in, (mark & WHOLE) != 0, counts);
      histograms[i] = shape.histogram(HINTS.get(mark >>> 4 & 3), sum, counts);
    }
    return histograms;
  }

  private static double[] readCounts(ByteCursor in, boolean whole, double[] before) {
    double[] counts = new double[before.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] =
          whole ? (double) ((long) before[i] + in.signed()) : Double.longBitsToDouble(in.u64());
    }
    return counts;
  }

  /** What histograms of a column have in common. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Shape(
      int schema, double zeroThreshold, int[] positive, int[] negative, double[] bounds) {

    static Shape read(ByteCursor in) {
      int schema = (int) in.signed();
      if (schema != NativeHistogram.CUSTOM_SCHEMA
          && (schema < NativeHistogram.MIN_SCHEMA || schema > NativeHistogram.MAX_SCHEMA)) {
        throw new MalformedColumnException("A histogram of schema " + schema + ".");
      }
      double threshold = Double.longBitsToDouble(in.u64());
      int[] positive = indexes(in);
      int[] negative = indexes(in);
      double[] bounds = new double[length(in)];
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = Double.longBitsToDouble(in.u64());
      }
      return new Shape(schema, threshold, positive, negative, bounds);
    }

    private static int[] indexes(ByteCursor in) {
      int[] indexes = new int[length(in)];
      int last = 0;
      for (int i = 0; i < indexes.length; i++) {
        last += (int) in.signed();
        indexes[i] = last;
      }
      return indexes;
    }

    private static int length(ByteCursor in) {
      long length = in.varint();
      if (length < 0 || length > LONGEST || length > in.remaining()) {
        throw new MalformedColumnException("A histogram of " + length + " buckets.");
      }
      return (int) length;
    }

    NativeHistogram histogram(NativeHistogram.ResetHint hint, double sum, double[] counts) {
      int middle = 2 + positive.length;
      try {
        return NativeHistogram.builder(schema)
            .hint(hint)
            .count(counts[0])
            .sum(sum)
            .zero(zeroThreshold, counts[1])
            .positive(positive, Arrays.copyOfRange(counts, 2, middle))
            .negative(negative, Arrays.copyOfRange(counts, middle, counts.length))
            .bounds(bounds)
            .build();
      } catch (IllegalArgumentException notRising) {
        throw new MalformedColumnException("A histogram is malformed: " + notRising.getMessage());
      }
    }
  }
}
