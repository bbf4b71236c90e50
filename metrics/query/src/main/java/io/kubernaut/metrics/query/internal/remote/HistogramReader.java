package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a native histogram; both versions of the protocol write it alike. Buckets come as spans
 * (how many to leave out, how many follow) with a count for each bucket: a float, or the difference
 * to the count before. For one thread.
 */
final class HistogramReader {

  private static final int PACKED = MessageCursor.BYTES;

  /** A histogram of more buckets, spans or bounds is not read. */
  private static final int MOST = 1 << 16;

  /** No bucket of the finest schema is as far from 1. */
  private static final int FARTHEST = 1 << 20;

  private long countInt;
  private double countFloat;
  private boolean floats;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private long zeroInt;
  private double zeroFloat;
  private int hint;
  private long time;
  private long start;
  private final Side negative = new Side();
  private final Side positive = new Side();
  private double[] bounds = new double[16];
  private int boundCount;

  /** Spans and counts of one sign. */
  private static final class Side {
    private int[] offsets = new int[4];
    private int[] lengths = new int[4];
    private int spans;
    private double[] counts = new double[16];
    private int size;
    private double last;

    void clear() {
      spans = 0;
      size = 0;
      last = 0;
    }

    void span(int offset, int length) throws MalformedMessageException {
      requireFew(spans);
      if (spans == offsets.length) {
        offsets = Arrays.copyOf(offsets, spans * 2);
        lengths = Arrays.copyOf(lengths, spans * 2);
      }
      offsets[spans] = offset;
      lengths[spans++] = length;
    }

