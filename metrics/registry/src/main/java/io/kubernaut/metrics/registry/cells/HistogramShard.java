package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of a histogram, written by its owner alone with plain loads and opaque stores.
 * Who the owner is stands elsewhere, see {@link CellTable}.
 *
 * <p>Buckets lie in a window, an array that its owner widens in whole blocks; its first word is the
 * index of its first bucket, so that a reader who has the array has both. What each recording
 * writes besides, the sum and the maxima of the current step and of the two before it, are fields,
 * which need no check of an index. There is no field for the number of values: it is the sum of the
 * buckets, so count and buckets can not disagree.
 */
final class HistogramShard implements HistogramPart {
  /**
   * A window wider than this many buckets is refused; its outliers are counted in the shared part.
   */
  private static final int WIDEST = 4096;

  private static final int COUNTS = 1; // where the counts begin in a window
  private static final long[] NO_WINDOW = {0};

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle WINDOW;
  private static final VarHandle ZEROS;
  private static final VarHandle SUM;
  private static final VarHandle EPOCH;
  private static final VarHandle MAX;
  private static final VarHandle MAX_BEFORE;
  private static final VarHandle MAX_BEFORE_THAT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WINDOW = lookup.findVarHandle(HistogramShard.class, "window", long[].class);
      ZEROS = lookup.findVarHandle(HistogramShard.class, "zeros", long.class);
      SUM = lookup.findVarHandle(HistogramShard.class, "sum", long.class);
      EPOCH = lookup.findVarHandle(HistogramShard.class, "epoch", int.class);
      MAX = lookup.findVarHandle(HistogramShard.class, "max", long.class);
      MAX_BEFORE = lookup.findVarHandle(HistogramShard.class, "maxBefore", long.class);
      MAX_BEFORE_THAT = lookup.findVarHandle(HistogramShard.class, "maxBeforeThat", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HistogramShape shape;
  private final NanosIndex nanosIndex;
  private final WindowEpoch steps;
  private final long @Nullable [] objectives;
  private long[] window = NO_WINDOW;
  private int base; // what to add to a bucket's index to find its word
  private int nanosBase; // the same for the index that NanosIndex has not moved
  private int epoch;
  private long sum; // nanoseconds, or the bits of a double
  private long zeros;
  private long max; // a key, as are the next two
  private long maxBefore;
  private long maxBeforeThat;
  private boolean retired; // guarded by the keeper's lock

  // Whatever the object's alignment, what two shards' owners write is never on one cache line, nor
  // on two that are fetched as a pair.
  @SuppressWarnings("unused")
  private long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12;

  /** What an empty shard and its place in the table take, in bytes, without its objectives. */
  static final long BYTES = 184 + 8 * Integer.BYTES;

  HistogramShard(HistogramShape shape) {
    this.shape = shape;
    this.nanosIndex = shape.nanosIndex;
    this.steps = shape.epoch;
    this.objectives = shape.objectives.length == 0 ? null : new long[shape.objectives.length];
  }

  /** Stands where a histogram has no shard yet. */
  static final HistogramShard NOBODYS = new HistogramShard(HistogramShape.NONE);

  /**
   * Counts nanoseconds, unless they are none or their bucket is beyond reach. Only the owner may
   * call this.
   */
  boolean recordNanos(long nanos) {
    long[] to = window;
    int at = nanosBase + nanosIndex.unmoved(nanos);
    if (at < COUNTS || at >= to.length || nanos <= 0) {
      return false;
    }
    WORD.setOpaque(to, at, to[at] + 1);
    SUM.setOpaque(this, sum + nanos);
    noteKey(nanos);
    return true;
  }

  /**
   * Counts a double, unless it is as good as zero or its bucket is beyond reach. Only the owner may
   * call this.
   */
  boolean recordDouble(double value) {
    long[] to = window;
    int at = base + shape.layout.index(value);
    if (value <= HistogramShape.ZERO_THRESHOLD || at < COUNTS || at >= to.length) {
      return false;
    }
    WORD.setOpaque(to, at, to[at] + 1);
    addDouble(value);
    noteKey(Double.doubleToRawLongBits(value));
    return true;
  }

  private void addDouble(double value) {
    SUM.setOpaque(this, Double.doubleToRawLongBits(Double.longBitsToDouble(sum) + value));
  }

  /** Counts any key, unless its bucket is beyond reach. Only the owner may call this. */
  boolean record(int bucket, long key) {
    if (bucket == AdaptiveHistogram.ZERO) {
      ZEROS.setOpaque(this, zeros + 1);
    } else {
      long[] to = window;
      int at = base + bucket;
      if (at < COUNTS || at >= to.length) {
        return false;
      }
      WORD.setOpaque(to, at, to[at] + 1);
    }
    if (shape.time) {
      SUM.setOpaque(this, sum + key);
    } else {
      addDouble(Double.longBitsToDouble(key));
    }
    noteKey(key);
    return true;
  }

  /** Raises the maximum and counts for the objectives. */
  private void noteKey(long key) {
    if (epoch != steps.lastTicked()) {
      turnIfDue(key);
    }
    if (key > max) {
      MAX.setOpaque(this, key);
    }
    if (objectives != null) {
      countObjective(objectives, key);
    }
  }

  private void countObjective(long[] counts, long key) {
    int met = shape.objectiveOf(key);
    if (met < counts.length) {
      WORD.setOpaque(counts, met, counts[met] + 1);
    }
  }

  /**
   * Begins a new step with its first key. Oldest first, so that a reader who goes the other way
   * sees a maximum twice rather than not at all.
   */
  private void turnIfDue(long key) {
    int step = steps.current();
    int steps = step - epoch;
    if (steps == 0) {
      return;
    }
    MAX_BEFORE_THAT.setRelease(this, steps == 1 ? maxBefore : steps == 2 ? max : 0);
    MAX_BEFORE.setRelease(this, steps == 1 ? max : 0);
    MAX.setRelease(this, key);
    EPOCH.setRelease(this, step);
  }

  /**
   * Widens the window so that it holds a bucket. Only the owner may call this.
   *
   * @return false when the window would be too wide, the budget does not hold it, or the keeper is
   *     busy
   */
  boolean reach(int bucket) {
    if (!shape.keeper.tryLock()) {
      return false;
    }
    try {
      return !retired && widen(bucket);
    } finally {
      shape.keeper.unlock();
    }
  }

  private boolean widen(int bucket) {
    long[] old = window;
    int size = old.length - COUNTS;
    int from = bucket & -CountBlocks.LANES;
    int to = from + CountBlocks.LANES;
    if (size > 0) {
      from = Math.min(from, (int) old[0]);
      to = Math.max(to, (int) old[0] + size);
    }
    if (to - from > WIDEST || !shape.keeper.reserve((long) (to - from - size) * Long.BYTES)) {
      return false;
    }
    long[] wider = new long[COUNTS + to - from];
    wider[0] = from;
    if (size > 0) {
      System.arraycopy(old, COUNTS, wider, COUNTS + (int) old[0] - from, size);
    }
    WINDOW.setRelease(this, wider);
    base = COUNTS - from;
    nanosBase = base + nanosIndex.offset();
    return true;
  }

  /**
   * Widens no more. Called under the keeper's lock.
   *
   * @return what the shard takes of the budget
   */
  long retire() {
    retired = true;
    return bytes();
  }

  /** What the shard takes of the budget. */
  long bytes() {
    int words = read().length - COUNTS + (objectives == null ? 0 : objectives.length);
    return BYTES + (long) words * Long.BYTES;
  }

  @Override
  public void addTo(HistogramReading reading) {
    reading.zeros += (long) ZEROS.getOpaque(this);
    reading.addSum(sum());
    if (objectives != null) {
      for (int i = 0; i < objectives.length; i++) {
        reading.objectives[i] += (long) WORD.getOpaque(objectives, i);
      }
    }
    long[] from = read();
    int first = (int) from[0];
    for (int i = COUNTS; i < from.length; i++) {
      long count = (long) WORD.getOpaque(from, i);
      if (count != 0) {
        reading.counts.add(first + i - COUNTS, count);
      }
    }
  }

  @Override
  public long count() {
    long[] from = read();
    long count = (long) ZEROS.getOpaque(this);
    for (int i = COUNTS; i < from.length; i++) {
      count += (long) WORD.getOpaque(from, i);
    }
    return count;
  }

  @Override
  public long sum() {
    return (long) SUM.getOpaque(this);
  }

  @Override
  public long max(int now) {
    int age = now - (int) EPOCH.getAcquire(this);
    long greatest = 0;
    if (age <= 2) {
      greatest = (long) MAX.getAcquire(this);
    }
    if (age <= 1) {
      greatest = Math.max(greatest, (long) MAX_BEFORE.getAcquire(this));
    }
    if (age <= 0) {
      greatest = Math.max(greatest, (long) MAX_BEFORE_THAT.getAcquire(this));
    }
    return greatest;
  }

  /** Adds all to the shared part. The owner must be dead. */
  void foldInto(SharedHistogram shared) {
    shared.addZeros(zeros);
    shared.addSum(sum);
    if (objectives != null) {
      for (int i = 0; i < objectives.length; i++) {
        shared.addObjective(i, objectives[i]);
      }
    }
    long[] from = read();
    for (int i = COUNTS; i < from.length; i++) {
      if (from[i] != 0) {
        shared.addBucket((int) from[0] + i - COUNTS, from[i]);
      }
    }
    shared.raiseMax(epoch, max);
    shared.raiseMax(epoch - 1, maxBefore);
    shared.raiseMax(epoch - 2, maxBeforeThat);
  }

  private long[] read() {
    return (long[]) WINDOW.getAcquire(this);
  }
}
