package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.util.Arrays;

/**
 * The index of a block, in arrays: series by place, chunks in the order of series, columns of
 * times. Places are in the order of the series' ids, so that the ids that a query selects and the
 * places of a block are matched by walking along both.
 */
final class BlockIndex {
  private static final int SHARED = 2;

  private final Columns columns;
  private final Chunks chunks;
  private final int[] ids;
  private final int[] firstChunks;
  private final int[] order;

  /** Columns of times. */
  @SuppressWarnings("ArrayRecordComponent") // parallel arrays that are never compared
  private record Columns(
      long[] offsets, int[] lengths, int[] sizes, long[] from, long[] to, int[] users) {}

  /** Chunks, in the order in which they are in the file. */
  @SuppressWarnings("ArrayRecordComponent") // parallel arrays that are never compared
  private record Chunks(int[] columns, byte[] flags, long[] offsets, int[] lengths) {}

  private BlockIndex(Columns columns, Chunks chunks, int[] ids, int[] firstChunks) {
    this.columns = columns;
    this.chunks = chunks;
    this.firstChunks = firstChunks;
    long[] sorted = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      sorted[i] = (long) ids[i] << 32 | i;
    }
    Arrays.sort(sorted);
    this.ids = Arrays.stream(sorted).mapToInt(pair -> (int) (pair >>> 32)).toArray();
    this.order = Arrays.stream(sorted).mapToInt(pair -> (int) pair).toArray();
  }

  static BlockIndex read(ByteCursor in, BlockFooter footer, SeriesNames names) {
    names.readStrings(in);
    Columns columns = readColumns(in);
    names.readSeries(in);
    int[] ids = names.ids();
    int[] firstChunks = names.firstChunks();
    if (ids.length != footer.series() || firstChunks[ids.length] != footer.chunks()) {
      throw new MalformedColumnException("The index of a block disagrees with its end.");
    }
    return new BlockIndex(columns, readChunks(in, footer, columns), ids, firstChunks);
  }

  private static Columns readColumns(ByteCursor in) {
    int count = SeriesNames.count(in);
    Columns columns =
        new Columns(
            new long[count],
            new int[count],
            new int[count],
            new long[count],
            new long[count],
            new int[count]);
    long end = BlockFormat.HEADER;
    for (int i = 0; i < count; i++) {
      columns.offsets[i] = end + in.varint();
      columns.lengths[i] = (int) in.varint();
      columns.sizes[i] = (int) in.varint();
      columns.from[i] = in.signed();
      columns.to[i] = columns.from[i] + in.varint();
      end = columns.offsets[i] + columns.lengths[i] + BlockFormat.CRC;
      if (columns.sizes[i] < 1 || columns.sizes[i] > BlockFormat.CHUNK) {
        throw new MalformedColumnException("A chunk of " + columns.sizes[i] + " samples.");
      }
    }
    return columns;
  }

  private static Chunks readChunks(ByteCursor in, BlockFooter footer, Columns columns) {
    int count = footer.chunks();
    Chunks chunks = new Chunks(new int[count], new byte[count], new long[count], new int[count]);
    long end = BlockFormat.HEADER;
    int column = 0;
    for (int i = 0; i < count; i++) {
      column += (int) in.signed();
      if (column < 0 || column >= columns.users.length) {
        throw new MalformedColumnException("There is no column of times " + column + ".");
      }
      columns.users[column]++;
      chunks.columns[i] = column;
      chunks.flags[i] = (byte) in.u8();
      chunks.offsets[i] = end + in.varint();
      chunks.lengths[i] = (int) in.varint();
      end = chunks.offsets[i] + chunks.lengths[i] + BlockFormat.CRC;
      if (chunks.lengths[i] < 0 || end > footer.indexAt()) {
        throw new MalformedColumnException("A chunk ends behind the chunks.");
      }
    }
    return chunks;
  }

  int series() {
    return ids.length;
  }

  /** Returns the id of the series at a place; they rise. */
  int id(int place) {
    return ids[place];
  }

  /** Finds the place of a series, or returns a negative number. */
  int place(int id) {
    return Arrays.binarySearch(ids, id);
  }

  int firstChunk(int place) {
    return firstChunks[order[place]];
  }

  /** Returns the chunk behind the last one of the series at a place. */
  int endChunk(int place) {
    return firstChunks[order[place] + 1];
  }

  int chunks() {
    return chunks.columns.length;
  }

  int column(int chunk) {
    return chunks.columns[chunk];
  }

  int flags(int chunk) {
    return chunks.flags[chunk];
  }

  long offset(int chunk) {
    return chunks.offsets[chunk];
  }

  int length(int chunk) {
    return chunks.lengths[chunk];
  }

  int columns() {
    return columns.offsets.length;
  }

  long columnOffset(int column) {
    return columns.offsets[column];
  }

  int columnLength(int column) {
    return columns.lengths[column];
  }

  int columnSize(int column) {
    return columns.sizes[column];
  }

  long from(int column) {
    return columns.from[column];
  }

  long to(int column) {
    return columns.to[column];
  }

  boolean isShared(int column) {
    return columns.users[column] > SHARED;
  }
}
