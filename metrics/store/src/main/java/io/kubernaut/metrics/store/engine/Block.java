package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.LongColumn;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A block that was opened: its index in plain arrays, its chunks mapped. For any thread; what it
 * holds never changes, but of what it gives out damaged chunks and deleted samples are left out. A
 * chunk's checksum is checked whenever it is read.
 *
 * <p>Nothing is closed: the mapping goes with the last reader's reference, also after the file was
 * deleted.
 */
final class Block {
  private final BlockMeta meta;
  private final ByteBuffer data;
  private final BlockIndex index;
  private final long[] @Nullable [] decodedTimes;
  private final AtomicIntegerArray damaged;
  private volatile List<Erasure> erasures = List.of();

  private Block(BlockMeta meta, ByteBuffer data, BlockIndex index) {
    this.meta = meta;
    this.data = data;
    this.index = index;
    this.decodedTimes = new long[index.columns()][];
    this.damaged = new AtomicIntegerArray((index.chunks() + 31) >>> 5);
  }

  /**
   * Opens a block and adds its series to the store's.
   *
   * @throws MalformedColumnException if it is damaged
   */
  static Block open(Storage storage, String name, SeriesNames series) throws IOException {
    try (StorageFile file = storage.read(name)) {
      long size = file.size();
      BlockFooter footer = BlockFooter.read(file, size);
      ByteBuffer bytes = ByteBuffer.allocate(footer.indexLength());
      file.readFully(bytes, footer.indexAt());
      CRC32C crc = new CRC32C();
      crc.update(bytes.array());
      if ((int) crc.getValue() != footer.indexCrc()) {
        throw new MalformedColumnException("The index of block " + name + " is damaged.");
      }
      ByteCursor in = new ByteCursor().over(bytes.array(), 0, bytes.capacity());
      BlockMeta.Kind kind = BlockMeta.Kind.read(in);
      BlockIndex index = BlockIndex.read(in, footer, series);
      return new Block(footer.meta(name, size, kind), mapped(file, footer), index);
    }
  }

  private static ByteBuffer mapped(StorageFile file, BlockFooter footer) throws IOException {
    return file.map(0, footer.indexAt()).order(ByteOrder.LITTLE_ENDIAN);
  }

  BlockMeta meta() {
    return meta;
  }

  BlockIndex index() {
    return index;
  }

  /** Adds the pieces of a series, by its place in this block, that touch a range. */
  void addPieces(int place, long from, long to, List<Piece> into) {
    List<Erasure> gone = Erasure.of(index.id(place), erasures);
    for (int chunk = index.firstChunk(place); chunk < index.endChunk(place); chunk++) {
      if (touches(chunk, from, to) && !isDamaged(chunk)) {
        Piece left = Erasure.left(new Chunk(chunk), gone);
        if (left != null && left.from() <= to && left.to() >= from) {
          into.add(left);
        }
      }
    }
  }

  /** Returns the time of the newest sample of a series that is not erased, or a little more. */
  long lastTime(int place) {
    List<Erasure> gone = Erasure.of(index.id(place), erasures);
    for (int chunk = index.endChunk(place) - 1; chunk >= index.firstChunk(place); chunk--) {
      Piece left = Erasure.left(new Chunk(chunk), gone);
      if (left != null) {
        return left.to();
      }
    }
    return Long.MIN_VALUE;
  }

  private boolean touches(int chunk, long from, long to) {
    int column = index.column(chunk);
    return index.from(column) <= to && index.to(column) >= from;
  }

  /** From now on gives out nothing of what was erased; tells which series lose something. */
  void erase(Erasure erasure, int[] ids, IntConsumer touched) {
    boolean any = false;
    for (int id : ids) {
      int place = index.place(id);
      if (place >= 0 && touches(place, erasure)) {
        any = true;
        touched.accept(id);
      }
    }
    if (any) {
      List<Erasure> more = new ArrayList<>(erasures);
      more.add(erasure);
      erasures = List.copyOf(more);
    }
  }

  private boolean touches(int place, Erasure erasure) {
    for (int chunk = index.firstChunk(place); chunk < index.endChunk(place); chunk++) {
      if (touches(chunk, erasure.from(), erasure.to())) {
        return true;
      }
    }
    return false;
  }

