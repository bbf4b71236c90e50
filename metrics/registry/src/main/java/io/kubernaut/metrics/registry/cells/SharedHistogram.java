package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A histogram, or a stripe of one, that any thread writes with atomic adds: the form of a series
 * that is seldom recorded, of virtual threads, and of what no longer fits the budget. The first
 * buckets that are hit are counted one by one ({@link FewCounts}), further ones in blocks of narrow
 * counts until one of them has grown, then in wide ones.
 */
final class SharedHistogram implements HistogramPart {
  private static final VarHandle ZEROS;
  private static final VarHandle SUM;
  private static final VarHandle EPOCH;
  private static final VarHandle MAX;
  private static final VarHandle MAX_BEFORE;
  private static final VarHandle MAX_BEFORE_THAT;
  private static final VarHandle NARROW;
  private static final VarHandle WIDE;
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      ZEROS = lookup.findVarHandle(SharedHistogram.class, "zeros", long.class);
      SUM = lookup.findVarHandle(SharedHistogram.class, "sum", long.class);
      EPOCH = lookup.findVarHandle(SharedHistogram.class, "epoch", int.class);
      MAX = lookup.findVarHandle(SharedHistogram.class, "max", long.class);
      MAX_BEFORE = lookup.findVarHandle(SharedHistogram.class, "maxBefore", long.class);
      MAX_BEFORE_THAT = lookup.findVarHandle(SharedHistogram.class, "maxBeforeThat", long.class);
      NARROW = lookup.findVarHandle(SharedHistogram.class, "narrow", CountBlocks.class);
      WIDE = lookup.findVarHandle(SharedHistogram.class, "wide", CountBlocks.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final HistogramShape shape;
  private final long[] few = FewCounts.none();
  private volatile @Nullable CountBlocks narrow;
  private volatile @Nullable CountBlocks wide;
  private final long @Nullable [] objectives;
  private volatile int epoch;
  private volatile long zeros;
  private volatile long sum;
  private volatile long max;
  private volatile long maxBefore;
  private volatile long maxBeforeThat;

  SharedHistogram(HistogramShape shape) {
    this.shape = shape;
    this.objectives = shape.objectives.length == 0 ? null : new long[shape.objectives.length];
  }

  /** Counts a value. */
  void record(int bucket, long key) {
    addSum(key);
    raiseMax(shape.epoch.current(), key);
    if (objectives != null) {
      int objective = shape.objectiveOf(key);
      if (objective < objectives.length) {
        addObjective(objective, 1);
      }
    }
    if (bucket == AdaptiveHistogram.ZERO) {
      addZeros(1);
    } else if (wide != null || !(FewCounts.add(few, bucket) || addNarrow(bucket))) {
      addBucket(bucket, 1);
    }
  }

  private boolean addNarrow(int bucket) {
    CountBlocks counts = narrow;
    int before = (counts == null ? made(NARROW, CountBlocks.narrow()) : counts).addNarrow(bucket);
    if (before >= CountBlocks.NARROW_LIMIT - 1) {
      widen();
    }
    return before != CountBlocks.REFUSED;
  }

  void addBucket(int bucket, long amount) {
    CountBlocks counts = wide;
    (counts == null ? widen() : counts).addWide(bucket, amount);
  }

  private CountBlocks widen() {
    return made(WIDE, CountBlocks.wide());
  }

  private CountBlocks made(VarHandle place, CountBlocks fresh) {
    CountBlocks existing = (CountBlocks) place.compareAndExchange(this, null, fresh);
    return existing == null ? fresh : existing;
  }

  void addZeros(long amount) {
    ZEROS.getAndAdd(this, amount);
  }

  void addSum(long word) {
    if (shape.time) {
      SUM.getAndAdd(this, word);
      return;
    }
    double amount = Double.longBitsToDouble(word);
    long old;
    do {
      old = sum;
    } while (!SUM.weakCompareAndSet(
        this, old, Double.doubleToRawLongBits(Double.longBitsToDouble(old) + amount)));
  }

  void addObjective(int i, long amount) {
    if (objectives != null && amount != 0) {
      WORD.getAndAdd(objectives, i, amount);
    }
  }

  /**
   * Raises the maximum of a step. Two writers that meet a new step at once may leave a maximum with
   * the step before its own, so that it is forgotten one step early; it is never lost at once.
   */
  void raiseMax(int step, long key) {
    int newest = epoch;
    if (step > newest && EPOCH.compareAndSet(this, newest, step)) {
      turn(step - newest);
      newest = step;
    }
    int age = newest - step;
    if (age <= 0) {
      raise(MAX, key);
    } else if (age == 1) {
      raise(MAX_BEFORE, key);
    } else if (age == 2) {
      raise(MAX_BEFORE_THAT, key);
    }
  }

  private void turn(int steps) {
    long last = (long) MAX.getAndSet(this, 0L);
    long lastBut = (long) MAX_BEFORE.getAndSet(this, steps == 1 ? last : 0L);
    MAX_BEFORE_THAT.setVolatile(this, steps == 1 ? lastBut : steps == 2 ? last : 0L);
  }

  private void raise(VarHandle slot, long key) {
    long old = (long) slot.getVolatile(this);
    while (key > old && !slot.compareAndSet(this, old, key)) {
      old = (long) slot.getVolatile(this);
    }
  }

  @Override
  public long max(int now) {
    int age = now - epoch;
    long result = age <= 2 ? max : 0;
    result = age <= 1 ? Math.max(result, maxBefore) : result;
    return age <= 0 ? Math.max(result, maxBeforeThat) : result;
  }

  /** Loads first its own memory, the beginning and the end, and then the counts'. */
  int touch(int depth) {
    if (depth == 0) {
      return narrow == null ? epoch : -epoch;
    }
    return (int) (few[0] + few[few.length - 1]);
  }

  @Override
  public long count() {
    return zeros + FewCounts.total(few) + total(narrow) + total(wide);
  }

  private static long total(@Nullable CountBlocks counts) {
    return counts == null ? 0 : counts.total();
  }

  @Override
  public long sum() {
    return sum;
  }

  @Override
  public void addTo(HistogramReading reading) {
    reading.zeros += zeros;
    reading.addSum(sum);
    if (objectives != null) {
      for (int i = 0; i < objectives.length; i++) {
        reading.objectives[i] += (long) WORD.getOpaque(objectives, i);
      }
    }
    FewCounts.addTo(few, reading.counts);
    addTo(reading.counts, narrow);
    addTo(reading.counts, wide);
  }

  private static void addTo(BucketSum sum, @Nullable CountBlocks counts) {
    if (counts != null) {
      counts.addTo(sum);
    }
  }
}
