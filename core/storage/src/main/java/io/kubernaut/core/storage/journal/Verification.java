package io.kubernaut.core.storage.journal;

import java.io.IOException;

/**
 * What a check of a whole journal has found.
 *
 * @param records sound records, the checkpoint's included
 * @param bytes bytes of payload in them
 * @param damages damaged places
 * @param lostRecords records known to be lost in them
 */
public record Verification(long records, long bytes, long damages, long lostRecords) {

  /**
   * Tells whether everything is as it was written.
   *
   * @return true if no damage was found
   */
  public boolean isSound() {
    return damages == 0 && lostRecords == 0;
  }

  static Verification of(Journal journal) throws IOException {
    long[] sums = new long[2];
    RecordHandler counting =
        (sequence, payload) -> {
          sums[0]++;
          sums[1] += payload.remaining();
        };
    long lost = 0;
    if (journal.checkpoint().isPresent()) {
      lost = journal.checkpoint().get().read(counting);
    }
    long damages = lost > 0 ? 1 : 0;
    try (JournalReader reader = journal.read(journal.first())) {
      while (reader.next()) {
        counting.accept(reader.sequence(), reader.payload());
      }
      return new Verification(sums[0], sums[1], damages + reader.damages(), lost + reader.lost());
    }
  }
}
