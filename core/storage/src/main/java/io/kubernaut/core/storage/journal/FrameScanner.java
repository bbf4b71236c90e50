package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * Walks over the frames of one file, from an offset to a limit, and finds its way again behind what
 * is damaged.
 *
 * <p>A frame counts if its header's checksum fits its place and its sequence is the next one. If
 * only the payload is wrong, the header says where the next frame is and one record is lost. If the
 * header is wrong, every multiple of 8 behind it is tried until one fits: cheap tests first (the
 * length reaches no further than the limit, the sequence is one that can come there), then the
 * checksum.
 *
 * <p>Reads through a window of up to 128 KiB, more only for a larger record. For one thread.
 */
final class FrameScanner {

  /** What the last call of {@link #next} has found. */
  enum Found {
    /** A record: {@link #sequence()} and {@link #payload()}. */
    RECORD,
    /** The seal of a segment that was closed. */
    SEAL,
    /** Damage from {@link #from()} to {@link #offset()}. */
    DAMAGE,
    /** Nothing more up to the limit. */
    END
  }

  private static final int WINDOW = 128 * 1024;
  private static final int SECTOR = 512;

  private final StorageFile file;
  private final Frame.Places places;
  private ByteBuffer window = ByteBuffer.allocateDirect(0);
  private ByteBuffer payload = window.asReadOnlyBuffer();
  private long windowStart;
  private long offset;
  private long limit;
  private long from;
  private long expected;
  private long lost;
  private long sequence;
  private long exposed;

  FrameScanner(StorageFile file, SegmentHeader header) {
    this(file, header.instance(), header.place(), header.firstSequence());
  }

  FrameScanner(StorageFile file, long instance, long place, long firstSequence) {
    this.file = file;
    this.places = new Frame.Places(instance, place);
    this.expected = firstSequence;
    this.offset = SegmentHeader.SIZE;
    this.windowStart = offset;
  }

  /** Walks on, up to a limit that is not before that of the last call. */
  Found next(long limit) throws IOException {
    this.limit = limit;
    from = offset;
    if (offset + Frame.HEADER > limit) {
      return offset < limit ? skipTo(limit, expected) : Found.END;
    }
    if (!isHeader(offset) || sequenceAt(offset) != expected) {
      return resync();
    }
    int at = at(offset);
    boolean seal = Frame.isSeal(window, at);
    long end = offset + Frame.size(Frame.length(window, at));
    if (!hasSoundPayload(offset)) {
      return skipTo(end, expected + 1);
    }
    exposed = Frame.exposed(window, at(offset));
    offset = end;
    if (seal) {
      return Found.SEAL;
    }
    sequence = expected++;
    return Found.RECORD;
  }

  private Found skipTo(long end, long nextSequence) {
    lost = nextSequence - expected;
    expected = nextSequence;
    offset = end;
    return Found.DAMAGE;
  }

  /** Finds the next header that fits, which is what follows the damage. */
  private Found resync() throws IOException {
    for (long candidate = offset + Frame.ALIGNMENT;
        candidate + Frame.HEADER <= limit;
        candidate += Frame.ALIGNMENT) {
      if (isHeader(candidate)) {
        long found = sequenceAt(candidate);
        long most = expected + (candidate - offset) / Frame.HEADER;
        if (found >= expected && found <= most) {
          return skipTo(candidate, found);
        }
      }
    }
    return skipTo(limit, expected);
  }

  /** Finds the first header of a file, whatever its sequence, and expects that. */
  boolean findFirst(long limit) throws IOException {
    this.limit = limit;
    for (long candidate = offset; candidate + Frame.HEADER <= limit; candidate += Frame.ALIGNMENT) {
      if (isHeader(candidate)) {
        expected = sequenceAt(candidate);
        return true;
      }
    }
    return false;
  }

  private boolean isHeader(long candidate) throws IOException {
    fill(candidate, Frame.HEADER);
    int at = at(candidate);
    int length = Frame.length(window, at);
    return Frame.sequence(window, at) > 0
        && candidate + Frame.size(length) <= limit
        && (length == 0 || !Frame.isSeal(window, at))
        && places.isHeader(window, at, candidate);
  }

  private long sequenceAt(long candidate) {
    return Frame.sequence(window, at(candidate));
  }

  private boolean hasSoundPayload(long frame) throws IOException {
    int length = Frame.length(window, at(frame));
    fill(frame, Math.toIntExact(Frame.size(length)));
    int at = at(frame);
    payload.limit(at + Frame.HEADER + length).position(at + Frame.HEADER);
    return Frame.crc(payload) == Frame.payloadCrc(window, at);
  }

  private int at(long position) {
    return (int) (position - windowStart);
  }

  /** Has a stretch of the file in the window, and as much behind it as there is. */
  private void fill(long position, int length) throws IOException {
    if (position >= windowStart && position + length <= windowStart + window.limit()) {
      return;
    }
    long wanted = Math.max(length, Math.min(WINDOW, limit - position));
    if (wanted > window.capacity()) {
      window = ByteBuffer.allocateDirect(roomFor(wanted));
      payload = window.asReadOnlyBuffer();
    }
    windowStart = position;
    window.clear().limit((int) Math.min(window.capacity(), limit - position));
    load();
    payload.clear();
  }

  private void load() throws IOException {
    int size = window.limit();
    try {
      read(size);
    } catch (ClosedChannelException closed) {
      throw closed;
    } catch (IOException refused) {
      loadBySector(size, refused);
    }
    window.limit(size).position(0);
  }

  /** Reads what can be read. What cannot, sector by sector, counts as damaged: as zeros. */
  private void loadBySector(int size, IOException refused) throws IOException {
    int sectors = 0;
    int unreadable = 0;
    for (int at = 0; at < size; at += SECTOR, sectors++) {
      try {
        window.position(at);
        read(Math.min(size, at + SECTOR));
      } catch (IOException bad) {
        unreadable++;
        zeros(at, Math.min(size, at + SECTOR));
        refused.addSuppressed(bad);
      }
    }
    if (unreadable == sectors) {
      throw refused; // not a bad place, but a disk that is gone
    }
  }

  /** Fills the window up to a place; behind the end of the file there are zeros. */
  private void read(int to) throws IOException {
    window.limit(to);
    while (window.hasRemaining()) {
      if (file.read(window, windowStart + window.position()) < 0) {
        zeros(window.position(), to);
        window.position(to);
      }
    }
  }

  private void zeros(int begin, int end) {
    for (int at = begin; at < end; at++) {
      window.put(at, (byte) 0);
    }
  }

  private static int roomFor(long wanted) {
    return (int) Math.min(Integer.MAX_VALUE - 8, 2 * Long.highestOneBit(wanted - 1));
  }

  /** Where the last record or damage ends. */
  long offset() {
    return offset;
  }

  /** Where the last record or damage begins. */
  long from() {
    return from;
  }

  /** The sequence that comes next. */
  long expected() {
    return expected;
  }

  /** How many records the last damage is known to have cost. */
  long lost() {
    return lost;
  }

  long sequence() {
    return sequence;
  }

  /** Up to where the disk held everything when the last record was written. */
  long proven() {
    return from - exposed;
  }

  /** The last record's payload, valid until the next call. */
  ByteBuffer payload() {
    return payload;
  }
}
