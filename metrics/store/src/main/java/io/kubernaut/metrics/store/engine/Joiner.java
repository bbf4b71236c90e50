package io.kubernaut.metrics.store.engine;

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
import java.util.function.Predicate;

/**
 * Writes blocks anew: as soon as {@value #JOINED} neighbours are of about one size, they become one
 * block, so that every sample is rewritten a few times in its life; and a block is written without
 * series that are to go. For one thread.
 */
final class Joiner {
  private static final int JOINED = 6;
  private static final int FEW = 3;
  private static final long WORTH_IT = 1_000_000;
  private static final long LONGEST_JOIN = Duration.ofDays(8).toMillis();
  private static final long LARGEST_JOIN = 512L << 20;

  private final BlockSet blocks;
  private final SeriesIndex index;
  private final Selection.Damages damages;
  private final long longest;

  Joiner(BlockSet blocks, SeriesIndex index, Selection.Damages damages, long stretch) {
    this.blocks = blocks;
    this.index = index;
    this.damages = damages;
    this.longest = Math.max(LONGEST_JOIN, 2_000 * stretch);
  }

  /** Joins until no neighbours are left to be joined. */
  void run() throws IOException {
    while (joinNext()) {
      // the next ones
    }
  }

  /** Joins some neighbours; false if there are none to be joined. */
  boolean joinNext() throws IOException {
    return join(runToJoin(JOINED, 0));
  }

  /** Joins fewer than usual if they hold many samples, because there is time for it now. */
  void joinFew() throws IOException {
    while (join(runToJoin(FEW, WORTH_IT))) {
      // the next ones
    }
  }

  private boolean join(List<Block> run) throws IOException {
    if (run.isEmpty()) {
      return false;
    }
    rewrite(run, labels -> true);
    return true;
  }

  /** Writes some blocks as one, with those series alone that are to stay. */
  void rewrite(List<Block> run, Predicate<Labels> stays) throws IOException {
    try {
      write(run, stays);
    } catch (DamagedPieceException damage) {
      damages.found(damage); // its block is left as it is from now on
    }
  }

  private void write(List<Block> run, Predicate<Labels> stays) throws IOException {
    try (BlockWriter writer = blocks.create()) {
      PieceReader reader = new PieceReader();
      SampleColumns columns = new SampleColumns();
      for (int id : idsByLabels(run)) {
        Labels labels = index.labels(id);
        if (labels != null && stays.test(labels)) {
          reader.read(pieces(run, id), Long.MIN_VALUE, Long.MAX_VALUE, columns);
          writer.add(labels, columns);
        }
      }
      if (writer.isEmpty()) {
        blocks.drop(run);
      } else {
        blocks.publish(writer, run);
      }
    }
  }

  static List<Piece> pieces(List<Block> run, int id) {
    List<Piece> pieces = new ArrayList<>();
    for (Block block : run) {
      int place = block.index().place(id);
      if (place >= 0) {
        block.addPieces(place, Long.MIN_VALUE, Long.MAX_VALUE, pieces);
      }
    }
    return pieces;
  }

  private int[] idsByLabels(List<Block> run) {
    return sorted(idsOf(run, index.next()), index);
  }

  static IdSet idsOf(List<Block> run, int next) {
    IdSet ids = new IdSet(next);
    for (Block block : run) {
      for (int place = 0; place < block.index().series(); place++) {
        ids.add(block.index().id(place));
      }
    }
    return ids;
  }

  static int[] sorted(IdSet ids, SeriesIndex index) {
    return Arrays.stream(ids.toArray())
        .boxed()
        .sorted(Comparator.comparing(id -> labels(index, id)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Labels labels(SeriesIndex index, int id) {
    Labels labels = index.labels(id);
    return labels == null ? Labels.none() : labels;
  }

  /** Finds the oldest run of neighbours whose sizes are within a factor of each other. */
  private List<Block> runToJoin(int least, long samples) {
    List<Block> all = blocks.all().stream().filter(block -> !block.hasDamage()).toList();
    for (int from = 0; from + least <= all.size(); from++) {
      for (int end = Math.min(all.size(), from + JOINED); end >= from + least; end--) {
        List<Block> run = all.subList(from, end);
        if (mayBeJoined(run, samples)) {
          return List.copyOf(run);
        }
      }
    }
    return List.of();
  }

  private boolean mayBeJoined(List<Block> run, long least) {
    long largest = run.stream().mapToLong(block -> block.meta().samples()).max().orElse(0);
    long total = run.stream().mapToLong(block -> block.meta().samples()).sum();
    long bytes = run.stream().mapToLong(block -> block.meta().bytes()).sum();
    long span = run.get(run.size() - 1).meta().toMillis() - run.get(0).meta().fromMillis();
    return total >= least && largest * 2 <= total && bytes <= LARGEST_JOIN && span <= longest;
  }
}
