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
 * <p>Writers never wait. One that needs a new cell while the lock is taken records into the meter's
 * shared word instead. Readers take no lock either: they sum, and sum again when a folding began or
 * ended meanwhile, which happens once in a thread's death. So neither a scrape of a hundred
 * thousand series nor a dying thread pool delays a request.
 */
public final class CellKeeper {
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
   * @param bytes what its cells took
   */
  public void forget(Foldable meter, long bytes) {
    lock.lock();
    try {
      if (hot.remove(meter)) {
        reserved.addAndGet(-bytes);
      }
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
