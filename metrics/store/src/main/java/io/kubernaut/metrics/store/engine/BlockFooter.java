package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The end of a block's file, which says where the rest is. */
record BlockFooter(
    long indexAt,
    int indexLength,
    int indexCrc,
    long from,
    long to,
    long samples,
    int series,
    int chunks) {

  static BlockFooter read(StorageFile file, long size) throws IOException {
    if (size < BlockFormat.HEADER + BlockFormat.FOOTER) {
      throw new MalformedColumnException("A block of " + size + " bytes has no end.");
    }
    ByteBuffer bytes = ByteBuffer.allocate(BlockFormat.FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    file.readFully(bytes, size - BlockFormat.FOOTER);
    check(bytes);
    BlockFooter footer = parse(bytes.flip());
    if (footer.indexAt < BlockFormat.HEADER
        || footer.indexLength < 0
        || footer.indexAt + footer.indexLength != size - BlockFormat.FOOTER
        || footer.indexAt > Integer.MAX_VALUE) {
      throw new MalformedColumnException("The end of a block points outside of it.");
    }
    return footer;
  }

  private static BlockFooter parse(ByteBuffer bytes) {
    return new BlockFooter(
        bytes.getLong(),
        bytes.getInt(),
        bytes.getInt(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.getLong(),
        bytes.getInt(),
        bytes.getInt());
  }

  private static void check(ByteBuffer bytes) {
    int checked = BlockFormat.FOOTER - Long.BYTES - 2 * Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(0).limit(checked));
    if (bytes.getLong(BlockFormat.FOOTER - Long.BYTES) != BlockFormat.MAGIC
        || bytes.getInt(checked) != (int) crc.getValue()) {
      throw new MalformedColumnException("The end of a block is damaged.");
    }
    int version = bytes.getInt(checked + Integer.BYTES);
    if (version != BlockFormat.VERSION) {
      throw new MalformedColumnException(
          "A block of format %d cannot be read by this version, which reads %d."
              .formatted(version, BlockFormat.VERSION));
    }
  }

  BlockMeta meta(String name, long bytes, BlockMeta.Kind kind) {
    return new BlockMeta(name, from, to, samples, series, chunks, bytes, kind);
  }
}
