package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The segment that is being written. For the writer's thread. */
final class ActiveSegment {

  private final Segment segment;
  private final StorageFile file;
  private final Frame.Places places;
  private long end = SegmentHeader.SIZE;
  private long forced = SegmentHeader.SIZE;

  private ActiveSegment(Segment segment, StorageFile file, Frame.Places places) {
    this.segment = segment;
    this.file = file;
    this.places = places;
  }

  /** Begins a segment; when this returns, file and name are durable. */
  static ActiveSegment begin(Storage storage, SegmentHeader header) throws IOException {
    Segment segment = new Segment(header.number(), header.firstSequence());
    StorageFile file = storage.create(segment.name());
    try {
      file.writeFully(header.encoded(), 0);
      file.force();
      storage.force("");
      return new ActiveSegment(segment, file, new Frame.Places(header.instance(), header.place()));
    } catch (IOException | RuntimeException refused) {
      giveUp(storage, segment, file, refused);
      throw refused;
    }
  }

  private static void giveUp(
      Storage storage, Segment segment, StorageFile file, Exception refused) {
    try {
      file.close();
      storage.delete(segment.name());
    } catch (IOException also) {
      refused.addSuppressed(also);
    }
  }

  Segment segment() {
    return segment;
  }

  long end() {
    return end;
  }

  boolean isForced() {
    return forced == end;
  }

  void write(Batch batch, long firstSequence) throws IOException {
    batch.finish(places, end, forced, firstSequence);
    batch.writeTo(this::append);
  }

  private void append(ByteBuffer piece) throws IOException {
    long at = end;
    end += piece.remaining(); // first: a write that fails may have written some of it
    file.writeFully(piece, at);
  }

  void force() throws IOException {
    if (forced != end) {
      file.force();
      forced = end;
    }
  }

  /** Says that nothing is missing: the next to open the journal can tell damage from a crash. */
  void seal(long sequence) throws IOException {
    force();
    ByteBuffer seal = ByteBuffer.allocate(Frame.HEADER);
    Frame.begin(seal, 0, Frame.SEAL, 0);
    places.finish(seal, 0, end, 0, sequence);
    append(seal);
    force();
  }

  /** Takes back what was written behind a place. */
  void cutOff(long place) throws IOException {
    file.truncate(place);
    file.force();
    end = place;
  }

  void close() throws IOException {
    file.close();
  }
}
