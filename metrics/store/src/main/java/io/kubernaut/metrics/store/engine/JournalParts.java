package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.journal.Journal;
import io.kubernaut.core.storage.journal.JournalException;

/**
 * Writes one batch to the journal: as one record if it is not too large, else as several that count
 * only when the last of them is there. They are neighbours, because batches are written one at a
 * time. Used under the head's lock.
 */
final class JournalParts {
  /** At most so many samples are written at a stretch, between which a record may end. */
  static final int LONGEST_RUN = 1 << 16;

  private final Journal journal;
  private final int partBytes;
  private final JournalRecords records = new JournalRecords();
  private int parts;

  JournalParts(Journal journal, int partBytes) {
    this.journal = journal;
    this.partBytes = partBytes;
  }

  /** Begins a batch. */
  JournalRecords begin() {
    records.clear();
    parts = 0;
    return records;
  }

  JournalRecords records() {
    return records;
  }

  /** An entry is complete: ends the record if it is large enough. */
  void next() throws JournalException {
    if (records.size() >= partBytes) {
      parts++;
      journal.append(JournalRecords.part(parts, false), records.record());
      records.clear();
    }
  }

  boolean isEmpty() {
    return parts == 0 && records.isEmpty();
  }

  /** Ends the batch, which counts from now on. */
  void end() throws JournalException {
    if (parts == 0) {
      journal.append(records.record());
    } else {
      journal.append(JournalRecords.part(parts + 1, true), records.record());
    }
  }
}
