package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.core.runtime.BoundedExecutor;
import java.util.function.Supplier;

/**
 * A pool whose users may have to wait: connections, threads of an executor.
 *
 * @param name what it is called in evidence
 * @param reading how full it is at this moment; called some times a second, must not block
 */
public record Pool(String name, Supplier<Reading> reading) {

  /**
   * How full a pool is.
   *
   * @param size how many there are at most
   * @param active how many of them are in use
   * @param waiting how many users or tasks wait
   */
  public record Reading(int size, int active, int waiting) {}

  /**
   * Returns an executor as a pool: its queue is who waits.
   *
   * @param executor of the platform
   * @return the pool
   */
  public static Pool of(BoundedExecutor executor) {
    return new Pool(
        executor.name(),
        () -> new Reading(executor.limits().threads(), executor.active(), executor.queued()));
  }
}
