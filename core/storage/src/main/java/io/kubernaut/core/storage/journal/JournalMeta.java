package io.kubernaut.core.storage.journal;

import io.kubernaut.core.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Which journal this is and where it starts: 32 bytes, twice, in {@code journal.meta}.
 *
 * <pre>
 *  0  u32  magic "KJRM"
 *  4  u16  version of the format, 1
 *  6  u16  zero
 *  8  u64  instance
 * 16  u64  start: records before this sequence are gone on purpose
 * 24  u32  zero
 * 28  u32  CRC-32C of the 28 bytes above
 * </pre>
 */
record JournalMeta(long instance, long start) {

  static final String NAME = "journal.meta";
  private static final int MAGIC = 0x4b4a524d;
  private static final int COPY = 32;

  void write(Storage storage) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2 * COPY);
    buffer.putInt(MAGIC).putShort((short) SegmentHeader.VERSION).putShort((short) 0);
    buffer.putLong(instance).putLong(start);
    buffer.putInt(COPY - 4, Frame.crc(buffer.slice(0, COPY - 4)));
    buffer.put(COPY, buffer.array(), 0, COPY);
    storage.replace(NAME, buffer.clear());
  }

  static Optional<JournalMeta> read(Storage storage) throws IOException {
    ByteBuffer content;
    try {
      content = storage.readAll(NAME);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    Optional<JournalMeta> first = decoded(content, 0);
    return first.isPresent() ? first : decoded(content, COPY);
  }

  private static Optional<JournalMeta> decoded(ByteBuffer content, int at) throws IOException {
    if (content.limit() < at + COPY
        || content.getInt(at) != MAGIC
        || content.getInt(at + COPY - 4) != Frame.crc(content.slice(at, COPY - 4))) {
      return Optional.empty();
    }
    int version = content.getShort(at + 4);
    if (version > SegmentHeader.VERSION) {
      throw new NewerFormatException(NAME, version, SegmentHeader.VERSION);
    }
    return Optional.of(new JournalMeta(content.getLong(at + 8), content.getLong(at + 16)));
  }
}
