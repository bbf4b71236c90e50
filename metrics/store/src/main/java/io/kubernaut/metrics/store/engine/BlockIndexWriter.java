package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.encoding.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Gathers the index of a block and writes it: strings, columns of times, series and chunks. */
final class BlockIndexWriter {
  private final List<Labels> series = new ArrayList<>();
  private final List<Integer> chunkCounts = new ArrayList<>();
  private final ByteSink columns = new ByteSink();
  private final ByteSink chunks = new ByteSink();
  private final TreeSet<String> strings = new TreeSet<>();
  private int columnCount;
  private int chunkCount;
  private int seriesChunks;
  private long columnEnd = BlockFormat.HEADER;
  private long chunkEnd = BlockFormat.HEADER;
  private int columnBefore;

  void series(Labels labels) {
    finishSeries();
    series.add(labels);
    labels.forEach(
        (name, value) -> {
          strings.add(name);
          strings.add(value);
        });
  }

  private void finishSeries() {
    if (!series.isEmpty()) {
      chunkCounts.add(seriesChunks);
    }
    seriesChunks = 0;
  }

  int timeColumn(long offset, int length, long[] times) {
    columns.varint(offset - columnEnd);
    columns.varint(length);
    columns.varint(times.length);
    columns.signed(times[0]);
    columns.varint(times[times.length - 1] - times[0]);
    columnEnd = offset + length + BlockFormat.CRC;
    return columnCount++;
  }

  void chunk(int column, int flags, long offset, int length) {
    chunks.signed(column - columnBefore);
    chunks.u8(flags);
    chunks.varint(offset - chunkEnd);
    chunks.varint(length);
    columnBefore = column;
    chunkEnd = offset + length + BlockFormat.CRC;
    chunkCount++;
    seriesChunks++;
  }

  int seriesCount() {
    return series.size();
  }

  int chunkCount() {
    return chunkCount;
  }

  void writeTo(BlockMeta.Kind kind, ByteSink out) {
    finishSeries();
    kind.writeTo(out);
    Map<String, Integer> ids = writeStrings(out);
    out.varint(columnCount);
    out.bytes(columns.array(), 0, columns.size());
    out.varint(series.size());
    for (int i = 0; i < series.size(); i++) {
      Labels labels = series.get(i);
      out.varint(labels.size());
      labels.forEach(
          (name, value) -> {
            out.varint(ids.getOrDefault(name, 0));
            out.varint(ids.getOrDefault(value, 0));
          });
      out.varint(chunkCounts.get(i));
    }
    out.bytes(chunks.array(), 0, chunks.size());
  }

  /** Each string keeps what it does not share with the beginning of the one before. */
  private Map<String, Integer> writeStrings(ByteSink out) {
    Map<String, Integer> ids = new HashMap<>();
    byte[] before = {};
    out.varint(strings.size());
    for (String string : strings) {
      byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
      int shared = shared(before, bytes);
      out.varint(shared);
      out.varint(bytes.length - shared);
      out.bytes(bytes, shared, bytes.length - shared);
      ids.put(string, ids.size());
      before = bytes;
    }
    return ids;
  }

  private static int shared(byte[] a, byte[] b) {
    int shared = 0;
    while (shared < a.length && shared < b.length && a[shared] == b[shared]) {
      shared++;
    }
    return shared;
  }
}
