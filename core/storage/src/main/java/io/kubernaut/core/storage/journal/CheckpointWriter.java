package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the records of a checkpoint. Used by one thread. */
public final class CheckpointWriter {

  private static final int BUFFER = 256 * 1024;

  private final StorageFile file;
  private final Frame.Places places;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private long end = SegmentHeader.SIZE;
  private long records;

  CheckpointWriter(StorageFile file, SegmentHeader header) {
    this.file = file;
    this.places = new Frame.Places(header.instance(), header.place());
  }

  /**
   * Adds a record.
   *
   * @param payload its bytes, one part behind the other; not changed
   * @throws IOException if the disk refuses
   */
  public void append(ByteBuffer... payload) throws IOException {
    int length = Payload.length(payload);
    if (buffer.remaining() < Frame.HEADER) {
      flush();
    }
    int at = buffer.position();
    Frame.begin(buffer, at, length, Frame.crc(payload));
    places.finish(buffer, at, end + at, 0, ++records);
    buffer.position(at + Frame.HEADER);
    for (ByteBuffer part : payload) {
      put(part.duplicate());
    }
    put(ByteBuffer.allocate((int) (Frame.padded(length) - length)));
  }

  private void put(ByteBuffer part) throws IOException {
    while (part.hasRemaining()) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int count = Math.min(part.remaining(), buffer.remaining());
      buffer.put(part.slice(part.position(), count));
      part.position(part.position() + count);
    }
  }

  void flush() throws IOException {
    buffer.flip();
    long to = end;
    end += buffer.remaining();
    file.writeFully(buffer, to);
    buffer.clear();
  }

  long records() {
    return records;
  }
}
