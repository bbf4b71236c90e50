package io.kubernaut.metrics.store.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Copies sealed blocks to an archive and back. An object is called after the folder that the block
 * is in, which says of which tier it is, and after what is in it, so that it is put once, whatever
 * becomes of the block's own name; it is read back before it counts.
 */
final class Archive {
  private static final Pattern NAME =
      Pattern.compile(
          "(blocks/|tiers/[1-9]\\d{0,8}/)(-?\\d{1,19})-(-?\\d{1,19})-([0-9a-f]{8})"
              + Pattern.quote(BlockFormat.SUFFIX));

  private final ArchiveTarget target;

  Archive(ArchiveTarget target) {
    this.target = target;
  }

  /**
   * A block in the archive.
   *
   * @param name what it is called there
   * @param folder the folder of a store that it comes from
   * @param fromMillis the time of its first sample
   * @param toMillis the time of its last sample
   * @param crc the checksum of its bytes
   */
  record Entry(String name, String folder, long fromMillis, long toMillis, String crc) {
    boolean touches(long from, long to) {
      return fromMillis <= to && toMillis >= from;
    }
  }

  /** Puts the blocks of all folders that end before a moment; returns how many were new. */
  int put(Map<String, BlockSet> folders, long beforeMillis) throws IOException {
    Set<String> there = new HashSet<>(target.list());
    int put = 0;
    for (Map.Entry<String, BlockSet> folder : folders.entrySet()) {
      put += put(folder.getKey(), folder.getValue(), beforeMillis, there);
    }
    return put;
  }

  private int put(String folder, BlockSet blocks, long beforeMillis, Set<String> there)
      throws IOException {
    int put = 0;
    for (Block block : blocks.all()) {
      boolean isWhole = !block.hasDamage() && block.erasures().isEmpty();
      if (block.meta().toMillis() < beforeMillis && isWhole) {
        ByteBuffer content = blocks.storage().readAll(block.meta().name());
        String name = name(folder, block, content);
        if (!there.contains(name)) {
          put(name, content);
          put++;
        }
      }
    }
    return put;
  }

  private static String name(String folder, Block block, ByteBuffer content) {
    BlockMeta meta = block.meta();
    return folder
        + "%d-%d-%s%s"
            .formatted(meta.fromMillis(), meta.toMillis(), crc(content), BlockFormat.SUFFIX);
  }

  private static String crc(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(content.duplicate());
    return "%08x".formatted((int) crc.getValue());
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

  /** Returns the blocks of all folders, in the order of their times within each. */
  List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String name : target.list()) {
      Matcher parts = NAME.matcher(name);
      if (parts.matches()) {
        long from = Long.parseLong(parts.group(2));
        long to = Long.parseLong(parts.group(3));
        entries.add(new Entry(name, parts.group(1), from, to, parts.group(4)));
      }
    }
    return entries;
  }

  /** Reads a block that is what was put. */
  ByteBuffer sound(Entry entry) throws IOException {
    ByteBuffer content = target.get(entry.name());
    if (!entry.crc().equals(crc(content))) {
      throw new IOException(
          "%s of the archive is damaged. Take it from another copy, or delete it."
              .formatted(entry.name()));
    }
    return content;
  }
}
