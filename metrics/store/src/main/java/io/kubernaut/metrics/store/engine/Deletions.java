package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deletions of a store of which something is still on the disk, in a small file that is
 * replaced as a whole. It is there twice, because without it deleted samples would come back: the
 * second file is read when the first is damaged. Safe for any thread.
 */
final class Deletions {
  /** The file, and its name in backups and snapshots. */
  static final String FILE = "tombstones";

  private static final Logger log = LoggerFactory.getLogger(Deletions.class);
  private static final String COPY = "tombstones.copy";
  private static final String QUARANTINE = "quarantine";

  private final Storage storage;
  private volatile List<Deletion> deletions;
  private final String problem;
  private boolean isOld; // the first file may not hold what it is to
  private boolean copyIsOld;

  private Deletions(Storage storage, List<Deletion> found, String problem, boolean copyIsOld) {
    this.storage = storage;
    this.deletions = found;
    this.problem = problem;
    this.isOld = !problem.isEmpty();
    this.copyIsOld = copyIsOld;
  }

  /** Reads them; changes nothing on the disk. */
  static Deletions open(Storage storage) throws IOException {
    if (!storage.exists(FILE) && !storage.exists(COPY)) {
      return new Deletions(storage, List.of(), "", false);
    }
    List<Deletion> first = null;
    List<Deletion> second = null;
    IOException refused = null;
    try {
      first = read(storage, FILE);
    } catch (IOException badSector) {
      refused = badSector;
    }
    try {
      second = read(storage, COPY);
    } catch (IOException badSector) {
      refused = badSector;
    }
    if (first == null && second == null && refused != null) {
      throw refused; // they may be sound, and are not to be given up
    }
    if (first != null && (second != null || !storage.exists(COPY))) {
      return new Deletions(storage, first, "", !first.equals(second)); // as a crash may leave them
    }
    String problem =
        first != null || second != null
            ? "One of the two files of tombstones is damaged or can not be read; the other is used."
            : "The tombstones are damaged: samples that were deleted, and not cleaned away, may be seen again.";
    log.error(problem);
    List<Deletion> sound = first != null ? first : second;
    return new Deletions(storage, sound == null ? List.of() : sound, problem, true);
  }

  private static @Nullable List<Deletion> read(Storage storage, String name) throws IOException {
    if (!storage.exists(name)) {
      return null;
    }
    try {
      return parse(storage.readAll(name));
    } catch (MalformedColumnException | IllegalArgumentException damage) {
      log.error("The file {} of the metrics store is damaged: {}", name, damage.toString());
      return null;
    }
  }

  private static List<Deletion> parse(ByteBuffer file) {
    ByteCursor in = SmallFile.opened(file);
    List<Deletion> found = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      found.add(Deletion.read(in));
    }
    return List.copyOf(found);
  }

  /** Returns what was wrong when they were opened, and what is wrong now. */
  synchronized List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    if (!problem.isEmpty()) {
      problems.add(problem);
    } else if (!isOld && storage.exists(FILE) && !deletions.equals(read(storage, FILE))) {
      problems.add("The file of tombstones has been damaged since it was written.");
    } else if (!copyIsOld && storage.exists(COPY) && !deletions.equals(read(storage, COPY))) {
      problems.add("The second file of tombstones has been damaged since it was written.");
    }
    return problems;
  }

  List<Deletion> all() {
    return deletions;
  }

  /** Returns the greatest number of a block in a folder that a deletion covers. */
  long through(String folder) {
    long through = 0;
    for (Deletion deletion : deletions) {
      through = Math.max(through, deletion.reach(folder).through());
    }
    return through;
  }

  /** Makes both files alike again where a crash or damage has left them different. */
  synchronized void mend() {
    try {
      if (!problem.isEmpty()) {
        quarantine();
        replace(deletions);
      }
    } catch (IOException refused) {
      log.warn("The files of tombstones are mended later: {}", refused.toString());
    }
    catchUp();
  }

  private void quarantine() throws IOException {
    storage.createFolder(QUARANTINE);
    for (String name : List.of(FILE, COPY)) {
      if (storage.exists(name) && read(storage, name) == null) {
        storage.rename(name, QUARANTINE + "/" + name);
      }
    }
    storage.force(QUARANTINE);
    storage.force("");
  }

  /** Makes this what is deleted. It counts when the first file is there. */
  synchronized void replace(List<Deletion> now) throws IOException {
    isOld = true;
    copyIsOld = true;
    storage.replace(FILE, content(now));
    deletions = List.copyOf(now);
    isOld = false;
    catchUp();
  }

  /** Brings the files up to date where they are not. */
  synchronized void catchUp() {
    try {
      if (isOld) {
        storage.replace(FILE, content());
        isOld = false;
      }
      if (copyIsOld) {
        storage.replace(COPY, content());
        copyIsOld = false;
      }
    } catch (IOException refused) {
      log.warn("A file of tombstones is written later: {}", refused.toString());
    }
  }

  /** Tells whether nothing is deleted, and nothing to be caught up with. */
  synchronized boolean isQuiet() {
    return deletions.isEmpty() && !isOld && !copyIsOld;
  }

  private static ByteBuffer content(List<Deletion> now) {
    ByteSink out = new ByteSink();
    out.varint(now.size());
    now.forEach(each -> each.writeTo(out));
    return SmallFile.sealed(out);
  }

  /** Returns what the file holds, for a copy of the store. */
  ByteBuffer content() {
    return content(deletions);
  }
}
