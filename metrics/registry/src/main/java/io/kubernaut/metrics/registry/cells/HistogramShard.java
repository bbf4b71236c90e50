package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of a histogram: one array, written with plain loads and opaque stores.
 *
 * <pre>
 *   word 0      index of the first bucket in the window
 *        1      values at or below the zero threshold
 *        2      sum: nanoseconds, or the bits of a double
 *        3      step of the maximum
 *        4..6   maximum of that step and of the two before it, as keys
 *        7..    values that met objective 0, 1, … and none before
 *        then   the window of buckets, grown by its owner in whole blocks
 * </pre>
 *
 * <p>There is no word for the number of values: it is the sum of the buckets, so count and buckets
 * can not disagree.
 */
public final class HistogramShard extends OwnedCell {
  private static final int FIRST = 0;
  private static final int ZEROS = 1;
  private static final int SUM = 2;
  private static final int EPOCH = 3;
  private static final int MAX = 4;
  private static final int MAX_BEFORE = 5;
  private static final int MAX_BEFORE_THAT = 6;
  private static final int OBJECTIVES = 7;

  /**
   * A window wider than this many buckets is refused; its outliers are counted in the shared part.
   */
  private static final int WIDEST = 4096;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle WORDS;

  static {
    try {
      WORDS = MethodHandles.lookup().findVarHandle(HistogramShard.class, "words", long[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long[] words;

  /** What an empty shard and its place in the table take, in bytes, without its objectives. */
  static final long BYTES = 24 + 4 * Integer.BYTES + 16 + OBJECTIVES * Long.BYTES;

  HistogramShard(@Nullable Thread owner, int objectives) {
    super(owner);
    this.words = new long[OBJECTIVES + objectives];
  }

  /** Belongs to no thread: stands where a histogram has no shard yet. */
  static final HistogramShard NOBODYS = new HistogramShard(null, 0);

  /** Counts nanoseconds, unless the bucket is beyond reach. Only the owner may call this. */
  boolean recordNanos(HistogramShape shape, int bucket, long nanos) {
    long[] to = words;
    int at = place(to, shape, bucket);
    if (at < 0) {
      return false;
    }
    count(to, shape, at, nanos);
    WORD.setOpaque(to, SUM, to[SUM] + nanos);
    return true;
  }

  /** Counts a double, unless the bucket is beyond reach. Only the owner may call this. */
  boolean recordDouble(HistogramShape shape, int bucket, double value) {
    long[] to = words;
    int at = place(to, shape, bucket);
    if (at < 0) {
      return false;
    }
    count(to, shape, at, Double.doubleToRawLongBits(value));
    double sum = Double.longBitsToDouble(to[SUM]) + value;
    WORD.setOpaque(to, SUM, Double.doubleToRawLongBits(sum));
    return true;
  }

  // place, count and turn are no static methods: see the comment in CounterSeries.addElsewhere.
  private int place(long[] words, HistogramShape shape, int bucket) {
    if (bucket == AdaptiveHistogram.ZERO) {
      return ZEROS;
    }
    int header = OBJECTIVES + shape.objectives.length;
    int at = header + bucket - (int) words[FIRST];
    return at >= header && at < words.length ? at : -1;
  }

  private void count(long[] to, HistogramShape shape, int at, long key) {
    WORD.setOpaque(to, at, to[at] + 1);
    int epoch = shape.epoch.current();
    if ((int) to[EPOCH] != epoch) {
      turn(to, epoch, key);
    } else if (key > to[MAX]) {
      WORD.setOpaque(to, MAX, key);
    }
    if (shape.objectives.length > 0) {
      int objective = shape.objectiveOf(key);
      if (objective < shape.objectives.length) {
        int word = OBJECTIVES + objective;
        WORD.setOpaque(to, word, to[word] + 1);
      }
    }
  }

  /**
   * Oldest first, so that a reader who goes the other way sees a maximum twice rather than not at
   * all.
   */
  private void turn(long[] to, int epoch, long key) {
    int steps = epoch - (int) to[EPOCH];
    WORD.setRelease(to, MAX_BEFORE_THAT, steps == 1 ? to[MAX_BEFORE] : steps == 2 ? to[MAX] : 0);
    WORD.setRelease(to, MAX_BEFORE, steps == 1 ? to[MAX] : 0);
    WORD.setRelease(to, MAX, key);
    WORD.setRelease(to, EPOCH, (long) epoch);
  }

  /**
   * Widens the window so that it holds a bucket. Only the owner may call this.
   *
   * @return false when the window would be too wide or the budget does not hold it
   */
  boolean reach(HistogramShape shape, int bucket) {
    long[] old = words;
    int header = OBJECTIVES + shape.objectives.length;
    int size = old.length - header;
    int from = bucket & -CountBlocks.LANES;
    int to = from + CountBlocks.LANES;
    if (size > 0) {
      from = Math.min(from, (int) old[FIRST]);
      to = Math.max(to, (int) old[FIRST] + size);
    }
    if (to - from > WIDEST || !shape.keeper.reserve((long) (to - from - size) * Long.BYTES)) {
      return false;
    }
    long[] wider = new long[header + to - from];
    System.arraycopy(old, 0, wider, 0, header);
    wider[FIRST] = from;
    if (size > 0) {
      System.arraycopy(old, header, wider, header + (int) old[FIRST] - from, size);
    }
    WORDS.setRelease(this, wider);
    return true;
  }

  /** What the shard takes of the budget. */
  long bytes() {
    return BYTES + (long) (read().length - OBJECTIVES) * Long.BYTES;
  }

  /** Adds what was counted to a reader's sum. */
  void addTo(HistogramReading reading) {
    long[] from = read();
    reading.zeros += (long) WORD.getOpaque(from, ZEROS);
    reading.addSum((long) WORD.getOpaque(from, SUM));
    int header = OBJECTIVES + reading.objectives.length;
    for (int i = OBJECTIVES; i < header; i++) {
      reading.objectives[i - OBJECTIVES] += (long) WORD.getOpaque(from, i);
    }
    int first = (int) from[FIRST];
    if (from.length > header) {
      reading.buckets.makeRoomFor(first, first + from.length - header);
    }
    for (int i = header; i < from.length; i++) {
      long count = (long) WORD.getOpaque(from, i);
      if (count != 0) {
        reading.buckets.add(first + i - header, count);
      }
    }
  }

  long count(HistogramShape shape) {
    long[] from = read();
    long count = (long) WORD.getOpaque(from, ZEROS);
    for (int i = OBJECTIVES + shape.objectives.length; i < from.length; i++) {
      count += (long) WORD.getOpaque(from, i);
    }
    return count;
  }

  long sum() {
    return (long) WORD.getOpaque(read(), SUM);
  }

  /** The greatest key of the step {@code now} and the two before it. */
  long max(int now) {
    long[] from = read();
    int age = now - (int) (long) WORD.getAcquire(from, EPOCH);
    long max = 0;
    if (age <= 2) {
      max = (long) WORD.getAcquire(from, MAX);
    }
    if (age <= 1) {
      max = Math.max(max, (long) WORD.getAcquire(from, MAX_BEFORE));
    }
    if (age <= 0) {
      max = Math.max(max, (long) WORD.getAcquire(from, MAX_BEFORE_THAT));
    }
    return max;
  }

  /** Adds all to the shared part. The owner must be dead. */
  void foldInto(SharedHistogram shared) {
    long[] from = read();
    int header = OBJECTIVES + shared.shape.objectives.length;
    shared.addZeros(from[ZEROS]);
    shared.addSum(from[SUM]);
    for (int i = OBJECTIVES; i < header; i++) {
      shared.addObjective(i - OBJECTIVES, from[i]);
    }
    for (int i = header; i < from.length; i++) {
      if (from[i] != 0) {
        shared.addBucket((int) from[FIRST] + i - header, from[i]);
      }
    }
    int epoch = (int) from[EPOCH];
    shared.raiseMax(epoch, from[MAX]);
    shared.raiseMax(epoch - 1, from[MAX_BEFORE]);
    shared.raiseMax(epoch - 2, from[MAX_BEFORE_THAT]);
  }

  private long[] read() {
    return (long[]) WORDS.getAcquire(this);
  }
}
