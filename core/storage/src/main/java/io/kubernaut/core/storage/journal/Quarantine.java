package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is damaged: each place is reported once, and copied to {@code quarantine/}, where it
 * outlives the segment. Nothing in there is ever deleted by the journal; past 256 MiB it copies no
 * more, and says so.
 */
final class Quarantine {

  static final String FOLDER = "quarantine";
  private static final long LIMIT = 256L << 20;
  private static final int PIECE = 64 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

  private final Storage storage;
  private final JournalEvents events;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final AtomicLong damages = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Quarantine(Storage storage, JournalEvents events) {
    this.storage = storage;
    this.events = events;
  }

  /** Takes note of a damaged stretch of a file, the first time it is seen. */
  void damaged(String name, StorageFile file, long from, long to, long recordsLost) {
    String copy = "%s-%d-%d.bad".formatted(name, from, to);
    if (known.add(copy)) {
      report(name, from, to, recordsLost, copied(copy, file, from, to));
    }
  }

  /** Takes note of records that should be before a segment and are nowhere. */
  void missing(String name, long records) {
    report(name, 0, 0, records, "nothing to copy");
  }

  /** Copies what is not damaged, but left out; returns where to. */
  String keep(String name, StorageFile file, long from, long to) {
    return copied("%s-%d-%d.tail".formatted(name, from, to), file, from, to);
  }

  /** Puts a whole file aside that has no place here. */
  void misplaced(String name) throws IOException {
    storage.createFolder(FOLDER);
    String copy = freeName(name);
    long size = size(name);
    storage.rename(name, FOLDER + "/" + copy);
    storage.force(FOLDER);
    storage.force("");
    bytes.addAndGet(size);
    report(name, 0, size, 0, copy);
  }

  private long size(String name) throws IOException {
    try (StorageFile file = storage.read(name)) {
      return file.size();
    }
  }

  private String freeName(String name) throws IOException {
    String free = name + ".bad";
    for (int i = 2; storage.exists(FOLDER + "/" + free); i++) {
      free = "%s-%d.bad".formatted(name, i);
    }
    return free;
  }

  private void report(String name, long from, long to, long recordsLost, String copy) {
    damages.incrementAndGet();
    lost.addAndGet(recordsLost);
    LOG.warn(
        "Journal {}: {} is damaged from {} to {}, {} records lost; the rest is served. Quarantine: {}",
        events.journal(),
        name,
        from,
        to,
        recordsLost,
        copy);
    events.publish(
        time ->
            new JournalEvent.DamageFound(
                time, events.journal(), name, from, to, recordsLost, copy));
  }

  private String copied(String copy, StorageFile file, long from, long to) {
    try {
      storage.createFolder(FOLDER);
      if (storage.exists(FOLDER + "/" + copy)) {
        return copy;
      }
      if (used() + to - from > LIMIT) {
        return "not copied: the quarantine is full";
      }
      copy(copy, file, from, to);
      bytes.addAndGet(to - from);
      return copy;
    } catch (IOException refused) {
      return "not copied: " + refused.getMessage();
    }
  }

  private long used() throws IOException {
    return storage.list(FOLDER).stream().mapToLong(StorageEntry::size).sum();
  }

  private void copy(String copy, StorageFile file, long from, long to) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    try (StorageFile target = storage.create(FOLDER + "/" + copy)) {
      for (long at = from; at < to; at += PIECE) {
        piece.clear().limit((int) Math.min(PIECE, to - at));
        file.readFully(piece, at);
        target.writeFully(piece.flip(), at - from);
      }
      target.force();
    }
    storage.force(FOLDER);
  }

  long damages() {
    return damages.get();
  }

  long lostRecords() {
    return lost.get();
  }

  long quarantinedBytes() {
    return bytes.get();
  }
}
