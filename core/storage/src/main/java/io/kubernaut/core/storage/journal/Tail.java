package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.journal.FrameScanner.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the last segment ends.
 *
 * @param end up to where it counts
 * @param losses damage before that: acknowledged, and lost
 * @param bytes how much behind it is left out
 * @param hasRecordsBehind whether there are whole records in that
 */
record Tail(Mark end, List<Damage> losses, long bytes, boolean hasRecordsBehind) {

  /** A damaged stretch, how many records are missing there, and which should have come first. */
  record Damage(long from, long to, long lost, long expected) {}

  static Tail of(long instance, Segment segment, StorageFile file) throws IOException {
    return new Scan(segment, file, instance).tail();
  }

  /** Reads the segment from its first frame to its last. */
  private static final class Scan {

    private final Segment segment;
    private final FrameScanner frames;
    private final long size;
    private final List<Damage> damages = new ArrayList<>();
    private long end = SegmentHeader.SIZE;
    private long proven = SegmentHeader.SIZE;
    private boolean sealed;

    Scan(Segment segment, StorageFile file, long instance) throws IOException {
      this.segment = segment;
      this.frames = new FrameScanner(file, instance, segment.number(), segment.firstSequence());
      this.size = file.size();
    }

    Tail tail() throws IOException {
      while (!sealed && step()) {}
      Damage death =
          damages.stream().filter(damage -> damage.from() >= proven).findFirst().orElse(null);
      if (death == null) {
        Mark mark = new Mark(segment.number(), end, frames.expected() - 1);
        return new Tail(mark, List.copyOf(damages), 0, false);
      }
      Mark mark = new Mark(segment.number(), death.from(), death.expected() - 1);
      List<Damage> losses = damages.subList(0, damages.indexOf(death));
      return new Tail(mark, List.copyOf(losses), size - death.from(), end > death.from());
    }

    private boolean step() throws IOException {
      long expected = frames.expected();
      Found found = frames.next(size);
      if (found == Found.DAMAGE) {
        damages.add(new Damage(frames.from(), frames.offset(), frames.lost(), expected));
      } else if (found == Found.RECORD) {
        end = frames.offset();
        proven = Math.max(proven, frames.proven());
      } else if (found == Found.SEAL) {
        sealed = true;
        proven = frames.from();
        end = frames.from();
      }
      return found != Found.END;
    }
  }
}
