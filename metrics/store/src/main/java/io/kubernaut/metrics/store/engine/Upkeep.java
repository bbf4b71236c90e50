package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.index.IdSet;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps a store in shape: puts what is in memory into blocks, joins small blocks, drops what is too
 * old or too much, and forgets series that have no samples left. One run at a time.
 *
 * <p>Memory becomes a block when it spans the length of a block, or holds too many samples; also
 * when many samples are there and nothing has come for a while, as after an import. As soon as
 * {@value #JOINED} neighbours are of about one size, they become one block, so that every sample is
 * rewritten a few times in its life.
 */
final class Upkeep {
  private static final int JOINED = 6;
  private static final long LONGEST_JOIN = Duration.ofDays(8).toMillis();
  private static final long LARGEST_JOIN = 512L << 20;
  private static final long MANY_SAMPLES = 500_000;
  private static final long LOOK_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long IDLE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Head head;
  private final SeriesIndex index;
  private final BlockSet blocks;
  private final StoreOptions options;
  private final MonotonicClock clock;
  private final Selection.Damages damages;
  private long seenSamples = -1;
  private long seenSince;
  private long lastLook;
  private IdSet emptyBefore = new IdSet(0);

  Upkeep(
      Head head,
      SeriesIndex index,
      BlockSet blocks,
      StoreOptions options,
      MonotonicClock clock,
      Selection.Damages damages) {
    this.head = head;
    this.index = index;
    this.blocks = blocks;
    this.options = options;
    this.clock = clock;
    this.damages = damages;
    this.lastLook = clock.nanos();
  }

  /** Does what is due. */
  synchronized void run() throws IOException {
    if (isFlushDue()) {
      flush();
    }
    while (joinOnce()) {
      // until no neighbours are left to be joined
    }
    dropOld();
    forgetEmptySeries();
  }

  private boolean isFlushDue() {
    long samples = head.samples();
    long now = clock.nanos();
    if (samples != seenSamples) {
      seenSamples = samples;
      seenSince = now;
    }
    boolean idle = samples > MANY_SAMPLES && now - seenSince > IDLE_NANOS;
    long span = head.newest() - head.oldest();
    return samples > 0
        && (idle || samples > options.memorySamples() || span >= options.blockLength().toMillis());
  }

  /** Puts everything that is in memory into a block. */
  synchronized void flush() throws IOException {
    Head.Leaving leaving = head.leave();
    if (leaving.series().isEmpty()) {
      return;
    }
    try {
      writeBlock(leaving);
    } catch (IOException | RuntimeException failure) {
      head.stayed(leaving);
      throw failure;
    }
    head.left(leaving);
  }

  private void writeBlock(Head.Leaving leaving) throws IOException {
    try (BlockWriter writer = blocks.create()) {
      PieceReader reader = new PieceReader();
      SampleColumns columns = new SampleColumns();
      for (HeadSeries series : byLabels(leaving.series())) {
        Labels labels = index.labels(series.id());
        if (labels != null) {
          reader.read(Arrays.asList(series.leaving()), Long.MIN_VALUE, Long.MAX_VALUE, columns);
          writer.add(labels, columns);
        }
      }
      if (!writer.isEmpty()) {
        blocks.publish(writer, List.of());
      }
    }
  }

  private List<HeadSeries> byLabels(List<HeadSeries> series) {
    List<HeadSeries> sorted = new ArrayList<>(series);
    sorted.sort(Comparator.comparing(each -> labels(each.id())));
    return sorted;
  }

  private Labels labels(int id) {
    Labels labels = index.labels(id);
    return labels == null ? Labels.none() : labels;
  }

  /** Joins neighbours of about one size, if there are enough; false if there was nothing to do. */
  private boolean joinOnce() throws IOException {
    List<Block> run = runToJoin();
    if (run.isEmpty()) {
      return false;
    }
    try {
      join(run);
    } catch (DamagedPieceException damage) {
      damages.found(damage); // its block is left as it is from now on
    }
    return true;
  }

  private void join(List<Block> run) throws IOException {
    try (BlockWriter writer = blocks.create()) {
      PieceReader reader = new PieceReader();
      SampleColumns columns = new SampleColumns();
      for (int id : idsByLabels(run)) {
        List<Piece> pieces = new ArrayList<>();
        for (Block block : run) {
          int place = block.index().place(id);
          if (place >= 0) {
            block.addPieces(place, Long.MIN_VALUE, Long.MAX_VALUE, pieces);
          }
        }
        Labels labels = index.labels(id);
        if (labels != null) {
          reader.read(pieces, Long.MIN_VALUE, Long.MAX_VALUE, columns);
          writer.add(labels, columns);
        }
      }
      blocks.publish(writer, run);
    }
  }

  private int[] idsByLabels(List<Block> run) {
    IdSet ids = new IdSet(index.next());
    for (Block block : run) {
      for (int place = 0; place < block.index().series(); place++) {
        ids.add(block.index().id(place));
      }
    }
    return Arrays.stream(ids.toArray())
        .boxed()
        .sorted(Comparator.comparing(this::labels))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Finds the oldest run of neighbours whose sizes are within a factor of each other. */
  private List<Block> runToJoin() {
    List<Block> all = blocks.all().stream().filter(block -> !block.hasDamage()).toList();
    for (int from = 0; from + JOINED <= all.size(); from++) {
      List<Block> run = all.subList(from, from + JOINED);
      long largest = run.stream().mapToLong(block -> block.meta().samples()).max().orElse(0);
      long total = run.stream().mapToLong(block -> block.meta().samples()).sum();
      long bytes = run.stream().mapToLong(block -> block.meta().bytes()).sum();
      long span = run.get(JOINED - 1).meta().toMillis() - run.get(0).meta().fromMillis();
      if (largest * 2 <= total && bytes <= LARGEST_JOIN && span <= LONGEST_JOIN) {
        return List.copyOf(run);
      }
    }
    return List.of();
  }

  private void dropOld() throws IOException {
    List<Block> old = new ArrayList<>();
    long newest = Math.max(head.newest(), newestOfBlocks());
    long bytes = blocks.bytes();
    for (Block block : blocks.all()) {
      boolean tooOld = block.meta().toMillis() < newest - options.retention().toMillis();
      if (tooOld || bytes > options.maxBytes()) {
        old.add(block);
        bytes -= block.meta().bytes();
      }
    }
    if (!old.isEmpty()) {
      blocks.drop(old);
    }
  }

  private long newestOfBlocks() {
    return blocks.all().stream()
        .mapToLong(block -> block.meta().toMillis())
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /**
   * Forgets series that are in no block and have nothing in memory, if that was so a minute ago
   * already: one that was just made is about to get its first sample.
   */
  private void forgetEmptySeries() {
    long now = clock.nanos();
    if (now - lastLook < LOOK_NANOS) {
      return;
    }
    lastLook = now;
    IdSet used = usedByBlocks();
    IdSet empty = new IdSet(index.next());
    IdSet gone = new IdSet(index.next());
    for (int id = 0; id < index.next(); id++) {
      HeadSeries series = head.find(id);
      if (index.labels(id) != null && !used.has(id) && (series == null || series.isEmpty())) {
        (emptyBefore.has(id) ? gone : empty).add(id);
      }
    }
    emptyBefore = empty;
    if (gone.size() > 0) {
      head.forget(gone);
    }
  }

  private IdSet usedByBlocks() {
    IdSet used = new IdSet(index.next());
    for (Block block : blocks.all()) {
      for (int place = 0; place < block.index().series(); place++) {
        used.add(block.index().id(place));
      }
    }
    return used;
  }

  /** Runs something while nothing moves from memory to blocks, or from block to block. */
  synchronized <T> T still(Work<T> work) throws IOException {
    return work.run();
  }

  /** Something that is done while all is still. */
  interface Work<T> {
    T run() throws IOException;
  }
}
