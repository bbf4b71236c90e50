package io.kubernaut.core.storage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that are written and forced together: group commit.
 *
 * <p>Payloads are copied into one buffer, each behind a header that the writer finishes. A large
 * payload whose owner waits for it stays where it is, as a guest, and only its header and padding
 * are in the buffer. Filled under the lock of {@link CommitQueue}, then handed to the writer.
 */
final class Batch {

  private final ByteBuffer buffer;
  private final int limit;
  private final List<Guest> guests = new ArrayList<>();
  private final Completion written = new Completion();
  private @Nullable Completion forced;
  private int records;
  private long bytes;
  private long payloadBytes;
  private boolean markWanted;

  /** A payload that is not in the buffer, and where its header is. */
  private record Guest(int header, List<ByteBuffer> payload) {}

  Batch(ByteBuffer buffer) {
    this.buffer = buffer.clear();
    this.limit = buffer.capacity();
  }

  /** Tells whether a record fits; into an empty batch any does. */
  boolean fits(int length) {
    return records == 0 || bytes + Frame.size(length) <= limit;
  }

  /** Adds a record with a copy of its payload, and returns its number within the batch. */
  int addCopy(int length, int crc, ByteBuffer[] payload) {
    if (Frame.size(length) > buffer.remaining()) {
      return addGuest(length, crc, new ByteBuffer[] {copied(length, payload)});
    }
    begin(length, crc);
    for (ByteBuffer part : payload) {
      buffer.put(part.duplicate());
    }
    return end(length);
  }

  /** Adds a record whose payload nobody changes until the batch is done. */
  int addGuest(int length, int crc, ByteBuffer[] payload) {
    guests.add(new Guest(buffer.position(), List.of(payload)));
    begin(length, crc);
    return end(length);
  }

  private static ByteBuffer copied(int length, ByteBuffer[] payload) {
    ByteBuffer copy = ByteBuffer.allocate(length);
    for (ByteBuffer part : payload) {
      copy.put(part.duplicate());
    }
    return copy.flip();
  }

  private void begin(int length, int crc) {
    Frame.begin(buffer, buffer.position(), length, crc);
    buffer.position(buffer.position() + Frame.HEADER);
  }

  private int end(int length) {
    for (long padding = Frame.padded(length) - length; padding > 0; padding--) {
      buffer.put((byte) 0);
    }
    bytes += Frame.size(length);
    payloadBytes += length;
    return records++;
  }

  /** Completed with the sequence of the first record when all of them are acknowledged. */
  Completion written() {
    return written;
  }

  /** Asks for everything up to here to be forced; completed with the last sequence when it is. */
  Completion force() {
    if (forced == null) {
      forced = new Completion();
    }
    return forced;
  }

  /** What was asked for by {@link #force}. */
  @Nullable Completion forced() {
    return forced;
  }

  /** Asks for an answer even if there is no record. */
  void markWanted() {
    markWanted = true;
  }

  boolean isEmpty() {
    return records == 0 && forced == null && !markWanted;
  }

  int records() {
    return records;
  }

  /** How many bytes the frames take in the file. */
  long bytes() {
    return bytes;
  }

  long payloadBytes() {
    return payloadBytes;
  }

  /** Gives every frame its place and its sequence. */
  void finish(Frame.Places places, long offset, long forced, long sequence) {
    long frameOffset = offset;
    int at = 0;
    int guest = 0;
    for (int i = 0; i < records; i++) {
      int length = Frame.length(buffer, at);
      places.finish(buffer, at, frameOffset, frameOffset - forced, sequence + i);
      frameOffset += Frame.size(length);
      boolean isGuest = guest < guests.size() && guests.get(guest).header() == at;
      guest += isGuest ? 1 : 0;
      at += (int) (Frame.size(length) - (isGuest ? length : 0));
    }
  }

  /** Where the pieces of a batch go, in order. */
  @FunctionalInterface
  interface Sink {
    void write(ByteBuffer piece) throws IOException;
  }

  void writeTo(Sink sink) throws IOException {
    int from = 0;
    for (Guest guest : guests) {
      int behindHeader = guest.header() + Frame.HEADER;
      sink.write(buffer.slice(from, behindHeader - from));
      for (ByteBuffer part : guest.payload()) {
        sink.write(part.duplicate());
      }
      from = behindHeader;
    }
    if (from < buffer.position()) {
      sink.write(buffer.slice(from, buffer.position() - from));
    }
  }

  void fail(JournalException failure) {
    written.fail(failure);
    if (forced != null) {
      forced.fail(failure);
    }
  }

  /** Gives the buffer back, and lets go of the guests. */
  ByteBuffer release() {
    guests.clear();
    return buffer;
  }
}
