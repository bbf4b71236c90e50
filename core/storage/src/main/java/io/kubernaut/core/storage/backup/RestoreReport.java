package io.kubernaut.core.storage.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How a restore or a rehearsal went.
 *
 * @param id which backup was used
 * @param recoveryPoint the moment whose state is restored
 * @param lostWindow how much time lay between that and the restore: what was acknowledged then is
 *     not in the backup
 * @param recoveryTime how long it took
 * @param bytes how much was restored
 * @param records how many records each store found in it; empty unless they were asked
 */
public record RestoreReport(
    String id,
    Instant recoveryPoint,
    Duration lostWindow,
    Duration recoveryTime,
    long bytes,
    Map<String, Long> records) {

  /**
   * Copies the map.
   *
   * @param id which backup was used
   * @param recoveryPoint the moment whose state is restored
   * @param lostWindow how much time lay between that and the restore
   * @param recoveryTime how long it took
   * @param bytes how much was restored
   * @param records how many records each store found in it
   */
  public RestoreReport {
    records = Map.copyOf(records);
  }
}
