package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.encoding.ByteSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes a block: series by series, in the order of their labels, each with all of its samples.
 *
 * <p>The file is written aside, forced, and renamed, so that a block is there whole or not at all.
 * Chunks go to the file as they come; in memory stays the index alone. Times are written once for
 * all chunks that have the same ones. For one thread.
 */
final class BlockWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final Storage storage;
  private final String name;
  private final StorageFile file;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();
  private final ChunkEncoder encoder = new ChunkEncoder();
  private final ByteSink sink = new ByteSink();
  private final BlockIndexWriter index = new BlockIndexWriter();
  private final Map<TimesKey, Integer> timeColumns = new HashMap<>();
  private final List<Integer> columnsBefore = new ArrayList<>();
  private long @Nullable [] timesBefore;
  private int sizeBefore;
  private long offset;
  private long samples;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private boolean finished;

  /** The times of a chunk, comparable by what they are. */
  @SuppressWarnings("ArrayRecordComponent") // compared by what is in it
  private record TimesKey(int hash, long[] times) {
    TimesKey(long[] times) {
      this(Arrays.hashCode(times), times);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof TimesKey that
          && hash == that.hash
          && Arrays.equals(times, that.times);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  BlockWriter(Storage storage, String name) throws IOException {
    this.storage = storage;
    this.name = name;
    storage.delete(aside());
    this.file = storage.create(aside());
    buffer.putLong(BlockFormat.MAGIC).putInt(BlockFormat.VERSION).putInt(0);
  }

  private String aside() {
    return name + ".tmp";
  }

  /** Adds a series that comes after those added before; one without samples is left out. */
  void add(Labels labels, SampleColumns columns) throws IOException {
    int size = columns.size();
    if (size == 0) {
      return;
    }
    boolean timesKnown = columns.times() == timesBefore && size == sizeBefore;
    if (!timesKnown) {
      columnsBefore.clear();
    }
    index.series(labels);
    int chunk = 0;
    for (int at = 0; at < size; at += BlockFormat.CHUNK, chunk++) {
      int count = Math.min(BlockFormat.CHUNK, size - at);
      if (!timesKnown) {
        columnsBefore.add(timeColumn(Arrays.copyOfRange(columns.times(), at, at + count)));
      }
      addChunk(columns, at, count, columnsBefore.get(chunk));
    }
    timesBefore = columns.timesAreShared() ? columns.times() : null;
    sizeBefore = size;
    samples += size;
    from = Math.min(from, columns.times()[0]);
    to = Math.max(to, columns.times()[size - 1]);
  }

  private int timeColumn(long[] times) throws IOException {
    TimesKey key = new TimesKey(times);
    Integer known = timeColumns.get(key);
    if (known != null) {
      return known;
    }
    sink.clear();
    encoder.encodeTimes(times, times.length, sink);
    int id = index.timeColumn(position(), sink.size(), times);
    write(sink);
    timeColumns.put(key, id);
    return id;
  }

  private void addChunk(SampleColumns columns, int at, int count, int times) throws IOException {
    double[] values = Arrays.copyOfRange(columns.values(), at, at + count);
    @Nullable NativeHistogram[] histograms =
        columns.hasHistograms() ? Arrays.copyOfRange(columns.histograms(), at, at + count) : null;
    long[] starts =
        columns.hasStarts() ? Arrays.copyOfRange(columns.starts(), at, at + count) : null;
    sink.clear();
    encoder.encode(values, count, histograms, starts, sink);
    int flags = ChunkEncoder.flags(columns.maybeStale(), histograms, starts);
    index.chunk(times, flags, position(), sink.size());
    write(sink);
  }

  private long position() {
    return offset + buffer.position();
  }

  private void write(ByteSink bytes) throws IOException {
    crc.reset();
    crc.update(bytes.array(), 0, bytes.size());
    room(BlockFormat.CRC).putInt((int) crc.getValue());
    put(bytes.array(), bytes.size());
  }

  private void put(byte[] bytes, int length) throws IOException {
    for (int at = 0; at < length; ) {
      int count = Math.min(length - at, room(1).remaining());
      buffer.put(bytes, at, count);
      at += count;
    }
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    long at = offset;
    offset += buffer.remaining();
    file.writeFully(buffer, at);
    buffer.clear();
  }

  String name() {
    return name;
  }

  boolean isEmpty() {
    return samples == 0;
  }

  /** Writes the index and makes the file a block. */
  void finish(BlockMeta.Kind kind) throws IOException {
    long at = position();
    sink.clear();
    index.writeTo(kind, sink);
    crc.reset();
    crc.update(sink.array(), 0, sink.size());
    put(sink.array(), sink.size());
    writeFooter(at, sink.size(), (int) crc.getValue(), kind);
    flush();
    file.force();
    file.close();
    storage.rename(aside(), name);
    storage.force("");
    finished = true;
  }

  private void writeFooter(long indexAt, int indexLength, int indexCrc, BlockMeta.Kind kind)
      throws IOException {
    ByteBuffer footer =
        ByteBuffer.allocate(BlockFormat.FOOTER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(indexAt)
            .putInt(indexLength)
            .putInt(indexCrc)
            .putLong(from)
            .putLong(to)
            .putLong(samples)
            .putInt(index.seriesCount())
            .putInt(index.chunkCount())
            .putLong(kind.spacingMillis());
    crc.reset();
    crc.update(footer.array(), 0, footer.position());
    footer.putInt((int) crc.getValue()).putInt(BlockFormat.VERSION).putLong(BlockFormat.MAGIC);
    put(footer.array(), BlockFormat.FOOTER);
  }

  /** Gives up what is not finished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      file.close();
      storage.delete(aside());
    }
  }
}
