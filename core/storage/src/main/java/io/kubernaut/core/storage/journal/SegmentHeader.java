package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a segment or a checkpoint begins with: 64 bytes, twice, so that one damaged byte costs
 * nothing.
 *
 * <pre>
 *  0  u32  magic "KJRN"
 *  4  u16  version of the format, 1
 *  6  u16  kind: 1 segment, 2 checkpoint
 *  8  u64  instance: which journal this is a part of
 * 16  u64  number of the segment; of a checkpoint: the last sequence it covers
 * 24  u64  sequence of the first record
 * 32  u64  when it was begun, milliseconds since 1970
 * 40  u64  of a checkpoint: how many records it has
 * 48       zeros
 * 60  u32  CRC-32C of the 60 bytes above
 * </pre>
 */
record SegmentHeader(
    int kind, long instance, long number, long firstSequence, long createdMillis, long records) {

  static final int SEGMENT = 1;
  static final int CHECKPOINT = 2;

  /** Where the first frame begins. */
  static final int SIZE = 128;

  private static final int COPY = 64;
  private static final int MAGIC = 0x4b4a524e;
  static final int VERSION = 1;

  /** What the place of a frame is made of: a checkpoint's frames are no segment's. */
  long place() {
    return kind == CHECKPOINT ? number | Long.MIN_VALUE : number;
  }

  ByteBuffer encoded() {
    ByteBuffer buffer = ByteBuffer.allocate(SIZE);
    buffer.putInt(MAGIC).putShort((short) VERSION).putShort((short) kind);
    buffer.putLong(instance).putLong(number).putLong(firstSequence);
    buffer.putLong(createdMillis).putLong(records);
    buffer.putInt(COPY - 4, Frame.crc(buffer.slice(0, COPY - 4)));
    buffer.put(COPY, buffer.array(), 0, COPY);
    return buffer.clear();
  }

  /** Reads the header from whichever copy is sound; nothing if none is. */
  static Optional<SegmentHeader> read(StorageFile file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(SIZE);
    long size = Math.min(SIZE, file.size());
    file.readFully(buffer.limit((int) size), 0);
    buffer.clear();
    Optional<SegmentHeader> first = decoded(buffer.slice(0, COPY), file);
    return first.isPresent() ? first : decoded(buffer.slice(COPY, COPY), file);
  }

  private static Optional<SegmentHeader> decoded(ByteBuffer copy, StorageFile file)
      throws IOException {
    if (copy.getInt(0) != MAGIC || copy.getInt(COPY - 4) != Frame.crc(copy.slice(0, COPY - 4))) {
      return Optional.empty();
    }
    int version = copy.getShort(4);
    if (version > VERSION) {
      throw new NewerFormatException(file.toString(), version, VERSION);
    }
    return Optional.of(
        new SegmentHeader(
            copy.getShort(6),
            copy.getLong(8),
            copy.getLong(16),
            copy.getLong(24),
            copy.getLong(32),
            copy.getLong(40)));
  }
}
