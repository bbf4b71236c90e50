package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal's records back, batch by batch: the parts of a large batch wait for the last
 * one, and are given up if one is missing. For one thread.
 */
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  private final Target target;
  private final ByteCursor cursor = new ByteCursor();
  private final List<ByteBuffer> waiting = new ArrayList<>();
  private long lost;

  /** Takes what batches hold. */
  interface Target extends JournalRecords.Visitor {

    @Override
    default void part(int number, boolean last) {
      // Which records belong together was decided before they are read.
    }
  }

  Replay(Target target) {
    this.target = target;
  }

  /** Returns how many records could not be understood. */
  long lost() {
    return lost;
  }

  void accept(long sequence, ByteBuffer record) {
    JournalRecords.Part part = JournalRecords.partOf(record, cursor);
    if (part.number() != waiting.size() + 1 || part.isWhole()) {
      waiting.clear();
    }
    if (part.isWhole()) {
      read(sequence, record);
    } else if (part.number() == waiting.size() + 1) {
      keep(sequence, record, part.last());
    }
  }

  private void keep(long sequence, ByteBuffer record, boolean last) {
    ByteBuffer copy = ByteBuffer.allocate(record.remaining());
    waiting.add(copy.put(record.duplicate()).flip());
    if (last) {
      waiting.forEach(each -> read(sequence, each));
      waiting.clear();
    }
  }

  private void read(long sequence, ByteBuffer record) {
    try {
      JournalRecords.read(record, cursor, target);
    } catch (MalformedColumnException | IllegalArgumentException malformed) {
      lost++;
      log.error(
          "Record {} of the metrics journal says nothing and is left out: {}",
          sequence,
          malformed.toString());
    }
  }
}
