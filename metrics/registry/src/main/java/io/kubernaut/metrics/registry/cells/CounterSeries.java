package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A counter that is one atomic word while it is cold and one plain add when it is hot.
 *
 * <p>The atomic add tells what the word was before, so noticing that another 4,096 were added is
 * free. When that took less than four seconds the counter is hot, and each platform thread that
 * adds gets a {@link LongCell} of its own, found with two loads and a compare. Virtual threads, and
 * threads that no longer fit the memory budget, use a {@link
 * java.util.concurrent.atomic.LongAdder}, which the JDK stripes.
 *
 * <p>Whole amounts are summed as longs and so exactly; fractions in a {@link
 * java.util.concurrent.atomic.DoubleAdder} beside them. Safe for any thread; adding never blocks,
 * never throws, and never allocates once the thread has its cell. Past {@code 2^63} the sum wraps.
 */
public final class CounterSeries extends Series implements Counter, CellKeeper.Foldable {
  private static final int SIGN_SHIFT = 12;
  private static final long HEAT_WITHIN_NANOS = 4_000_000_000L;
  private static final double EXACT = 0x1p53;

  private static final VarHandle WORD;
  private static final VarHandle CELLS;
  private static final VarHandle SPILL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORD = lookup.findVarHandle(CounterSeries.class, "word", long.class);
      CELLS = lookup.findVarHandle(CounterSeries.class, "cells", LongCell[].class);
      SPILL = lookup.findVarHandle(CounterSeries.class, "spill", Spill.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final @Nullable LongCell[] NO_CELLS = {};

  private LongCell firstCell = LongCell.NOBODYS; // the first hot thread's, which saves it the table
  private @Nullable LongCell @Nullable [] cells; // racy read; cells are safely published
  private volatile @Nullable Spill spill;
  private volatile long word;

  /**
   * Makes a counter at zero.
   *
   * @param labels which series of its group it is
   */
  public CounterSeries(Labels labels) {
    super(labels);
  }

  @Override
  public void increment() {
    add(1);
  }

  @Override
  public void increment(double amount) {
    long whole = (long) amount;
    if (whole == amount && whole >= 0 && amount < EXACT) {
      add(whole);
    } else {
      addUnusual(amount);
    }
  }

  private void add(long amount) {
    Thread thread = Thread.currentThread();
    LongCell cell = firstCell;
    if (cell.owner == thread) {
      cell.add(amount);
    } else {
      addElsewhere(thread, amount);
    }
  }

  private void addElsewhere(Thread thread, long amount) {
    @Nullable LongCell[] table = cells;
    if (table != null) {
      // Written out, not CellTable.home: a static call that is first reached after this method was
      // compiled counts as never reached, and C2 does not inline it.
      LongCell cell = table[(int) thread.getId() & (table.length - 1)];
      if (cell != null && cell.owner == thread) {
        cell.add(amount);
        return;
      }
    }
    group.cells().keeper().detour.increase(this, amount);
  }

  private void addUnusual(double amount) {
    if (amount > 0 && amount < Double.POSITIVE_INFINITY) {
      spill().fractions.add(amount);
    } else {
      group().cells().misuse().record(Misuse.ofAmount(amount), group().name());
    }
  }

  void addSlowly(long amount) {
    Thread thread = Thread.currentThread();
    Spill extra = spill;
    if (cells == null && (extra == null || !extra.striped)) {
      long before = (long) WORD.getAndAdd(this, amount);
      if (amount != 1) {
        spill().surplus.add(amount - 1);
      }
      if (before >>> SIGN_SHIFT != (before + amount) >>> SIGN_SHIFT) {
        noticeUse(thread);
      }
      return;
    }
    LongCell own = Threads.isVirtual(thread) ? null : ownCell(thread);
    if (own != null) {
      own.add(amount);
    } else {
      spill().whole.add(amount);
      if (amount != 1) {
        spill().surplus.add(amount - 1);
      }
    }
  }

  private @Nullable LongCell ownCell(Thread thread) {
    LongCell cell = CellTable.find(cells, thread);
    return cell != null ? cell : admit(thread);
  }

  /** Another 4,096 were added; when the last 4,096 took only seconds the counter is hot. */
  private void noticeUse(Thread thread) {
    Spill extra = spill();
    long now = group().cells().clock().nanos();
    boolean fast = extra.countedSince != 0 && now - extra.countedSince < HEAT_WITHIN_NANOS;
    extra.countedSince = now == 0 ? 1 : now;
    if (fast && (Threads.isVirtual(thread) || admit(thread) == null)) {
      extra.striped = true;
    }
  }

  /** Gives a thread its cell; null when the lock is taken or the budget is spent. */
  private @Nullable LongCell admit(Thread thread) {
    CellKeeper keeper = group().cells().keeper();
    if (!keeper.hasRoom(LongCell.BYTES) || !keeper.tryLock()) {
      return null;
    }
    try {
      if (!keeper.reserve(LongCell.BYTES)) {
        return null;
      }
      if (cells == null) {
        keeper.watch(this);
      } else if (hasAbandoned()) {
        keeper.fold(this);
      }
      LongCell cell = new LongCell(thread);
      @Nullable LongCell[] table = CellTable.insert(cells, cell, LongCell[]::new);
      CELLS.setRelease(this, table);
      if (firstCell.owner == null || firstCell.abandoned()) {
        firstCell = cell;
      }
      return cell;
    } finally {
      keeper.unlock();
    }
  }

  private Spill spill() {
    Spill existing = spill;
    if (existing != null) {
      return existing;
    }
    Spill fresh = new Spill();
    existing = (Spill) SPILL.compareAndExchange(this, (Spill) null, fresh);
    return existing == null ? fresh : existing;
  }

  @Override
  public double count() {
    Spill extra = spill;
    double whole = whole();
    return extra == null ? whole : whole + extra.fractions.sum();
  }

  /**
   * Returns the sum of the whole amounts.
   *
   * @return a sum that never goes back
   */
  public long whole() {
    @Nullable LongCell[] table = (LongCell[]) CELLS.getAcquire(this);
    if (table == null) {
      Spill extra = spill;
      return extra == null ? word : word + extra.whole.sum();
    }
    return wholeOfCells();
  }

  private long wholeOfCells() {
    CellKeeper keeper = group().cells().keeper();
    int stamp;
    long sum;
    do {
      stamp = keeper.stamp();
      Spill extra = spill;
      sum = extra == null ? word : word + extra.whole.sum();
      for (LongCell cell : cells()) {
        sum += cell == null ? 0 : cell.sum();
      }
    } while (!keeper.unchanged(stamp));
    return sum;
  }

  /**
   * Returns how often something was added, for the registry's account of its own cost.
   *
   * @return a count; additions of fractions are not in it
   */
  public long additions() {
    Spill extra = spill;
    long additions = whole() - (extra == null ? 0 : extra.surplus.sum());
    for (LongCell cell : cells()) {
      additions -= cell == null ? 0 : cell.surplus();
    }
    return Math.max(0, additions);
  }

  private @Nullable LongCell[] cells() {
    @Nullable LongCell[] table = (LongCell[]) CELLS.getAcquire(this);
    return table == null ? NO_CELLS : table;
  }

  @Override
  public boolean hasAbandoned() {
    for (LongCell cell : cells()) {
      if (cell != null && cell.abandoned()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long foldAbandoned() {
    long freed = 0;
    @Nullable LongCell[] table = cells();
    for (int i = 0; i < table.length; i++) {
      LongCell cell = table[i];
      if (cell != null && cell.abandoned()) {
        WORD.getAndAdd(this, cell.sum());
        spill().surplus.add(cell.surplus());
        table[i] = null;
        freed += LongCell.BYTES;
      }
    }
    firstCell = firstCell.abandoned() ? LongCell.NOBODYS : firstCell;
    return freed;
  }

  @Override
  protected void release() {
    long bytes = 0;
    for (LongCell cell : cells()) {
      bytes += cell == null ? 0 : LongCell.BYTES;
    }
    group().cells().keeper().forget(this, bytes);
  }

  @Override
  public Meter.Id getId() {
    return id();
  }
}
