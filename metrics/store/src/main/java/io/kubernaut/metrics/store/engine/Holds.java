package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The holds of a store, in a small file that is replaced as a whole. If it cannot be understood,
 * everything is held: better too much than deleted.
 */
final class Holds {
  private static final Logger log = LoggerFactory.getLogger(Holds.class);
  static final String FILE = "holds";
  private static final int CRC = 4;

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
    byte[] bytes = new byte[Math.max(0, file.remaining() - CRC)];
    int expected = file.remaining() < CRC ? 0 : file.getInt();
    file.get(bytes);
    if (bytes.length == 0 || crc(bytes, bytes.length) != expected) {
      throw new MalformedColumnException("The file of the holds is damaged.");
    }
    ByteCursor in = new ByteCursor().over(bytes, 0, bytes.length);
    List<LegalHold> found = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      found.add(new LegalHold(text(in), matchers(in), in.signed(), in.signed()));
    }
    return List.copyOf(found);
  }

  private static List<LabelMatcher> matchers(ByteCursor in) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      matchers.add(LabelMatcher.of(text(in), operator(text(in)), text(in)));
    }
    return matchers;
  }

  private static LabelMatcher.Operator operator(String symbol) {
    for (LabelMatcher.Operator operator : LabelMatcher.Operator.values()) {
      if (operator.symbol().equals(symbol)) {
        return operator;
      }
    }
    throw new MalformedColumnException("There is no operator " + symbol + ".");
  }

  private static String text(ByteCursor in) {
    return in.text((int) in.varint());
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
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
      text(hold.name(), out);
      out.varint(hold.matchers().size());
      for (LabelMatcher matcher : hold.matchers()) {
        text(matcher.name(), out);
        text(matcher.operator().symbol(), out);
        text(matcher.value(), out);
      }
      out.signed(hold.fromMillis());
      out.signed(hold.toMillis());
    }
    ByteBuffer file = ByteBuffer.allocate(CRC + out.size());
    file.putInt(crc(out.array(), out.size())).put(out.array(), 0, out.size());
    storage.replace(FILE, file.flip());
    holds = List.copyOf(now);
  }

  private static void text(String text, ByteSink out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.varint(bytes.length);
    out.bytes(bytes, 0, bytes.length);
  }
}
