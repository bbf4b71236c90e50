package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.scrub.ScrubTarget;
import java.io.IOException;

/** Reads a journal through. What is damaged goes to its quarantine, as on every read. */
record JournalScrub(Journal journal, String name) implements ScrubTarget {

  @Override
  public Pass begin() throws IOException {
    if (journal.checkpoint().isPresent()) {
      journal.checkpoint().get().read((sequence, payload) -> {});
    }
    long last = journal.last();
    JournalReader reader = journal.read(journal.first());
    long total = journal.status().bytes();
    return new Pass() {
      @Override
      public long total() {
        return total;
      }

      @Override
      public long step(long bytes) throws IOException {
        long read = 0;
        while (read < bytes && reader.next()) {
          read += Frame.size(reader.payload().remaining());
          if (reader.sequence() >= last) {
            break; // what came meanwhile is for the next pass
          }
        }
        return read;
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }
}
