package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.backup.BackupSource;
import io.kubernaut.core.storage.journal.Journal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Backs a store up while it is written to: the blocks of one moment, and the journal up to what was
 * acknowledged then. Both are looked at while nothing moves from one to the other, so that the copy
 * holds every acknowledged sample once. What was deleted is deleted in it too, and what is held
 * stays held in the restored store.
 */
record StoreBackup(
    TimeSeriesStore store,
    Holds holds,
    Journal journal,
    Upkeep upkeep,
    Deletions deletions,
    String name)
    implements BackupSource {

  static final String JOURNAL = "journal/";

  @Override
  public Snapshot snapshot() throws IOException {
    return upkeep.still(
        () -> {
          store.folders().values().forEach(BlockSet::pin);
          try {
            Optional<ByteBuffer> held = holds.file();
            return new Cut(store.folders(), held, journal.backupSource(name).snapshot());
          } catch (IOException | RuntimeException refused) {
            unpin();
            throw refused;
          }
        });
  }

  private void unpin() throws IOException {
    for (BlockSet blocks : store.folders().values()) {
      blocks.unpin();
    }
  }

  @Override
  public long verify(Storage restored) throws IOException {
    StoreVerification found = TimeSeriesStore.verify(store.platform(), restored);
    if (!found.isSound()) {
      throw new IOException(
          "The restored store \"%s\" is damaged: %s"
              .formatted(name, String.join(" ", found.problems())));
    }
    return found.samples() + found.memorySamples();
  }

  /** Files that stay until it is closed. */
  private final class Cut implements Snapshot {
    private final Map<String, BlockSet> folders;
    private final Optional<ByteBuffer> held;
    private final Snapshot records;
    private final CopiedFile tombstones = new CopiedFile(deletions.content());
    private final List<Content> contents = new ArrayList<>();
    private boolean closed;

    Cut(Map<String, BlockSet> folders, Optional<ByteBuffer> held, Snapshot records) {
      this.folders = folders;
      this.held = held;
      this.records = records;
      folders.forEach(
          (folder, blocks) -> {
            for (Block block : blocks.all()) {
              contents.add(new Content(folder + block.meta().name(), block.meta().bytes()));
            }
          });
      held.ifPresent(file -> contents.add(new Content(Holds.FILE, file.limit())));
      if (!deletions.all().isEmpty()) {
        contents.add(new Content(Deletions.FILE, tombstones.size()));
      }
      for (Content content : records.contents()) {
        contents.add(new Content(JOURNAL + content.name(), content.size()));
      }
    }

    @Override
    public Instant time() {
      return records.time();
    }

    @Override
    public List<Content> contents() {
      return List.copyOf(contents);
    }

    @Override
    public StorageFile open(String file) throws IOException {
      if (file.startsWith(JOURNAL)) {
        return records.open(file.substring(JOURNAL.length()));
      }
      if (file.equals(Holds.FILE) && held.isPresent()) {
        return new CopiedFile(held.get());
      }
      if (file.equals(Deletions.FILE)) {
        return tombstones;
      }
      int end = file.lastIndexOf('/') + 1;
      BlockSet blocks = folders.get(file.substring(0, end));
      if (blocks == null) {
        throw new FileNotFoundException(file);
      }
      return blocks.storage().read(file.substring(end));
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try {
          records.close();
        } finally {
          unpin();
        }
      }
    }
  }
}
