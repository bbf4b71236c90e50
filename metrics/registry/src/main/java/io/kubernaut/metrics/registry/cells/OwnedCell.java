package io.kubernaut.metrics.registry.cells;

import org.jspecify.annotations.Nullable;

/**
 * A cell that one thread writes. What the fields of the subclass hold is written by the owner
 * alone; anyone may read it with opaque or acquire loads. Subclasses pad themselves to a cache
 * line, because the garbage collector may move the cells of two threads side by side.
 */
public abstract class OwnedCell {
  final @Nullable Thread owner;

  OwnedCell(@Nullable Thread owner) {
    this.owner = owner;
  }

  /**
   * Says whether the current thread may write this cell.
   *
   * @param thread the current thread
   * @return whether it is the owner
   */
  public final boolean belongsTo(Thread thread) {
    return owner == thread;
  }

  /**
   * Says whether the owner has died. All it ever wrote is visible to a caller that was told so.
   *
   * @return whether the owner will never write again
   */
  public final boolean abandoned() {
    return owner != null && !owner.isAlive();
  }
}
