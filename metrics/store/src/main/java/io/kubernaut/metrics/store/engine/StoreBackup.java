package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.backup.BackupSource;
import io.kubernaut.core.storage.journal.Journal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Backs a store up while it is written to: the blocks of one moment, and the journal up to what was
 * acknowledged then. Both are looked at while nothing moves from one to the other, so that the copy
 * holds every acknowledged sample once.
 */
record StoreBackup(Platform platform, BlockSet blocks, Journal journal, Upkeep upkeep, String name)
    implements BackupSource {

  private static final String BLOCKS = "blocks/";
  private static final String JOURNAL = "journal/";

  @Override
  public Snapshot snapshot() throws IOException {
    return upkeep.still(
        () -> {
          blocks.pin();
          try {
            return new Cut(blocks.all(), journal.backupSource(name).snapshot());
          } catch (IOException | RuntimeException refused) {
            blocks.unpin();
            throw refused;
          }
        });
  }

  @Override
  public long verify(Storage restored) throws IOException {
    StoreVerification found = TimeSeriesStore.verify(platform, restored);
    if (!found.isSound()) {
      throw new IOException(
          "The restored store \"%s\" is damaged: %s"
              .formatted(name, String.join(" ", found.problems())));
    }
    return found.samples() + found.memorySamples();
  }

  /** Files that stay until it is closed. */
  private final class Cut implements Snapshot {
    private final Snapshot records;
    private final List<Content> contents = new ArrayList<>();
    private boolean closed;

    Cut(List<Block> cut, Snapshot records) {
      this.records = records;
      for (Block block : cut) {
        contents.add(new Content(BLOCKS + block.meta().name(), block.meta().bytes()));
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
      return file.startsWith(BLOCKS)
          ? blocks.storage().read(file.substring(BLOCKS.length()))
          : records.open(file.substring(JOURNAL.length()));
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try {
          records.close();
        } finally {
          blocks.unpin();
        }
      }
    }
  }
}
