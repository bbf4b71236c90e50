package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.backup.BackupSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Backs a journal up: its segments up to the last record that was forced, and its checkpoint. */
record JournalBackup(Journal journal, JournalParts parts, String name) implements BackupSource {

  @Override
  public Snapshot snapshot() throws IOException {
    parts.pins().pin();
    try {
      journal.force();
      Instant time = parts.events().now();
      return new Pinned(time, contents(parts.writer().acknowledged()));
    } catch (IOException | RuntimeException refused) {
      parts.pins().unpin();
      throw refused;
    }
  }

  private List<Content> contents(Mark end) throws IOException {
    List<Content> contents = new ArrayList<>();
    for (StorageEntry entry : parts.storage().list("")) {
      if (Segment.isName(entry.name())) {
        long number = Segment.number(entry.name());
        if (number <= end.segment()) {
          contents.add(
              new Content(entry.name(), number == end.segment() ? end.end() : entry.size()));
        }
      } else if (entry.name().equals(JournalMeta.NAME) || Checkpoints.isName(entry.name())) {
        contents.add(new Content(entry.name(), entry.size()));
      }
    }
    return List.copyOf(contents);
  }

  /** The files, which are not deleted or replaced until it is closed. */
  private final class Pinned implements Snapshot {

    private final Instant time;
    private final List<Content> contents;
    private boolean closed;

    Pinned(Instant time, List<Content> contents) {
      this.time = time;
      this.contents = contents;
    }

    @Override
    public Instant time() {
      return time;
    }

    @Override
    public List<Content> contents() {
      return contents;
    }

    @Override
    public StorageFile open(String file) throws IOException {
      return parts.storage().read(file);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        parts.pins().unpin();
        parts.checkpoints().clearAway();
        Truncation.run(parts, parts.checkpoints().covered() + 1); // what had to wait
      }
    }
  }

  @Override
  public long verify(Storage restored) throws IOException {
    try (Journal copy =
        Journal.builder(parts.events().platform(), restored, parts.events().journal() + "-restored")
            .open()) {
      Verification found = copy.verify();
      if (!found.isSound()) {
        throw new IOException("The restored journal \"" + name + "\" is damaged: " + found);
      }
      return found.records();
    }
  }
}
