package io.kubernaut.metrics.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a collector fares.
 *
 * @param collections how many times it has read the source
 * @param failures how many of these the source or the store has failed; their samples are lost
 * @param samples samples that are in the store
 * @param dropped samples that the store has refused, by reason: {@code limit} for more series than
 *     it takes, else the name of the {@link io.kubernaut.metrics.store.Appender.Outcome} in lower
 *     case
 * @param series how many series the last collection has seen
 * @param took how long the last collection has taken
 * @param lag how much later than an interval after the one before it has begun
 * @param last the time of the newest samples in the store; empty before the first
 * @param problem what the last collection has failed of; empty if it has not
 */
public record CollectorStatus(
    long collections,
    long failures,
    long samples,
    Map<String, Long> dropped,
    int series,
    Duration took,
    Duration lag,
    Optional<Instant> last,
    Optional<String> problem) {

  /** Of a collector that has not collected yet. */
  public static final CollectorStatus NONE =
      new CollectorStatus(
          0, 0, 0, Map.of(), 0, Duration.ZERO, Duration.ZERO, Optional.empty(), Optional.empty());

  /**
   * Copies the parts.
   *
   * @param collections how many times it has read the source
   * @param failures how many of these the source or the store has failed
   * @param samples samples that are in the store
   * @param dropped samples that the store has refused, by reason
   * @param series how many series the last collection has seen
   * @param took how long the last collection has taken
   * @param lag how much later than an interval after the one before it has begun
   * @param last the time of the newest samples in the store; empty before the first
   * @param problem what the last collection has failed of; empty if it has not
   */
  public CollectorStatus {
    dropped = Map.copyOf(dropped);
  }

  /**
   * Returns how many samples the store has refused.
   *
   * @return for all reasons together
   */
  public long allDropped() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }
}
