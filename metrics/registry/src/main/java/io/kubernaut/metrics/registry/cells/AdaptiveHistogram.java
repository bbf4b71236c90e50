package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A histogram that is small while it is cold and costs a few nanoseconds when it is hot.
 *
 * <p>It starts as one {@link SharedHistogram}. When some four thousand values arrive within four
 * seconds, each platform thread that records gets a {@link HistogramShard} of its own. Virtual
 * threads, and threads that no longer fit the memory budget, record into a few shared stripes. The
 * cost when hot is the search for the shard (two loads and a compare), the bucket's index (no
 * logarithm), and two plain stores: bucket and sum.
 *
 * <p>Safe for any thread; recording never blocks and, once a thread has its shard, never allocates
 * but for widening its window.
 */
public final class AdaptiveHistogram implements CellKeeper.Foldable {
  /** Stands for the bucket of values at or below the zero threshold. */
  static final int ZERO = Integer.MIN_VALUE;

  private static final int SIGNS_TO_HEAT = 64;
  private static final long HEAT_WITHIN_NANOS = 4_000_000_000L;
  private static final int STRIPES = 8;

  private static final VarHandle STRIPE =
      MethodHandles.arrayElementVarHandle(SharedHistogram[].class);
  private static final VarHandle SHARDS;

