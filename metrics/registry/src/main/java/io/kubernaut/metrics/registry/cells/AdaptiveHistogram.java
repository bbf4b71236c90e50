package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A histogram that is small while it is cold and costs a few nanoseconds when it is hot.
 *
 * <p>It starts as one {@link SharedHistogram}. When {@value CellKeeper#USES_OF_A_SIGN} values
 * arrive within some time, which is {@linkplain CellKeeper short when memory is scarce}, platform
 * threads that record get a {@link HistogramShard} of their own. Virtual threads, and threads that
 * no longer fit the memory budget, record into a few shared stripes. The cost when hot is the
 * search for the shard (a load and a compare for the first thread), the bucket's index (no
 * logarithm), and two plain stores: bucket and sum.
 *
 * <p>Safe for any thread; recording never blocks and, once a thread has its shard, never allocates
 * but for widening its window.
 */
public final class AdaptiveHistogram implements CellKeeper.Foldable {
  /** Stands for the bucket of values at or below the zero threshold. */
  static final int ZERO = Integer.MIN_VALUE;

  /** How far {@link #touch} goes. */
  static final int DEPTHS = 3;

  private static final int STRIPES = 8;

  private static final VarHandle STRIPE =
      MethodHandles.arrayElementVarHandle(SharedHistogram[].class);
  private static final VarHandle SHARDS;

