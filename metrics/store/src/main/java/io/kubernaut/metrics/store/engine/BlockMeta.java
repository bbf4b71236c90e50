package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known about a block without looking into it.
 *
 * @param name its file
 * @param fromMillis the time of its first sample
 * @param toMillis the time of its last sample
 * @param samples how many there are
 * @param series of how many series
 * @param chunks in how many chunks
 * @param bytes how large the file is
 * @param kind what it stands for
 */
record BlockMeta(
    String name,
    long fromMillis,
    long toMillis,
    long samples,
    int series,
    int chunks,
    long bytes,
    Kind kind) {

  /**
   * What a block stands for.
   *
   * @param spacingMillis how far apart its samples are if it is downsampled, otherwise 0
   * @param replaces the blocks whose samples it holds: they are deleted when they are seen again
   */
  record Kind(long spacingMillis, List<String> replaces) {
    static final Kind RAW = new Kind(0, List.of());

    Kind {
      replaces = List.copyOf(replaces);
    }

    void writeTo(ByteSink out) {
      out.varint(spacingMillis);
      out.varint(replaces.size());
      for (String name : replaces) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        out.varint(bytes.length);
        out.bytes(bytes, 0, bytes.length);
      }
    }

    static Kind read(ByteCursor in) {
      long spacing = in.varint();
      long count = in.varint();
      if (count < 0 || count > in.remaining()) {
        throw new MalformedColumnException("A block that replaces " + count + " others.");
      }
      List<String> names = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        names.add(in.text((int) in.varint()));
      }
      return new Kind(spacing, names);
    }
  }
}
