package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Copies sealed blocks to an archive and back. An object is called after what is in it, so that it
 * is put once, whatever becomes of the block's own name; it is read back before it counts.
 */
final class Archive {
  private static final String PREFIX = "blocks/";

  private final ArchiveTarget target;

  Archive(ArchiveTarget target) {
    this.target = target;
  }

  /** Puts the blocks that end before a moment; returns how many were new. */
  int put(BlockSet blocks, long beforeMillis) throws IOException {
    Set<String> there = new HashSet<>(target.list());
    int put = 0;
    for (Block block : blocks.all()) {
      if (block.meta().toMillis() < beforeMillis && !block.hasDamage()) {
        ByteBuffer content = blocks.storage().readAll(block.meta().name());
        String name = name(block, content);
        if (!there.contains(name)) {
          put(name, content);
          put++;
        }
      }
    }
    return put;
  }

  private static String name(Block block, ByteBuffer content) {
    BlockMeta meta = block.meta();
    return PREFIX
        + "%d-%d-%08x%s"
            .formatted(meta.fromMillis(), meta.toMillis(), crc(content), BlockFormat.SUFFIX);
  }

  private static int crc(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }

  private void put(String name, ByteBuffer content) throws IOException {
    target.put(name, content.duplicate());
    if (!target.get(name).equals(content)) {
      target.delete(name);
      throw new IOException(
          "The archive gave something else back for %s than what was put. Look at its disk; the block is still in the store."
              .formatted(name));
    }
  }

  /** Adds the archived blocks that touch a range to a store; returns how many. */
  int fetch(BlockSet into, SeriesIndex index, long fromMillis, long toMillis) throws IOException {
    int fetched = 0;
    for (String name : target.list()) {
      if (name.startsWith(PREFIX) && touches(name, fromMillis, toMillis)) {
        into.adopt(sound(name), index);
        fetched++;
      }
    }
    return fetched;
  }

  private static String[] parts(String name) {
    return name.substring(PREFIX.length(), name.length() - BlockFormat.SUFFIX.length())
        .split("(?<=\\d)-", -1);
  }

  private static boolean touches(String name, long from, long to) {
    String[] parts = parts(name);
    return Long.parseLong(parts[0]) <= to && Long.parseLong(parts[1]) >= from;
  }

  private ByteBuffer sound(String name) throws IOException {
    ByteBuffer content = target.get(name);
    if (!parts(name)[2].equals("%08x".formatted(crc(content)))) {
      throw new IOException(
          "%s of the archive is damaged. Take it from another copy, or delete it.".formatted(name));
    }
    return content;
  }
}
