package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Appender.Outcome;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series that are not in a block yet: those being put into one, sealed chunks,
 * the open chunk, and what came late. One writer, under the head's lock; readers take none.
 */
final class HeadSeries {
  private static final Piece[] NONE = {};
  private static final VarHandle LAST_TIME;

  static {
    try {
      LAST_TIME = MethodHandles.lookup().findVarHandle(HeadSeries.class, "lastTime", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int id;
  private volatile Piece[] leaving = NONE;
  private volatile Piece[] sealed = NONE;
  private volatile @Nullable OpenChunk open;
  private volatile @Nullable LateSamples late;
  private long lastTime = Long.MIN_VALUE;
  private double lastValue;
  private @Nullable NativeHistogram lastHistogram;

  HeadSeries(int id) {
    this.id = id;
  }

  int id() {
    return id;
  }

  /** Returns the time of the newest sample; any thread may ask. */
  long lastTime() {
    return (long) LAST_TIME.getAcquire(this);
  }

  /** Says what would become of a sample, the window for late ones being open from a time on. */
  Outcome judge(Sample sample, long openFrom, boolean lateAllowed) {
    long last = lastTime();
    if (sample.time() > last) {
      return Outcome.ACCEPTED;
    }
    if (sample.time() == last) {
      return compare(sample, lastValue, lastHistogram);
    }
    if (sample.time() < openFrom) {
      return Outcome.TOO_OLD;
    }
    return lateAllowed ? judgeLate(sample) : Outcome.OUT_OF_ORDER;
  }

  private static Outcome compare(Sample sample, double value, @Nullable NativeHistogram histogram) {
    boolean same =
        (sample.histogram() != null || histogram != null)
            ? sample.histogram() != null && sample.histogram().equals(histogram)
            : Double.doubleToRawLongBits(sample.value()) == Double.doubleToRawLongBits(value);
    return same ? Outcome.DUPLICATE : Outcome.CONFLICT;
  }

  private Outcome judgeLate(Sample sample) {
    SampleColumns columns = new SampleColumns();
    new PieceReader().read(List.of(pieces()), sample.time(), sample.time(), columns);
    if (columns.size() == 0) {
      return Outcome.ACCEPTED;
    }
    NativeHistogram histogram = columns.hasHistograms() ? columns.histograms()[0] : null;
    return compare(sample, columns.values()[0], histogram);
  }

  /** Adds a sample that was judged to be acceptable. */
  void add(Sample sample, Columns columns, ChunkEncoder encoder) {
    if (sample.time() == lastTime) {
      return; // given twice in one batch, or by a journal that is read again
    }
    if (sample.time() < lastTime) {
      LateSamples known = late;
      late = known == null ? LateSamples.of(sample) : known.with(sample);
      return;
    }
    append(sample.time(), sample.value(), sample.histogram(), sample.start(), columns, encoder);
  }

  /** Adds a float that was judged to be acceptable. */
  void add(long time, double value, long start, Columns columns, ChunkEncoder encoder) {
    if (time > lastTime) {
      append(time, value, null, start, columns, encoder);
    } else {
      add(new Sample(time, value, null, start), columns, encoder);
    }
  }

  /** Appends a sample that is newer than all others. */
  void append(
      long time,
      double value,
      @Nullable NativeHistogram histogram,
      long start,
      Columns columns,
      ChunkEncoder encoder) {
    OpenChunk chunk = open;
    if (chunk != null && chunk.isFull()) {
      encoder.rare().seal(this, chunk, encoder);
      chunk = null;
    }
    if (chunk == null) {
      chunk = new OpenChunk(columns.beginningAt(time));
      chunk.append(time, value, histogram, start);
      open = chunk;
    } else {
      chunk.append(time, value, histogram, start);
    }
    lastValue = value;
    if (lastHistogram != null || histogram != null) {
      lastHistogram = histogram;
    }
    LAST_TIME.setRelease(this, time);
  }

  /** Reads what appending will read first. */
  long touch() {
    OpenChunk chunk = open;
    return chunk == null ? lastTime : chunk.touch();
  }

  /** A reader that looks between the two writes sees the chunk twice, which it can tell. */
  void seal(OpenChunk chunk, ChunkEncoder encoder) {
    Piece[] more = Arrays.copyOf(sealed, sealed.length + 1);
    more[sealed.length] = chunk.seal(encoder);
    sealed = more;
  }

  /** Sets everything aside that is here, to be put into a block. */
  void leave() {
    Piece[] all = pieces();
    leaving = all;
    late = null;
    open = null;
    sealed = NONE;
  }

  /** Forgets what was set aside, because it is in a block now. */
  void left() {
    leaving = NONE;
  }

  Piece[] leaving() {
    return leaving;
  }

  boolean isEmpty() {
    return leaving.length == 0 && open == null && sealed.length == 0 && late == null;
  }

  /**
   * Returns all pieces. Read in the order opposite to that in which samples move, so that a reader
   * may see some of them twice but never misses one.
   */
  Piece[] pieces() {
    LateSamples seenLate = late;
    OpenChunk seenOpen = open;
    Piece[] seenSealed = sealed;
    Piece[] seenLeaving = leaving;
    Piece view = seenOpen == null ? null : seenOpen.view();
    int count =
        seenLeaving.length
            + seenSealed.length
            + (view == null ? 0 : 1)
            + (seenLate == null ? 0 : 1);
    Piece[] all = Arrays.copyOf(seenLeaving, count);
    System.arraycopy(seenSealed, 0, all, seenLeaving.length, seenSealed.length);
    int at = seenLeaving.length + seenSealed.length;
    if (view != null) {
      all[at++] = view;
    }
    if (seenLate != null) {
      all[at] = seenLate;
    }
    return all;
  }

  int samples() {
    int samples = 0;
    for (Piece piece : pieces()) {
      samples += piece.size();
    }
    return samples;
  }
}
