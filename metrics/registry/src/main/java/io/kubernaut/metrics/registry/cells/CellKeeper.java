package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the hot meters of one registry share: the lock for adding and removing cells, the count of
 * foldings, and the memory budget.
 *
 * <p>A meter is hot when its uses come fast, and how fast they must come is the price of memory.
 * While the budget is hardly touched, sixteen uses a second are enough: one locked instruction in
 * the midst of real work costs tens of nanoseconds, a cell a hundred and some bytes. As the budget
 * is spent the price rises with what is left, so that the last of it goes to the busiest. The same
 * holds for the threads of a hot meter: one in some tries gets a cell, so that those which record
 * often have theirs soon, and those which pass by seldom take none.
 *
 * <p>Writers never wait. One that needs a new cell while the lock is taken records into the meter's
 * shared word instead. Readers take no lock either: they sum, and sum again when a folding began or
 * ended meanwhile, which happens once in a thread's death. So neither a scrape of a hundred
 * thousand series nor a dying thread pool delays a request.
 */
public final class CellKeeper {
  /** After so many uses of a cold meter one looks at the clock. */
  static final int USES_OF_A_SIGN = 64;

  private static final double PATIENCE_NANOS = 4e9;
  private static final double BUSY_NANOS = 64e6; // a thousand uses a second
  private static final int TRIES = 16;
  private static final int TICK_SHIFT = 20;

  final Detour detour = new Detour();
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Foldable> hot = new ArrayList<>();
  private final AtomicLong reserved = new AtomicLong();
  private final long budget;
  private volatile int foldings; // odd while one is under way

  /** A meter that has cells of its own for its threads. */
  public interface Foldable {

    /**
     * Moves what dead threads wrote into the shared word and drops their cells. Called under the
     * keeper's lock, inside a folding.
     *
     * @return the bytes that were given back
     */
    long foldAbandoned();

    /**
     * Says whether there is a cell whose thread has died.
     *
     * @return whether {@link #foldAbandoned} would do anything
     */
    boolean hasAbandoned();

    /**
     * Takes no more of the budget from now on: the meter was removed, though someone may still
     * record into it. Called under the keeper's lock.
     *
     * @return the bytes that its cells take
     */
    long retire();
  }

  /**
   * Makes a keeper.
   *
   * @param budget the most memory that all cells together may take, in bytes
   */
  public CellKeeper(long budget) {
    this.budget = budget;
  }

  /**
   * Takes the lock if it is free. A caller that gets it must {@link #unlock()}.
   *
   * @return whether the caller now holds the lock
   */
  public boolean tryLock() {
    return lock.tryLock();
  }

  /** Gives the lock back. */
  public void unlock() {
    lock.unlock();
  }

  /**
   * Numbers a moment in steps of about two milliseconds, so that a series can note it in an int.
   *
   * @param nanos the moment by a monotonic clock
   * @return a number that is not zero, which stands for never
   */
  static int tick(long nanos) {
    return (int) (nanos >> TICK_SHIFT) | 1;
  }

  /**
   * Returns the time between two moments less than fifty days apart.
   *
   * @param earlier a {@link #tick}, or zero for never
   * @param later a {@link #tick}
   * @return nanoseconds, more than anyone waits if {@code earlier} is never
   */
  static long nanosBetween(int earlier, int later) {
    return earlier == 0 ? Long.MAX_VALUE : Integer.toUnsignedLong(later - earlier) << TICK_SHIFT;
  }

  /**
   * Says whether a meter is used often enough for what its cells would cost now.
   *
   * @param nanos the time that {@link #USES_OF_A_SIGN} uses took
   * @return whether to give its thread a cell
   */
  boolean isHot(long nanos) {
    return nanos * scarcity() < PATIENCE_NANOS;
  }

  /**
   * Says whether a meter that can have no cells is used often enough to be striped.
   *
   * @param nanos the time that {@link #USES_OF_A_SIGN} uses took
   * @return whether threads are likely to meet at its shared word
   */
  static boolean isBusy(long nanos) {
    return nanos < BUSY_NANOS;
  }

  /**
   * Says whether a thread without a cell has tried a hot meter often enough.
   *
   * @param tries how many recordings of any such threads there were since one was given a cell
   * @return whether to give the thread a cell
   */
  boolean isDue(int tries) {
    return tries >= TRIES * scarcity();
  }

  /** One while nothing of the budget is spent, and the more the less is left. */
  private double scarcity() {
    long left = budget - reserved.get();
    return left <= 0 ? Double.POSITIVE_INFINITY : (double) budget / left;
  }

  /**
   * Says, without writing anything shared, whether it is worth trying to reserve.
   *
   * @param bytes how much would be reserved
   * @return whether the budget held it a moment ago
   */
  public boolean hasRoom(long bytes) {
    return reserved.get() + bytes <= budget;
  }

  /**
   * Sets memory aside for a cell.
   *
   * @param bytes how much
   * @return false, with nothing set aside, when the budget does not hold it
   */
  public boolean reserve(long bytes) {
    if (reserved.addAndGet(bytes) <= budget) {
      return true;
    }
    reserved.addAndGet(-bytes);
    return false;
  }

  /**
   * Adds a meter to those that are looked through for dead threads. Called under the lock.
   *
   * @param meter a meter that has just got its first cell
   */
  public void watch(Foldable meter) {
    hot.add(meter);
  }

  /** Folds the cells of threads that have died, in all meters. */
  public void foldAbandoned() {
    lock.lock();
    try {
      for (Foldable meter : hot) {
        if (meter.hasAbandoned()) {
          fold(meter);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets a meter that was removed from the registry, after folding nothing: its cells go with
   * it.
   *
   * @param meter the meter
   */
  public void forget(Foldable meter) {
    lock.lock();
    try {
      reserved.addAndGet(-meter.retire());
      hot.remove(meter);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Folds one meter. Called under the lock.
   *
   * @param meter whose dead threads to fold
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  public void fold(Foldable meter) {
    foldings++;
    try {
      reserved.addAndGet(-meter.foldAbandoned());
    } finally {
      foldings++;
    }
  }

  /**
   * Begins a reading.
   *
   * @return the stamp to give to {@link #unchanged}
   */
  public int stamp() {
    int stamp = foldings;
    while ((stamp & 1) != 0) {
      Thread.onSpinWait();
      stamp = foldings;
    }
    return stamp;
  }

  /**
   * Ends a reading.
   *
   * @param stamp what {@link #stamp} gave
   * @return whether no folding touched what was read; if not, read again
   */
  public boolean unchanged(int stamp) {
    VarHandle.acquireFence();
    return foldings == stamp;
  }

  /**
   * Returns the memory that cells take now.
   *
   * @return bytes, at most {@link #budget()}
   */
  public long reservedBytes() {
    return reserved.get();
  }

  /**
   * Returns the limit of {@link #reservedBytes()}.
   *
   * @return bytes
   */
  public long budget() {
    return budget;
  }

  /**
   * Returns how many meters have cells of their own for their threads.
   *
   * @return the number of hot meters
   */
  public int hotMeters() {
    lock.lock();
    try {
      return hot.size();
    } finally {
      lock.unlock();
    }
  }
}
