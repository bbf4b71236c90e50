package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checkpoint of a journal: the newest one that is whole enough to be used. */
final class Checkpoints {

  private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.checkpoint");
  private static final int DIGITS = 20;
  private static final String UNFINISHED = "checkpoint.tmp";

  private final Storage storage;
  private final long instance;
  private final Quarantine quarantine;
  private final JournalEvents events;
  private final Pins pins;
  private volatile @Nullable Checkpoint newest;

  Checkpoints(
      Storage storage, long instance, Quarantine quarantine, JournalEvents events, Pins pins) {
    this.storage = storage;
    this.instance = instance;
    this.quarantine = quarantine;
    this.events = events;
    this.pins = pins;
  }

  /** Looks for the newest one and clears away what it replaced. */
  void find() throws IOException {
    for (StorageEntry entry : storage.list("")) {
      if (isName(entry.name())) {
        header(entry.name())
            .ifPresent(
                header -> newest = new Checkpoint(storage, quarantine, entry.name(), header));
      }
    }
    clearAway();
  }

  private Optional<SegmentHeader> header(String name) throws IOException {
    Optional<SegmentHeader> header;
    try (StorageFile file = storage.read(name)) {
      header = SegmentHeader.read(file);
    }
    if (header.filter(found -> belongs(name, found)).isEmpty()) {
      quarantine.misplaced(name);
      return Optional.empty();
    }
    return header;
  }

  private boolean belongs(String name, SegmentHeader header) {
    return header.kind() == SegmentHeader.CHECKPOINT
        && header.instance() == instance
        && name(header.number()).equals(name);
  }

  private static String name(long through) {
    return Segment.padded(through, DIGITS) + ".checkpoint";
  }

  /** The last sequence that the newest one covers, or zero. */
  long covered() {
    return newest().map(Checkpoint::through).orElse(0L);
  }

  Optional<Checkpoint> newest() {
    return Optional.ofNullable(newest);
  }

  /** Writes a checkpoint aside, and lets it take the place of the one before in one step. */
  synchronized Checkpoint take(long through, Checkpoint.Source source) throws IOException {
    Checkpoint present = newest;
    if (present != null && present.through() == through && pins.isPinned()) {
      return present; // the same state; its file must not be replaced now
    }
    storage.delete(UNFINISHED);
    SegmentHeader header = header(through, 0);
    try (StorageFile file = storage.create(UNFINISHED)) {
      CheckpointWriter out = new CheckpointWriter(file, header);
      source.writeTo(out);
      out.flush();
      header = header(through, out.records());
      file.writeFully(header.encoded(), 0);
      file.force();
    }
    storage.rename(UNFINISHED, name(through));
    storage.force("");
    Checkpoint taken = new Checkpoint(storage, quarantine, name(through), header);
    newest = taken;
    clearAway();
    return taken;
  }

  private SegmentHeader header(long through, long records) {
    return new SegmentHeader(
        SegmentHeader.CHECKPOINT, instance, through, 1, events.now().toEpochMilli(), records);
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Deletes what the newest one has replaced, unless somebody needs the files as they are. */
  synchronized void clearAway() throws IOException {
    synchronized (pins) {
      if (!pins.isPinned()) {
        deleteReplaced();
      }
    }
    storage.delete(UNFINISHED);
  }

  private void deleteReplaced() throws IOException {
    Checkpoint kept = newest;
    for (StorageEntry entry : storage.list("")) {
      if (isName(entry.name()) && kept != null && !entry.name().equals(name(kept.through()))) {
        storage.delete(entry.name());
      }
    }
  }
}
