package io.kubernaut.core.storage.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a journal fares. Counts begin at zero when it is opened and only grow.
 *
 * @param first the first sequence that can be read, or the next one if there is none
 * @param last the last acknowledged sequence; one less than {@code first} if there is none
 * @param durable the last sequence known to survive power loss
 * @param segments how many segments there are
 * @param bytes how much the segments hold
 * @param appendedRecords records acknowledged
 * @param appendedBytes bytes of payload acknowledged
 * @param commits how often a group of records was written
 * @param forces how often the disk was made to keep what was written
 * @param failures how often writing or forcing failed
 * @param refusedRecords records that were not acknowledged
 * @param doubtfulRecords records that were acknowledged before the disk failed to force them
 * @param damages damaged places found
 * @param lostRecords records known to be lost in them
 * @param tailBytes bytes left out at the end when the journal was opened
 * @param quarantinedBytes bytes copied into the quarantine
 * @param problem what writing fails with at present
 */
public record JournalStatus(
    long first,
    long last,
    long durable,
    int segments,
    long bytes,
    long appendedRecords,
    long appendedBytes,
    long commits,
    long forces,
    long failures,
    long refusedRecords,
    long doubtfulRecords,
    long damages,
    long lostRecords,
    long tailBytes,
    long quarantinedBytes,
    Optional<String> problem) {

  /**
   * Returns the numbers by name, to be shown or exported as metrics.
   *
   * @return names as of the components, in their order
   */
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    numbers.put("first", first);
    numbers.put("last", last);
    numbers.put("durable", durable);
    numbers.put("segments", (long) segments);
    numbers.put("bytes", bytes);
    numbers.put("appendedRecords", appendedRecords);
    numbers.put("appendedBytes", appendedBytes);
    numbers.put("commits", commits);
    numbers.put("forces", forces);
    numbers.put("failures", failures);
    numbers.put("refusedRecords", refusedRecords);
    numbers.put("doubtfulRecords", doubtfulRecords);
    numbers.put("damages", damages);
    numbers.put("lostRecords", lostRecords);
    numbers.put("tailBytes", tailBytes);
    numbers.put("quarantinedBytes", quarantinedBytes);
    return numbers;
  }
}