  /** Returns what is not given out any more, but still in the file. */
  List<Erasure> erasures() {
    return erasures;
  }

  /** Tells whether a chunk was found damaged: then the file is kept as it is. */
  boolean hasDamage() {
    for (int i = 0; i < damaged.length(); i++) {
      if (damaged.get(i) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isDamaged(int chunk) {
    return (damaged.get(chunk >>> 5) & 1 << chunk) != 0;
  }

  /** Leaves a chunk out from now on; false if it was out already. */
  private boolean exclude(int chunk) {
    int before = damaged.getAndAccumulate(chunk >>> 5, 1 << chunk, (a, b) -> a | b);
    return (before & 1 << chunk) == 0;
  }

  /** Reads and checks every chunk; returns how many are damaged. */
  int verify() {
    Reading reading = new Reading();
    int bad = 0;
    for (int i = 0; i < index.chunks(); i++) {
      if (isDamaged(i)) {
        bad++;
      } else if (!isSound(new Chunk(i), reading)) {
        exclude(i);
        bad++;
      }
    }
    return bad;
  }

  /** Decodes all there is, and compares times with what the index says about them. */
  private static boolean isSound(Chunk chunk, Reading reading) {
    try {
      long[] times = chunk.times(reading);
      for (int i = 1; i < chunk.size(); i++) {
        if (times[i] <= times[i - 1]) {
          return false;
        }
      }
      chunk.values(reading, new double[BlockFormat.CHUNK], 0);
      chunk.starts(reading);
      chunk.histograms(reading);
      return times[0] == chunk.from() && times[chunk.size() - 1] == chunk.to();
    } catch (MalformedColumnException | DamagedPieceException damage) {
      return false;
    }
  }

  /** Counts the samples that the index knows of. */
  long countedSamples() {
    long samples = 0;
    for (int i = 0; i < index.chunks(); i++) {
      samples += index.columnSize(index.column(i));
    }
    return samples;
  }

  /** Returns the times of a column; kept, since most are shared by many series. */
  private long[] times(int column, Reading reading) {
    long[] known = decodedTimes[column];
    if (known != null) {
      return known;
    }
    int size = index.columnSize(column);
    long[] times = new long[size];
    open(index.columnOffset(column), index.columnLength(column), reading);
    LongColumn.decode(reading.cursor, size, times);
    if (index.isShared(column)) {
      decodedTimes[column] = times; // racing readers may decode it twice
    }
    return times;
  }

  private ByteCursor open(long offset, int length, Reading reading) {
    int at = (int) offset;
    int expected = data.getInt(at);
    ByteCursor cursor = reading.cursor.over(data, at + BlockFormat.CRC, length);
    if (cursor.crc(reading.crc) != expected) {
      throw new MalformedColumnException(
          "Block %s is damaged at byte %d.".formatted(meta.name(), offset));
    }
    return cursor;
  }

  /** One chunk of one series. */
  private final class Chunk extends EncodedPiece {
    private final int chunk;
    private final int column;

    Chunk(int chunk) {
      this.chunk = chunk;
      this.column = index.column(chunk);
    }

    @Override
    public long from() {
      return index.from(column);
    }

    @Override
    public long to() {
      return index.to(column);
    }

    @Override
    public int size() {
      return index.columnSize(column);
    }

    @Override
    int flags() {
      return index.flags(chunk);
    }

    @Override
    ByteCursor open(Reading reading) {
      try {
        return Block.this.open(index.offset(chunk), index.length(chunk), reading);
      } catch (MalformedColumnException damage) {
        throw damaged(damage);
      }
    }

    @Override
    public long[] times(Reading reading) {
      try {
        return Block.this.times(column, reading);
      } catch (MalformedColumnException damage) {
        throw damaged(damage);
      }
    }

    private DamagedPieceException damaged(MalformedColumnException damage) {
      return new DamagedPieceException(this, exclude(chunk), damage);
    }
  }

  @Override
  public String toString() {
    return "Block[" + meta.name() + "]";
  }
}
