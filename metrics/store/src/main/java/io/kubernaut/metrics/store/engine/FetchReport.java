package io.kubernaut.metrics.store.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was brought back from an archive.
 *
 * @param blocks how many blocks of samples were added
 * @param condensed how many blocks of condensed history were added, or found to be here already
 * @param left how many blocks of condensed history were left in the archive, because this store has
 *     no {@link Tier} of that spacing
 */
public record FetchReport(int blocks, int condensed, Map<Duration, Integer> left) {

  /**
   * Copies the parts.
   *
   * @param blocks how many blocks of samples were added
   * @param condensed how many blocks of condensed history were added
   * @param left how many were left in the archive, by the spacing of their tier
   */
  public FetchReport {
    left = Collections.unmodifiableMap(new TreeMap<>(left));
  }
}
