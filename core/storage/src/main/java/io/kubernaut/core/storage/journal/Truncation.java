package io.kubernaut.core.storage.journal;

import java.io.IOException;

/** Lets go of old segments. First it is put on record where the journal starts now. */
final class Truncation {

  private Truncation() {}

  static void run(JournalParts journal, long start) throws IOException {
    synchronized (journal.pins()) {
      if (journal.pins().isPinned()) {
        return; // the records stay until the next truncation after the snapshot
      }
      if (start > journal.start().get()) {
        new JournalMeta(journal.instance(), start).write(journal.storage());
        journal.start().set(start);
      }
      deleteBefore(journal, journal.start().get());
    }
  }

  private static void deleteBefore(JournalParts journal, long start) throws IOException {
    boolean deleted = false;
    for (Segment segment : journal.segments().all()) {
      Segment following = journal.segments().after(segment.number());
      if (following == null || following.firstSequence() > start) {
        break;
      }
      journal.segments().remove(segment);
      journal.storage().delete(segment.name());
      deleted = true;
    }
    if (deleted) {
      journal.storage().force("");
    }
  }
}