    void count(double count) throws MalformedMessageException {
      requireFew(size);
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, size * 2);
      }
      counts[size++] = count;
    }

    void delta(long delta) throws MalformedMessageException {
      last += delta;
      count(last);
    }

    /** Returns an index for each count, or null if spans and counts do not belong together. */
    int @Nullable [] indexes() {
      long all = 0;
      for (int i = 0; i < spans; i++) {
        all += Integer.toUnsignedLong(lengths[i]);
      }
      if (all != size) {
        return null;
      }
      int[] indexes = new int[size];
      int at = 0;
      long index = 0;
      for (int i = 0; i < spans; i++) {
        index += offsets[i];
        if (i > 0 && offsets[i] < 0) {
          return null;
        }
        for (int j = 0; j < lengths[i]; j++) {
          indexes[at++] = (int) index++;
        }
        if (Math.abs(index) > FARTHEST) {
          return null;
        }
      }
      return indexes;
    }

    boolean isValid() {
      for (int i = 0; i < size; i++) {
        if (!(counts[i] >= 0)) {
          return false;
        }
      }
      return true;
    }

    double[] counts() {
      return Arrays.copyOf(counts, size);
    }
  }

  HistogramReader() {}

  long time() {
    return time;
  }

  /** Returns when it began to count, or {@link SampleColumns#NO_START}. */
  long start() {
    return start == 0 ? SampleColumns.NO_START : start;
  }

  private void clear() {
    countInt = 0;
    countFloat = 0;
    floats = false;
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    zeroInt = 0;
    zeroFloat = 0;
    hint = 0;
    time = 0;
    start = 0;
    negative.clear();
    positive.clear();
    boundCount = 0;
  }

  /** Reads the message that the cursor is in. */
  void read(MessageCursor in) throws MalformedMessageException {
    clear();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> countInt = in.varint();
        case 2 -> {
          countFloat = in.float64();
          floats = true;
        }
        case 3 -> sum = in.float64();
        case 4 -> schema = (int) in.signed();
        case 5 -> zeroThreshold = in.float64();
        case 6 -> zeroInt = in.varint();
        case 7 -> {
          zeroFloat = in.float64();
          floats = true;
        }
        case 8 -> span(in, negative);
        case 9 -> deltas(in, tag, negative);
        case 10 -> counts(in, tag, negative);
        case 11 -> span(in, positive);
        case 12 -> deltas(in, tag, positive);
        case 13 -> counts(in, tag, positive);
        case 14 -> hint = (int) in.varint();
        case 15 -> time = in.varint();
        case 16 -> bounds(in, tag);
        case 17 -> start = in.varint();
        default -> in.skip(tag);
      }
    }
  }

  private static void span(MessageCursor in, Side side) throws MalformedMessageException {
    int outer = in.enter();
    int offset = 0;
    int length = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag >>> 3) {
        case 1 -> offset = (int) in.signed();
        case 2 -> length = (int) in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    side.span(offset, length);
  }

  private static void deltas(MessageCursor in, int tag, Side side)
      throws MalformedMessageException {
    if ((tag & 7) != PACKED) {
      side.delta(in.signed());
      return;
    }
    int outer = in.enter();
    while (in.hasMore()) {
      side.delta(in.signed());
    }
    in.leave(outer);
  }

  private static void counts(MessageCursor in, int tag, Side side)
      throws MalformedMessageException {
    if ((tag & 7) != PACKED) {
      side.count(in.float64());
      return;
    }
    int outer = in.enter();
    while (in.hasMore()) {
      side.count(in.float64());
    }
    in.leave(outer);
  }

  private void bounds(MessageCursor in, int tag) throws MalformedMessageException {
    if ((tag & 7) != PACKED) {
      bound(in.float64());
      return;
    }
    int outer = in.enter();
    while (in.hasMore()) {
      bound(in.float64());
    }
    in.leave(outer);
  }

  private void bound(double bound) throws MalformedMessageException {
    requireFew(boundCount);
    if (boundCount == bounds.length) {
      bounds = Arrays.copyOf(bounds, boundCount * 2);
    }
    bounds[boundCount++] = bound;
  }

  private static void requireFew(int soFar) throws MalformedMessageException {
    if (soFar >= MOST) {
      throw new MalformedMessageException(
          "A histogram has more than %d buckets or bounds.".formatted(MOST));
    }
  }

  /** Returns what was read, or null if it is no histogram. */
  @Nullable NativeHistogram histogram() {
    double[] limits = Arrays.copyOf(bounds, boundCount);
    int[] negatives = negative.indexes();
    int[] positives = positive.indexes();
    boolean custom = schema == NativeHistogram.CUSTOM_SCHEMA;
    boolean known = schema >= NativeHistogram.MIN_SCHEMA && schema <= NativeHistogram.MAX_SCHEMA;
    boolean valid = custom ? rise(limits) && negative.size == 0 : known && boundCount == 0;
    if (!valid || negatives == null || positives == null) {
      return null;
    }
    double count = floats ? countFloat : countInt;
    double zero = floats ? zeroFloat : zeroInt;
    boolean counts = negative.isValid() && positive.isValid() && zero >= 0;
    boolean inside = !custom || positives.length == 0 || fits(positives);
    if (!counts || !inside || !(count >= 0 || Double.isNaN(count))) {
      return null;
    }
    NativeHistogram.Builder builder =
        NativeHistogram.builder(schema)
            .hint(hint())
            .count(count)
            .sum(sum)
            .zero(zeroThreshold, zero)
            .positive(positives, positive.counts())
            .negative(negatives, negative.counts());
    return (custom ? builder.bounds(limits) : builder).build();
  }

  private boolean fits(int[] indexes) {
    return indexes[0] >= 0 && indexes[indexes.length - 1] <= boundCount;
  }

  private static boolean rise(double[] bounds) {
    for (int i = 0; i < bounds.length; i++) {
      if (Double.isNaN(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private NativeHistogram.ResetHint hint() {
    return switch (hint) {
      case 1 -> NativeHistogram.ResetHint.RESET;
      case 2 -> NativeHistogram.ResetHint.NOT_RESET;
      case 3 -> NativeHistogram.ResetHint.GAUGE;
      default -> NativeHistogram.ResetHint.UNKNOWN;
    };
  }
}
