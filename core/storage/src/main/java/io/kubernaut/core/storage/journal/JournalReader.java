package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in order, and waits for more.
 *
 * <pre>{@code
 * try (JournalReader reader = journal.read(from)) {
 *   while (reader.next()) {
 *     apply(reader.sequence(), reader.payload());
 *   }
 * }
 * }</pre>
 *
 * <p>Sees every acknowledged record once, and nothing else. What is damaged is left out, counted
 * ({@link #lost}) and put into the quarantine. A reader that is overtaken by {@link
 * Journal#truncateBefore} goes on with the first record that is left. Used by one thread; holds one
 * file open and as much memory as the largest record.
 */
public final class JournalReader implements AutoCloseable {

  private final JournalParts journal;
  private final long from;
  private long lost;
  private long damages;
  private @Nullable Place place;

  /** Where the reader is: in the file of one segment. */
  private record Place(Segment segment, StorageFile file, FrameScanner frames) {}

  JournalReader(JournalParts journal, long from) {
    this.journal = journal;
    this.from = from;
  }

  /**
   * Steps to the next record.
   *
   * @return false if there is none at present
   * @throws IOException if the disk refuses
   */
  public boolean next() throws IOException {
    while (true) {
      Place here = place != null ? place : first();
      if (here == null) {
        return false;
      }
      Segment following = journal.segments().after(here.segment().number());
      switch (step(here, following)) {
        case RECORD -> {
          if (here.frames().sequence() >= from) {
            return true;
          }
        }
        case DAMAGE -> damaged(here, following);
        case SEAL -> {}
        case END -> {
          if (following == null) {
            return false;
          }
          leave(here, following);
          enter(following);
        }
      }
    }
  }

  private FrameScanner.Found step(Place here, @Nullable Segment following) throws IOException {
    FrameScanner frames = here.frames();
    if (following == null) {
      Mark mark = journal.writer().acknowledged();
      return mark.segment() == here.segment().number()
          ? frames.next(mark.end())
          : FrameScanner.Found.END; // nothing acknowledged in it yet, or just followed by another
    }
    return frames.expected() >= following.firstSequence()
        ? FrameScanner.Found.END
        : frames.next(here.file().size());
  }

  private @Nullable Place first() throws IOException {
    Segment segment = journal.segments().holding(Math.max(from, journal.start().get()));
    if (segment == null) {
      return null;
    }
    long wanted = Math.max(from, journal.start().get());
    lost += Math.max(0, segment.firstSequence() - wanted);
    return enter(segment);
  }

  /** Opens a segment, or the first one behind it that has not been deleted meanwhile. */
  private @Nullable Place enter(Segment wanted) throws IOException {
    for (Segment segment = wanted;
        segment != null;
        segment = journal.segments().after(segment.number())) {
      try {
        StorageFile file = journal.storage().read(segment.name());
        place =
            new Place(
                segment,
                file,
                new FrameScanner(
                    file, journal.instance(), segment.number(), segment.firstSequence()));
        return place;
      } catch (NoSuchFileException ignoredTruncated) {
        // Its records were let go; the next segment has those that are kept.
      }
    }
    return null;
  }

  /** Leaves a segment; what it should have held and has not is lost. */
  private void leave(Place here, Segment following) throws IOException {
    long end = here.frames().offset();
    if (following.firstSequence() > Math.max(here.frames().expected(), journal.start().get())) {
      note(here, end, end, here.frames().expected(), following.firstSequence());
    }
    here.file().close();
    place = null;
  }

  private void damaged(Place here, @Nullable Segment following) {
    FrameScanner frames = here.frames();
    long next = frames.expected();
    if (following != null) {
      next = Math.min(next, following.firstSequence()); // what lies behind was taken back
    }
    note(here, frames.from(), frames.offset(), frames.expected() - frames.lost(), next);
  }

  /** Takes note of damage, and of the records from one sequence up to another that it cost. */
  private void note(Place here, long begin, long end, long missing, long next) {
    long start = journal.start().get();
    lost += Math.max(0, next - Math.max(missing, Math.max(from, start)));
    damages++;
    journal
        .quarantine()
        .damaged(
            here.segment().name(),
            here.file(),
            begin,
            end,
            Math.max(0, next - Math.max(missing, start)));
  }

  /**
   * Waits until there is a next record.
   *
   * @param time how long at most
   * @return true if there is one
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean await(Duration time) throws InterruptedException {
    Place here = place;
    long read = here == null ? from - 1 : Math.max(from - 1, here.frames().expected() - 1);
    return journal.progress().await(() -> journal.writer().acknowledged().sequence() > read, time);
  }

  /**
   * Returns the sequence of the present record.
   *
   * @return a number from 1, one more for each record
   */
  public long sequence() {
    return present().frames().sequence();
  }

  /**
   * Returns the payload of the present record.
   *
   * @return its bytes, from the buffer's position to its limit; valid until the next step
   */
  public ByteBuffer payload() {
    return present().frames().payload();
  }

  private Place present() {
    Place here = place;
    if (here == null) {
      throw new IllegalStateException(
          "There is no record: call next() first, and use what it found.");
    }
    return here;
  }

  /**
   * Returns how many records are known to be missing in what was read.
   *
   * @return a count that only grows
   */
  public long lost() {
    return lost;
  }

  /**
   * Returns how many damaged places were met.
   *
   * @return a count that only grows
   */
  public long damages() {
    return damages;
  }

  /** Closes the file that is open. */
  @Override
  public void close() throws IOException {
    Place here = place;
    place = null;
    if (here != null) {
      here.file().close();
    }
  }
}
