package io.kubernaut.metrics.store.engine;

import java.util.List;

/**
 * What reading a whole store through has found.
 *
 * @param blocks how many blocks were read
 * @param samples how many samples they hold, deleted ones included until they are cleaned away
 * @param damagedChunks how many chunks of them cannot be read; they are left out from now on
 * @param quarantinedBlocks how many blocks were found damaged as a whole when the store was opened
 * @param memorySamples how many samples are in memory
 * @param journalRecords how many records of the journal were read
 * @param lostRecords how many records of the journal are lost to damage
 * @param problems what is wrong, in words; empty if nothing is
 */
public record StoreVerification(
    int blocks,
    long samples,
    int damagedChunks,
    int quarantinedBlocks,
    long memorySamples,
    long journalRecords,
    long lostRecords,
    List<String> problems) {

  /**
   * Copies the parts.
   *
   * @param blocks how many blocks were read
   * @param samples how many samples they hold
   * @param damagedChunks how many chunks of them cannot be read
   * @param quarantinedBlocks how many blocks were found damaged as a whole
   * @param memorySamples how many samples are in memory
   * @param journalRecords how many records of the journal were read
   * @param lostRecords how many records of the journal are lost to damage
   * @param problems what is wrong, in words
   */
  public StoreVerification {
    problems = List.copyOf(problems);
  }

  /**
   * Tells whether everything that was ever acknowledged can be read.
   *
   * @return true if no damage was found
   */
  public boolean isSound() {
    return problems.isEmpty();
  }
}
