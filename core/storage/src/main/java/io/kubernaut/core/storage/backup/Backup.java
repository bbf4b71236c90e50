package io.kubernaut.core.storage.backup;

import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.core.runtime.OverloadException;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.core.storage.Progress;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.backup.BackupSource.Content;
import io.kubernaut.core.storage.backup.BackupSource.Snapshot;
import io.kubernaut.core.storage.backup.Manifest.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs stores up to another disk, and restores them.
 *
 * <pre>{@code
 * try (Backup backup = Backup.builder(platform, elsewhere)
 *     .source(journal.backupSource("wal"))
 *     .encryptedWith(keys::backupKey)
 *     .every(Duration.ofHours(6))
 *     .open()) {
 *   BackupReport report = backup.run();                        // now; taken, read back, compared
 *   RestoreReport proof = backup.rehearse(scratch);            // how long would it take, what would be lost?
 * }
 * }</pre>
 *
 * <p>A backup holds, of each store, everything acknowledged up to one moment. It is only listed
 * after it was read back and found whole. What has not changed since the last one is not stored
 * again. Stores are used as ever meanwhile. Safe for any thread; one backup, restore or rehearsal
 * at a time.
 */
public final class Backup implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Backup.class);
  private static final String REHEARSALS = "rehearsals";

  private final Platform platform;
  private final Storage target;
  private final Map<String, BackupSource> sources;
  private final Catalogue catalogue;
  private final Pieces pieces;
  private final int keep;
  private final @Nullable BoundedExecutor executor;
  private final Scheduler.@Nullable Scheduled schedule;

  Backup(BackupBuilder builder) {
    this.platform = builder.platform;
    this.target = builder.target;
    this.sources = new LinkedHashMap<>(builder.sources);
    this.keep = builder.keep;
    Sealing sealing = new Sealing(builder.key);
    this.pieces = new Pieces(target, sealing);
    this.catalogue = new Catalogue(target, pieces, sealing);
    Duration interval = builder.interval;
    this.executor = interval == null ? null : platform.executor("backup", new ExecutorLimits(1, 0));
    this.schedule =
        interval == null ? null : platform.scheduler().every("backup", interval, this::runLater);
  }

  /**
   * Begins to set one up.
   *
   * @param platform whose clocks, threads and events it uses
   * @param target where backups go: better another disk
   * @return a builder
   */
  public static BackupBuilder builder(Platform platform, Storage target) {
    return new BackupBuilder(platform, target);
  }

  private void runLater() {
    BoundedExecutor threads = executor;
    try {
      if (threads != null) {
        threads.execute(this::runAndReport);
      }
    } catch (OverloadException stillRunning) {
      LOG.warn("The backup before is still running; this one is left out");
    }
  }

  private void runAndReport() {
    try {
      run();
    } catch (IOException reported) {
      LOG.debug("A scheduled backup failed", reported);
    }
  }

  /**
   * Takes a backup now, reads it back, and deletes those that are too many.
   *
   * @return how it went; also an event
   * @throws IOException if a store or the target refuses, or what was read back differs; the
   *     backups before are as they were, and an event says so
   */
  public synchronized BackupReport run() throws IOException {
    try {
      BackupReport report = taken();
      LOG.info(
          "Backup {} of {} bytes, {} of them new, took {}",
          report.id(),
          report.bytes(),
          report.written(),
          report.took());
      platform.events().publish(new BackupEvent.Completed(now(), target.toString(), report));
      return report;
    } catch (IOException | RuntimeException failed) {
      LOG.warn("The backup to {} failed", target, failed);
      platform
          .events()
          .publish(
              new BackupEvent.Failed(
                  now(), target.toString(), String.valueOf(failed.getMessage())));
      throw failed;
    }
  }

  private BackupReport taken() throws IOException {
    long begun = platform.monotonicClock().nanos();
    long written = 0;
    List<Source> copies = new ArrayList<>();
    for (BackupSource source : sources.values()) {
      try (Snapshot snapshot = source.snapshot()) {
        Copy copy = copy(source.name(), snapshot);
        copies.add(copy.source());
        written += copy.written();
      }
    }
    Manifest manifest = new Manifest(copies);
    check(manifest);
    String id = catalogue.add(now(), manifest);
    catalogue.keepNewest(keep);
    return new BackupReport(id, oldest(manifest), manifest.bytes(), written, since(begun));
  }

  private record Copy(Source source, long written) {}

  private Copy copy(String name, Snapshot snapshot) throws IOException {
    Source source = new Source(name, snapshot.time(), new LinkedHashMap<>());
    long total = snapshot.contents().stream().mapToLong(Content::size).sum();
    long written = 0;
    try (Progress progress = Progress.begin(platform, "backup " + name, total, "bytes")) {
      for (Content content : snapshot.contents()) {
        try (var file = snapshot.open(content.name())) {
          Pieces.Stored stored = pieces.store(file, content.size(), progress);
          source.files().put(content, stored.pieces());
          written += stored.written();
        }
      }
    }
    return new Copy(source, written);
  }

  private static Instant oldest(Manifest manifest) {
    return manifest.sources().stream()
        .map(Source::time)
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  private Instant now() {
    return platform.wallClock().instant();
  }

  private Duration since(long begun) {
    return Duration.ofNanos(platform.monotonicClock().nanos() - begun);
  }

  /**
   * Lists the backups there are.
   *
   * @return their names, oldest first
   * @throws IOException if the target refuses
   */
  public List<String> list() throws IOException {
    return catalogue.list();
  }

  /**
   * Reads a backup and checks every byte of it.
   *
   * @param id which one
   * @throws BackupException if it is missing, damaged, or encrypted with another key
   * @throws IOException if the target refuses
   */
  public synchronized void verify(String id) throws IOException {
    check(catalogue.read(id));
  }

  private void check(Manifest manifest) throws IOException {
    try (Progress progress = Progress.begin(platform, "backup check", manifest.bytes(), "bytes")) {
      for (Source source : manifest.sources()) {
        for (Map.Entry<Content, List<String>> file : source.files().entrySet()) {
          Restoring.check(file.getKey(), file.getValue(), pieces, progress);
        }
      }
    }
  }

  /**
   * Restores stores from a backup, each into a folder of its name that must not exist yet: whatever
   * happens on the way, such a folder is whole or not there.
   *
   * @param id which backup
   * @param into where to
   * @param names which stores; all of the backup's if none is named
   * @return how it went
   * @throws BackupException if the backup is missing, damaged, encrypted with another key, or does
   *     not hold such a store, or if a folder exists
   * @throws IOException if a disk refuses
   */
  public synchronized RestoreReport restore(String id, Storage into, String... names)
      throws IOException {
    return restored(id, into, List.of(names), false);
  }

  private RestoreReport restored(String id, Storage into, List<String> names, boolean verify)
      throws IOException {
    long begun = platform.monotonicClock().nanos();
    Manifest manifest = catalogue.read(id).only(id, names);
    for (Source source : manifest.sources()) {
      Restoring.refuseIfThere(source.name(), into);
    }
    Map<String, Long> records = new LinkedHashMap<>();
    try (Progress progress = Progress.begin(platform, "restore", manifest.bytes(), "bytes")) {
      for (Source source : manifest.sources()) {
        Restoring.run(source, pieces, into, progress);
        if (verify) {
          records.put(source.name(), verified(source.name(), into));
        }
      }
    }
    Instant point = oldest(manifest);
    RestoreReport report =
        new RestoreReport(
            id, point, Duration.between(point, now()), since(begun), manifest.bytes(), records);
    LOG.info("Restored {}", report);
    return report;
  }

  private long verified(String name, Storage into) throws IOException {
    BackupSource source = sources.get(name);
    if (source == null) {
      throw new BackupException(
          "Nobody knows how to check the restored store \"%s\": add its source.".formatted(name));
    }
    return source.verify(into.folder(name));
  }

  /**
   * Rehearses a disaster: restores the newest backup into a scratch folder, lets each store check
   * what was restored as if it had to go on with it, and deletes it again. The report is kept with
   * the backups, in {@code rehearsals}.
   *
   * @param scratch an empty storage
   * @return how long it took, and how much would be lost now
   * @throws BackupException if there is no backup, or it cannot be restored whole
   * @throws IOException if a disk refuses
   */
  public synchronized RestoreReport rehearse(Storage scratch) throws IOException {
    String id =
        newest()
            .orElseThrow(
                () ->
                    new BackupException(
                        "There is no backup in %s to rehearse with: take one first."
                            .formatted(target)));
    try {
      RestoreReport report = restored(id, scratch, List.of(), true);
      target.createFolder(REHEARSALS);
      target.replace(
          REHEARSALS + "/" + Catalogue.id(now()),
          ByteBuffer.wrap((report + "\n").getBytes(StandardCharsets.UTF_8)));
      return report;
    } finally {
      for (String name : sources.keySet()) {
        scratch.deleteFolder(name);
        scratch.deleteFolder(Restoring.aside(name));
      }
    }
  }

  /**
   * Returns the newest backup.
   *
   * @return its name; nothing if there is none
   * @throws IOException if the target refuses
   */
  public Optional<String> newest() throws IOException {
    List<String> all = list();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Takes no more backups by schedule; one that runs is finished. Closing twice is harmless. */
  @Override
  public void close() {
    if (schedule != null) {
      schedule.close();
    }
    if (executor != null) {
      executor.close();
    }
  }
}