  static {
    try {
      SHARDS =
          MethodHandles.lookup().findVarHandle(AdaptiveHistogram.class, "shards", Object[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HistogramShape shape;
  private final SharedHistogram shared;

  // The first hot thread and its shard, which saves it the table; see CounterSeries.
  private @Nullable Thread firstOwner;
  private HistogramShard firstShard = HistogramShard.NOBODYS;
  private @Nullable Object @Nullable [] shards; // racy read; cells are safely published
  private volatile @Nullable SharedHistogram @Nullable [] stripes;
  private int uses; // racy on purpose, as is the next: a use lost is heat noticed a little later
  private int signTick;
  private boolean retired; // guarded by the keeper's lock

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
    HistogramShard shard = shardOf(Thread.currentThread());
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
    HistogramShard shard = shardOf(Thread.currentThread());
    if (shard == null || !shard.recordDouble(value)) {
      shape.keeper.detour.amount(this, value);
    }
  }

  /** The thread's shard; null where there is none, or another's at its home in the table. */
  @SuppressWarnings("ReferenceEquality") // a thread is one object
  private @Nullable HistogramShard shardOf(Thread thread) {
    if (firstOwner == thread) {
      return firstShard;
    }
    @Nullable Object[] table = shards;
    if (table == null) {
      return null;
    }
    // Written out, not CellTable.home: see CounterSeries.incrementElsewhere.
    int home = (int) thread.getId() << 1 & (table.length - 1);
    return table[home] == thread ? (HistogramShard) table[home + 1] : null;
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
    if (CellTable.find(shards, thread) instanceof HistogramShard own) {
      if (!own.record(bucket, key) && !(own.reach(bucket) && own.record(bucket, key))) {
        stripe(thread).record(bucket, key);
      }
    } else if (shards == null && stripes == null) {
      shared.record(bucket, key);
      noticeUse(thread);
    } else {
      stripe(thread).record(bucket, key);
      noticeTry(thread);
    }
  }

  /** Looks at the clock after some uses, and heats the histogram up when they came fast. */
  private void noticeUse(Thread thread) {
    if (++uses < CellKeeper.USES_OF_A_SIGN) {
      return;
    }
    uses = 0;
    int tick = CellKeeper.tick(shape.epoch.clock().nanos());
    long took = CellKeeper.nanosBetween(signTick, tick);
    signTick = tick;
    boolean hot = shape.keeper.isHot(took);
    if (hot && !Threads.isVirtual(thread) && admit(thread)) {
      return;
    }
    if (hot || CellKeeper.isBusy(took)) {
      makeStripes();
    }
  }

  /** Gives a thread that has no shard of a hot histogram one for the next time, if it is due. */
  private void noticeTry(Thread thread) {
    if (!Threads.isVirtual(thread) && shape.keeper.isDue(++uses)) {
      uses = 0;
      admit(thread);
    }
  }

  /** Gives a thread its shard, unless the lock is taken or the budget is spent. */
  private boolean admit(Thread thread) {
    CellKeeper keeper = shape.keeper;
    long bytes = HistogramShard.BYTES + (long) shape.objectives.length * Long.BYTES;
    if (!keeper.hasRoom(bytes) || !keeper.tryLock()) {
      return false;
    }
    try {
      if (retired || !keeper.reserve(bytes)) {
        return false;
      }
      if (shards == null) {
        keeper.watch(this);
      } else if (hasAbandoned()) {
        keeper.fold(this);
      }
      HistogramShard shard = new HistogramShard(shape);
      SHARDS.setRelease(this, CellTable.insert(shards, thread, shard));
      if (firstOwner == null) {
        firstShard = shard;
        firstOwner = thread;
      }
      return true;
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
    reading.finely();
    fill(reading);
  }

  /**
   * Reads everything but the maximum, for a reader whom the exponential buckets do not concern:
   * quicker by far.
   *
   * @param reading filled anew; its {@linkplain HistogramReading#buckets buckets} are empty
   * @param bounds the classic bounds of interest
   */
  public void read(HistogramReading reading, BucketBounds bounds) {
    reading.classically(bounds);
    fill(reading);
  }

  private void fill(HistogramReading reading) {
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
      @Nullable Object[] table = table();
      for (int at = 0; at < table.length; at += 2) {
        if (CellTable.cell(table, at) instanceof HistogramShard shard) {
          shard.addTo(reading);
        }
      }
    } while (!shape.keeper.unchanged(stamp));
  }

  /** A figure that all parts contribute to. */
  @FunctionalInterface
  private interface Figure {
    long with(long soFar, HistogramPart part, int step);
  }

  /** Lambdas that capture nothing make this free of allocation: a scrape calls it a lot. */
  private long figure(Figure figure, int step) {
    int stamp;
    long soFar;
    do {
      stamp = shape.keeper.stamp();
      soFar = figure.with(0, shared, step);
      for (SharedHistogram stripe : stripes()) {
        soFar = stripe == null ? soFar : figure.with(soFar, stripe, step);
      }
      @Nullable Object[] table = table();
      for (int at = 0; at < table.length; at += 2) {
        if (CellTable.cell(table, at) instanceof HistogramShard shard) {
          soFar = figure.with(soFar, shard, step);
        }
      }
    } while (!shape.keeper.unchanged(stamp));
    return soFar;
  }

  /**
   * Returns the number of values recorded.
   *
   * @return a count that never goes back
   */
  public long count() {
    return figure((soFar, part, step) -> soFar + part.count(), 0);
  }

  /**
   * Returns the sum of a timer.
   *
   * @return nanoseconds
   */
  public long sumNanos() {
    return figure((soFar, part, step) -> soFar + part.sum(), 0);
  }

  /**
   * Returns the sum of a summary.
   *
   * @return the amount
   */
  public double sumDouble() {
    return Double.longBitsToDouble(
        figure(
            (soFar, part, step) ->
                Double.doubleToRawLongBits(
                    Double.longBitsToDouble(soFar) + Double.longBitsToDouble(part.sum())),
            0));
  }

  /**
   * Returns the greatest value of the current step and the two before it.
   *
   * @return seconds of a timer, or the value of a summary; zero when the window is empty
   */
  public double max() {
    return max(shape.epoch.exact());
  }

  /**
   * Returns the greatest value of a step and the two before it, for a reader of many histograms who
   * asks for the time once.
   *
   * @param step the current step, see {@link HistogramShape#step()}
   * @return seconds of a timer, or the value of a summary; zero when the window is empty
   */
  public double max(int step) {
    return shape.value(maxKey(step));
  }

  /**
   * Returns {@link #max()} as a key.
   *
   * @return nanoseconds of a timer, or the bits of a summary's double
   */
  public long maxKey() {
    return maxKey(shape.epoch.exact());
  }

  private long maxKey(int now) {
    return figure((soFar, part, step) -> Math.max(soFar, part.max(step)), now);
  }

  /**
   * Returns what the histogram has in common with its family.
   *
   * @return the shape
   */
  public HistogramShape shape() {
    return shape;
  }

  /** Loads what a reader needs if there are no shards yet; see {@link Series#touch}. */
  int touch(int depth) {
    return depth == 0 ? uses : shared.touch(depth - 1);
  }

  /** Gives back the memory of the shards' budget; for a histogram that was removed. */
  public void release() {
    shape.keeper.forget(this);
  }

  @Override
  public long retire() {
    retired = true;
    long bytes = 0;
    @Nullable Object[] table = table();
    for (int at = 0; at < table.length; at += 2) {
      bytes += CellTable.cell(table, at) instanceof HistogramShard shard ? shard.retire() : 0;
    }
    return bytes;
  }

  @Override
  public boolean hasAbandoned() {
    return CellTable.hasAbandoned(shards);
  }

  @Override
  public long foldAbandoned() {
    long freed = 0;
    @Nullable Object[] table = table();
    for (int at = 0; at < table.length; at += 2) {
      if (CellTable.isAbandoned(table, at)
          && CellTable.cell(table, at) instanceof HistogramShard shard) {
        shard.foldInto(shared);
        freed += shard.bytes();
        CellTable.remove(table, at);
      }
    }
    if (CellTable.isDead(firstOwner)) {
      firstOwner = null;
      firstShard = HistogramShard.NOBODYS;
    }
    return freed;
  }

  private static final @Nullable SharedHistogram[] NO_STRIPES = {};

  private @Nullable Object[] table() {
    return CellTable.orEmpty((Object[]) SHARDS.getAcquire(this));
  }

  private @Nullable SharedHistogram[] stripes() {
    @Nullable SharedHistogram[] all = stripes;
    return all == null ? NO_STRIPES : all;
  }
}
