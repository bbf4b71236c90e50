package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The holds of a store, in a small file that is replaced as a whole. If it cannot be understood,
 * everything is held: better too much than deleted.
 */
final class Holds {
  private static final Logger log = LoggerFactory.getLogger(Holds.class);
  static final String FILE = "holds";

  private final Storage storage;
  private volatile List<LegalHold> holds;

  private Holds(Storage storage, List<LegalHold> holds) {
    this.storage = storage;
    this.holds = holds;
  }

  static Holds open(Storage storage) throws IOException {
    return new Holds(storage, storage.exists(FILE) ? read(storage) : List.of());
  }

  private static List<LegalHold> read(Storage storage) throws IOException {
    try {
      return parse(storage.readAll(FILE));
    } catch (MalformedColumnException | IllegalArgumentException damage) {
      log.error("The holds of the metrics store are damaged: everything is held", damage);
      return List.of(new LegalHold("damaged holds", List.of(), Long.MIN_VALUE, Long.MAX_VALUE));
    }
  }

  private static List<LegalHold> parse(ByteBuffer file) {
    ByteCursor in = SmallFile.opened(file);
    List<LegalHold> found = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      found.add(
          new LegalHold(SmallFile.text(in), SmallFile.matchers(in), in.signed(), in.signed()));
    }
    return List.copyOf(found);
  }

  /** Returns the file of this moment, as it is; empty if there is none. */
  synchronized Optional<ByteBuffer> file() throws IOException {
    return storage.exists(FILE) ? Optional.of(storage.readAll(FILE)) : Optional.empty();
  }

  List<LegalHold> all() {
    return holds;
  }

  boolean holds(Labels series, long from, long to) {
    for (LegalHold hold : holds) {
      if (hold.holds(series, from, to)) {
        return true;
      }
    }
    return false;
  }

  synchronized void put(LegalHold hold) throws IOException {
    List<LegalHold> more = without(hold.name());
    more.add(hold);
    write(more);
  }

  synchronized boolean release(String name) throws IOException {
    List<LegalHold> less = without(name);
    boolean found = less.size() < holds.size();
    if (found) {
      write(less);
    }
    return found;
  }

  private List<LegalHold> without(String name) {
    List<LegalHold> others = new ArrayList<>(holds);
    others.removeIf(hold -> hold.name().equals(name));
    return others;
  }

  private void write(List<LegalHold> now) throws IOException {
    ByteSink out = new ByteSink();
    out.varint(now.size());
    for (LegalHold hold : now) {
      SmallFile.text(hold.name(), out);
      SmallFile.matchers(hold.matchers(), out);
      out.signed(hold.fromMillis());
      out.signed(hold.toMillis());
    }
    storage.replace(FILE, SmallFile.sealed(out));
    holds = List.copyOf(now);
  }

  /** Does something while no hold begins or ends. */
  synchronized <T> T unchanged(Upkeep.Work<T> work) throws IOException {
    return work.run();
  }
}
