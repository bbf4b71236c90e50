package io.kubernaut.metrics.registry.binders;

import java.util.OptionalLong;

/**
 * What a cache tells about itself. For one that Micrometer knows, such as Caffeine, take its binder
 * instead. All methods may be called by any thread, must be quick, and count from the beginning.
 */
public interface CacheFigures {

  /**
   * Returns how many lookups found something.
   *
   * @return a count that only grows
   */
  long hits();

  /**
   * Returns how many lookups found nothing.
   *
   * @return a count that only grows
   */
  long misses();

  /**
   * Returns how many entries were put in.
   *
   * @return a count that only grows
   */
  long puts();

  /**
   * Returns how many entries had to go for others.
   *
   * @return a count that only grows; empty if the cache does not count them
   */
  default OptionalLong evictions() {
    return OptionalLong.empty();
  }

  /**
   * Returns how many entries there are.
   *
   * @return the number now; empty if the cache does not know
   */
  default OptionalLong size() {
    return OptionalLong.empty();
  }
}
