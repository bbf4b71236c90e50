package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.backup.BackupSource;
import io.kubernaut.metrics.store.SeriesAdministration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of a store beside it, each a folder that can be opened as a store. Blocks never change, so
 * that they get a second name where the disk can do that; the rest is copied. A copy is made under
 * another name and renamed when all of it is on the disk: one with its own name is whole.
 */
final class Snapshots {
  static final String FOLDER = "snapshots";

  private static final Logger log = LoggerFactory.getLogger(SeriesAdministration.class);
  private static final String UNFINISHED = ".tmp";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int BUFFER = 1 << 20;

  private final Storage storage;
  private final InstantSource clock;
  private final RandomGenerator random;

  Snapshots(Platform platform, Storage storage) {
    this.storage = storage;
    this.clock = platform.wallClock();
    this.random = platform.random("metrics store snapshots");
  }

  /** Deletes what a crash has left half done. */
  void clearAway() {
    try {
      for (StorageEntry entry : storage.list(FOLDER)) {
        if (entry.isFolder() && entry.name().endsWith(UNFINISHED)) {
          storage.deleteFolder(FOLDER + "/" + entry.name());
        }
      }
    } catch (IOException refused) {
      log.warn("A snapshot that is half done stays until the next start: {}", refused.toString());
    }
  }

  /**
   * Makes a copy; one at a time.
   *
   * @return its name
   */
  synchronized String take(BackupSource source, boolean skipHead) throws IOException {
    String name = TIME.format(clock.instant()) + "-%016x".formatted(random.nextLong());
    String whole = FOLDER + "/" + name;
    String unfinished = whole + UNFINISHED;
    int files;
    try {
      try (BackupSource.Snapshot snapshot = source.snapshot()) {
        files = copy(snapshot, unfinished, skipHead);
      }
      storage.rename(unfinished, whole);
      storage.force(FOLDER);
    } catch (IOException | RuntimeException refused) {
      giveUp(whole, unfinished, refused);
      throw refused;
    }
    log.info(
        "Copied the metrics store to {}: {} files{}",
        whole,
        files,
        skipHead ? ", without what is in memory" : "");
    return name;
  }

  /** A snapshot with its own name is whole also while it is deleted. */
  private void giveUp(String whole, String unfinished, Exception why) {
    try {
      if (storage.exists(whole)) {
        storage.rename(whole, unfinished);
      }
      storage.deleteFolder(unfinished);
    } catch (IOException left) {
      why.addSuppressed(left); // what is half done the next start deletes
    }
  }

  private int copy(BackupSource.Snapshot snapshot, String to, boolean skipHead) throws IOException {
    Set<String> folders = new LinkedHashSet<>();
    storage.createFolder(to);
    folders.add(to);
    int files = 0;
    for (BackupSource.Content content : snapshot.contents()) {
      if (!(skipHead && content.name().startsWith(StoreBackup.JOURNAL))) {
        String target = to + "/" + content.name();
        String folder = target.substring(0, target.lastIndexOf('/'));
        if (folders.add(folder)) {
          storage.createFolder(folder);
        }
        copy(snapshot, content, target);
        files++;
      }
    }
    for (String folder : folders) {
      storage.force(folder);
    }
    return files;
  }

  private void copy(BackupSource.Snapshot snapshot, BackupSource.Content content, String to)
      throws IOException {
    if (content.name().endsWith(BlockFormat.SUFFIX)) {
      storage.link(content.name(), to);
      return;
    }
    try (StorageFile from = snapshot.open(content.name());
        StorageFile file = storage.create(to)) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, content.size()));
      for (long at = 0; at < content.size(); at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), content.size() - at));
        from.readFully(buffer, at);
        file.writeFully(buffer.flip(), at);
      }
      file.force();
    }
  }
}