  static {
    try {
      SHARDS =
          MethodHandles.lookup()
              .findVarHandle(AdaptiveHistogram.class, "shards", HistogramShard[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HistogramShape shape;
  private final SharedHistogram shared;
  private HistogramShard first =
      HistogramShard.NOBODYS; // the first hot thread's, which saves it the table
  private @Nullable HistogramShard @Nullable [] shards; // racy read; cells are safely published
  private volatile @Nullable SharedHistogram @Nullable [] stripes;
  private int signs; // racy on purpose: a sign lost is heat noticed a little later
  private long countedSince;

  /**
   * Makes an empty histogram.
   *
   * @param shape what it has in common with its family
   */
  public AdaptiveHistogram(HistogramShape shape) {
    this.shape = shape;
    this.shared = new SharedHistogram(shape);
  }

  /**
   * Records a time.
   *
   * @param nanos nanoseconds, not negative
   */
  public void recordNanos(long nanos) {
    Thread thread = Thread.currentThread();
    HistogramShard shard = first;
    if (shard.owner != thread) {
      shard = shardOf(thread);
    }
    if (shard == null || !shard.recordNanos(nanos)) {
      shape.keeper.detour.nanos(this, nanos);
    }
  }

  /**
   * Records an amount.
   *
   * @param value finite, not negative
   */
  public void recordDouble(double value) {
    Thread thread = Thread.currentThread();
    HistogramShard shard = first;
    if (shard.owner != thread) {
      shard = shardOf(thread);
    }
    if (shard == null || !shard.recordDouble(value)) {
      shape.keeper.detour.amount(this, value);
    }
  }

  /** The shard at the thread's home; null where it is another's or nobody's. */
  private @Nullable HistogramShard shardOf(Thread thread) {
    @Nullable HistogramShard[] table = shards;
    if (table == null) {
      return null;
    }
    // Written out, not CellTable.home: see CounterSeries.addElsewhere.
    HistogramShard shard = table[(int) thread.getId() & (table.length - 1)];
    return shard != null && shard.owner == thread ? shard : null;
  }

  void recordSlowly(long nanos) {
    int bucket = nanos == 0 ? ZERO : shape.nanosIndex.index(nanos);
    recordSlowly(Thread.currentThread(), bucket, nanos);
  }

  void recordSlowly(double value) {
    int bucket = value <= HistogramShape.ZERO_THRESHOLD ? ZERO : shape.layout.index(value);
    recordSlowly(Thread.currentThread(), bucket, Double.doubleToRawLongBits(value));
  }

  private void recordSlowly(Thread thread, int bucket, long key) {
    if (shards == null && stripes == null) {
      if (shared.record(bucket, key)) {
        noticeUse(thread);
      }
    } else if (Threads.isVirtual(thread) || !recordOwn(thread, bucket, key)) {
      stripe(thread).record(bucket, key);
    }
  }

  private boolean recordOwn(Thread thread, int bucket, long key) {
    HistogramShard shard = CellTable.find(shards, thread);
    if (shard == null) {
      shard = admit(thread);
    }
    return shard != null
        && (shard.record(bucket, key) || (shard.reach(bucket) && shard.record(bucket, key)));
  }

  /** Counts the signs of use and heats the histogram up when they come fast. */
  private void noticeUse(Thread thread) {
    if (++signs < SIGNS_TO_HEAT) {
      return;
    }
    signs = 0;
    long now = shape.epoch.clock().nanos();
    boolean fast = countedSince != 0 && now - countedSince < HEAT_WITHIN_NANOS;
    countedSince = now == 0 ? 1 : now;
    if (fast && (Threads.isVirtual(thread) || admit(thread) == null)) {
      makeStripes();
    }
  }

  /** Gives a thread its shard; null when the lock is taken or the budget is spent. */
  private @Nullable HistogramShard admit(Thread thread) {
    CellKeeper keeper = shape.keeper;
    long bytes = HistogramShard.BYTES + (long) shape.objectives.length * Long.BYTES;
    if (!keeper.hasRoom(bytes) || !keeper.tryLock()) {
      return null;
    }
    try {
      if (!keeper.reserve(bytes)) {
        return null;
      }
      if (shards == null) {
        keeper.watch(this);
      } else if (hasAbandoned()) {
        keeper.fold(this);
      }
      HistogramShard shard = new HistogramShard(thread, shape);
      @Nullable HistogramShard[] table = CellTable.insert(shards, shard, HistogramShard[]::new);
      SHARDS.setRelease(this, table);
      if (first.owner == null || first.abandoned()) {
        first = shard;
      }
      return shard;
    } finally {
      keeper.unlock();
    }
  }

  private SharedHistogram stripe(Thread thread) {
    @Nullable SharedHistogram[] all = stripes;
    if (all == null) {
      all = makeStripes();
    }
    int at = (int) ((thread.getId() * 0x9E3779B97F4A7C15L) >>> 61) & (STRIPES - 1);
    SharedHistogram stripe = (SharedHistogram) STRIPE.getAcquire(all, at);
    if (stripe == null) {
      SharedHistogram fresh = new SharedHistogram(shape);
      SharedHistogram existing =
          (SharedHistogram) STRIPE.compareAndExchange(all, at, (SharedHistogram) null, fresh);
      stripe = existing == null ? fresh : existing;
    }
    return stripe;
  }

  private synchronized @Nullable SharedHistogram[] makeStripes() {
    @Nullable SharedHistogram[] all = stripes;
    if (all == null) {
      all = new SharedHistogram[STRIPES];
      stripes = all;
    }
    return all;
  }

  /**
   * Reads everything but the maximum.
   *
   * @param reading filled anew
   */
  public void read(HistogramReading reading) {
    int stamp;
    do {
      stamp = shape.keeper.stamp();
      reading.begin(shape);
      shared.addTo(reading);
      for (SharedHistogram stripe : stripes()) {
        if (stripe != null) {
          stripe.addTo(reading);
        }
      }
      for (HistogramShard shard : shards()) {
        if (shard != null) {
          shard.addTo(reading);
        }
      }
    } while (!shape.keeper.unchanged(stamp));
  }

  /**
   * Returns the number of values recorded.
   *
   * @return a count that never goes back
   */
  public long count() {
    int stamp;
    long count;
    do {
      stamp = shape.keeper.stamp();
      count = shared.count();
      for (SharedHistogram stripe : stripes()) {
        count += stripe == null ? 0 : stripe.count();
      }
      for (HistogramShard shard : shards()) {
        count += shard == null ? 0 : shard.count();
      }
    } while (!shape.keeper.unchanged(stamp));
    return count;
  }

  /**
   * Returns the sum of a timer.
   *
   * @return nanoseconds
   */
  public long sumNanos() {
    int stamp;
    long sum;
    do {
      stamp = shape.keeper.stamp();
      sum = shared.sum();
      for (SharedHistogram stripe : stripes()) {
        sum += stripe == null ? 0 : stripe.sum();
      }
      for (HistogramShard shard : shards()) {
        sum += shard == null ? 0 : shard.sum();
      }
    } while (!shape.keeper.unchanged(stamp));
    return sum;
  }

  /**
   * Returns the sum of a summary.
   *
   * @return the amount
   */
  public double sumDouble() {
    int stamp;
    double sum;
    do {
      stamp = shape.keeper.stamp();
      sum = Double.longBitsToDouble(shared.sum());
      for (SharedHistogram stripe : stripes()) {
        sum += stripe == null ? 0 : Double.longBitsToDouble(stripe.sum());
      }
      for (HistogramShard shard : shards()) {
        sum += shard == null ? 0 : Double.longBitsToDouble(shard.sum());
      }
    } while (!shape.keeper.unchanged(stamp));
    return sum;
  }

  /**
   * Returns the greatest value of the current step and the two before it.
   *
   * @return seconds of a timer, or the value of a summary; zero when the window is empty
   */
  public double max() {
    return shape.value(maxKey());
  }

  /**
   * Returns {@link #max()} as a key.
   *
   * @return nanoseconds of a timer, or the bits of a summary's double
   */
  public long maxKey() {
    int now = shape.epoch.exact();
    long max = shared.max(now);
    for (SharedHistogram stripe : stripes()) {
      max = stripe == null ? max : Math.max(max, stripe.max(now));
    }
    for (HistogramShard shard : shards()) {
      max = shard == null ? max : Math.max(max, shard.max(now));
    }
    return max;
  }

  /**
   * Returns what the histogram has in common with its family.
   *
   * @return the shape
   */
  public HistogramShape shape() {
    return shape;
  }

  /** Gives back the memory of the shards' budget; for a histogram that was removed. */
  public void release() {
    long bytes = 0;
    for (HistogramShard shard : shards()) {
      bytes += shard == null ? 0 : shard.bytes();
    }
    shape.keeper.forget(this, bytes);
  }

  @Override
  public boolean hasAbandoned() {
    for (HistogramShard shard : shards()) {
      if (shard != null && shard.abandoned()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long foldAbandoned() {
    long freed = 0;
    @Nullable HistogramShard[] table = shards();
    for (int i = 0; i < table.length; i++) {
      HistogramShard shard = table[i];
      if (shard != null && shard.abandoned()) {
        shard.foldInto(shared);
        freed += shard.bytes();
        table[i] = null;
      }
    }
    first = first.abandoned() ? HistogramShard.NOBODYS : first;
    return freed;
  }

  private static final @Nullable HistogramShard[] NO_SHARDS = {};
  private static final @Nullable SharedHistogram[] NO_STRIPES = {};

  private @Nullable HistogramShard[] shards() {
    @Nullable HistogramShard[] table = (HistogramShard[]) SHARDS.getAcquire(this);
    return table == null ? NO_SHARDS : table;
  }

  private @Nullable SharedHistogram[] stripes() {
    @Nullable SharedHistogram[] all = stripes;
    return all == null ? NO_STRIPES : all;
  }
}
