package io.kubernaut.metrics.registry.cells;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A counter that is one atomic word while it is cold and one plain add when it is hot.
 *
 * <p>When {@value CellKeeper#USES_OF_A_SIGN} additions come within some time, which is {@linkplain
 * CellKeeper short when memory is scarce}, the counter is hot, and platform threads that add get a
 * {@link LongCell} of their own. The first of them is found with one load and a compare, the others
 * through a {@link CellTable}. Virtual threads, and threads that no longer fit the memory budget,
 * use a {@link java.util.concurrent.atomic.LongAdder}, which the JDK stripes.
 *
 * <p>Whole amounts are summed as longs and so exactly; fractions in a double beside them, and when
 * threads meet there in a {@link java.util.concurrent.atomic.DoubleAdder}. Safe for any thread;
 * adding never blocks, never throws, and never allocates once the thread has its cell. Past {@code
 * 2^63} the sum wraps.
 */
public final class CounterSeries extends Series implements Counter, CellKeeper.Foldable {
  private static final double EXACT = 0x1p53;

  private static final VarHandle WORD;
  private static final VarHandle CELLS;
  private static final VarHandle SPILL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORD = lookup.findVarHandle(CounterSeries.class, "word", long.class);
      CELLS = lookup.findVarHandle(CounterSeries.class, "cells", Object[].class);
      SPILL = lookup.findVarHandle(CounterSeries.class, "spill", Spill.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // The first hot thread and its cell, which saves it the table. A thread that sees itself here put
  // itself here, and nobody puts another here before it is dead: so the cell that it sees is its
  // own.
  private @Nullable Thread firstOwner;
  private LongCell firstCell = LongCell.NOBODYS;
  private @Nullable Object @Nullable [] cells; // racy read; cells are safely published
  private volatile @Nullable Spill spill;
  private volatile long word;
  private int uses; // racy on purpose, as is the next: a use lost is heat noticed a little later
  private int signTick;
  private boolean retired; // guarded by the keeper's lock

  /**
   * Makes a counter at zero.
   *
   * @param labels which series of its group it is
   */
  public CounterSeries(Labels labels) {
    super(labels);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a thread is one object
  public void increment() {
    Thread thread = Thread.currentThread();
    if (firstOwner == thread) {
      firstCell.increment();
    } else {
      incrementElsewhere(thread);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a thread is one object
  private void incrementElsewhere(Thread thread) {
    @Nullable Object[] table = cells;
    if (table != null) {
      // Written out, not CellTable.home: a static call that is first reached after this method was
      // compiled counts as never reached, and C2 does not inline it.
      int home = (int) thread.getId() << 1 & (table.length - 1);
      if (table[home] == thread && table[home + 1] instanceof LongCell cell) {
        cell.increment();
        return;
      }
    }
    Spill extra = spill;
    if (extra != null && extra.striped && Threads.isVirtual(thread)) {
      extra.addWhole(1);
    } else {
      group.cells().keeper().detour.increase(this, 1);
    }
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

  @SuppressWarnings("ReferenceEquality") // a thread is one object
  private void add(long amount) {
    if (firstOwner == Thread.currentThread()) {
      firstCell.add(amount);
    } else {
      group.cells().keeper().detour.increase(this, amount);
    }
  }

  private void addUnusual(double amount) {
    if (amount > 0 && amount < Double.POSITIVE_INFINITY) {
      spill().addFraction(amount);
    } else {
      group().cells().misuse().record(Misuse.ofAmount(amount), group().name());
    }
  }

  void addSlowly(long amount) {
    Thread thread = Thread.currentThread();
    if (CellTable.find(cells, thread) instanceof LongCell own) {
      own.add(amount);
      return;
    }
    if (amount != 1) {
      spill().addSurplus(amount - 1);
    }
    Spill extra = spill;
    if (cells == null && (extra == null || !extra.striped)) {
      WORD.getAndAdd(this, amount);
      noticeUse(thread);
    } else {
      addSpilled(thread, amount);
    }
  }

  /** Adds for a thread that has no cell of a hot counter, and may get one for the next time. */
  private void addSpilled(Thread thread, long amount) {
    Spill extra = spill();
    extra.addWhole(amount);
    if (Threads.isVirtual(thread)) {
      if (!extra.striped) { // a store each time would be one that all threads share
        extra.striped = true;
      }
    } else if (keeper().isDue(++extra.tries)) {
      extra.tries = 0;
      admit(thread);
    }
  }

  /** Looks at the clock after some uses, and heats the counter up when they came fast. */
  private void noticeUse(Thread thread) {
    if (++uses < CellKeeper.USES_OF_A_SIGN) {
      return;
    }
    uses = 0;
    int tick = CellKeeper.tick(group().cells().clock().nanos());
    long took = CellKeeper.nanosBetween(signTick, tick);
    signTick = tick;
    boolean hot = keeper().isHot(took);
    if (hot && !Threads.isVirtual(thread) && admit(thread)) {
      return;
    }
    if (hot || CellKeeper.isBusy(took)) {
      spill().striped = true;
    }
  }

  /** Gives a thread its cell, unless the lock is taken or the budget is spent. */
  private boolean admit(Thread thread) {
    CellKeeper keeper = keeper();
    if (!keeper.hasRoom(LongCell.BYTES) || !keeper.tryLock()) {
      return false;
    }
    try {
      if (retired || !keeper.reserve(LongCell.BYTES)) {
        return false;
      }
      if (cells == null) {
        keeper.watch(this);
      } else if (hasAbandoned()) {
        keeper.fold(this);
      }
      LongCell cell = new LongCell();
      CELLS.setRelease(this, CellTable.insert(cells, thread, cell));
      if (firstOwner == null) {
        firstCell = cell;
        firstOwner = thread;
      }
      return true;
    } finally {
      keeper.unlock();
    }
  }

  private CellKeeper keeper() {
    return group().cells().keeper();
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
    return whole() + fractions();
  }

  /**
   * Returns the sum of the amounts that were not whole.
   *
   * @return what {@link #count} is beyond {@link #whole}
   */
  public double fractions() {
    Spill extra = spill;
    return extra == null ? 0 : extra.fractions();
  }

  /**
   * Returns the sum of the whole amounts.
   *
   * @return a sum that never goes back
   */
  public long whole() {
    if (CELLS.getAcquire(this) == null) {
      Spill extra = spill;
      return extra == null ? word : word + extra.whole();
    }
    return wholeOfCells();
  }

  private long wholeOfCells() {
    CellKeeper keeper = keeper();
    int stamp;
    long sum;
    do {
      stamp = keeper.stamp();
      Spill extra = spill;
      sum = extra == null ? word : word + extra.whole();
      @Nullable Object[] table = table();
      for (int at = 0; at < table.length; at += 2) {
        sum += CellTable.cell(table, at) instanceof LongCell cell ? cell.sum() : 0;
      }
    } while (!keeper.unchanged(stamp));
    return sum;
  }

  /**
   * Returns how often something was added, for the registry's account of its own cost.
   *
   * @param sum what {@link #whole} has just returned
   * @return a count; additions of fractions are not in it
   */
  public long additions(long sum) {
    return Math.max(0, sum - surplus());
  }

  /** What whole amounts added beyond one each. */
  private long surplus() {
    Spill extra = spill;
    long surplus = extra == null ? 0 : extra.surplus();
    @Nullable Object[] table = table();
    for (int at = 0; at < table.length; at += 2) {
      surplus += CellTable.cell(table, at) instanceof LongCell cell ? cell.surplus() : 0;
    }
    return surplus;
  }

  @Override
  public int depths() {
    return 2;
  }

  @Override
  public int touch(int depth) {
    Spill extra = spill;
    return extra == null || depth == 0 ? uses : extra.tries;
  }

  private @Nullable Object[] table() {
    return CellTable.orEmpty((Object[]) CELLS.getAcquire(this));
  }

  @Override
  public boolean hasAbandoned() {
    return CellTable.hasAbandoned(cells);
  }

  @Override
  public long foldAbandoned() {
    long freed = 0;
    @Nullable Object[] table = table();
    for (int at = 0; at < table.length; at += 2) {
      if (CellTable.isAbandoned(table, at) && CellTable.cell(table, at) instanceof LongCell cell) {
        WORD.getAndAdd(this, cell.sum());
        spill().addSurplus(cell.surplus());
        CellTable.remove(table, at);
        freed += LongCell.BYTES;
      }
    }
    if (CellTable.isDead(firstOwner)) {
      firstOwner = null;
      firstCell = LongCell.NOBODYS;
    }
    return freed;
  }

  @Override
  public long retire() {
    retired = true;
    long bytes = 0;
    @Nullable Object[] table = table();
    for (int at = 0; at < table.length; at += 2) {
      bytes += CellTable.cell(table, at) == null ? 0 : LongCell.BYTES;
    }
    return bytes;
  }

  @Override
  protected void release() {
    keeper().forget(this);
  }

  @Override
  public Meter.Id getId() {
    return id();
  }
}
