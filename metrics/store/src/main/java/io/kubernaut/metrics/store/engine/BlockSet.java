package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks of a store, oldest first. The folder is the list: a block is there when its file is,
 * and one that replaces others says so itself, so that a crash between its appearance and their
 * deletion is mended when the store is opened. Damaged files are moved aside, not deleted.
 */
final class BlockSet {
  private static final Logger log = LoggerFactory.getLogger(BlockSet.class);
  private static final String QUARANTINE = "quarantine";

  private final Storage storage;
  private final SeriesIndex index;
  private volatile List<Block> blocks = List.of();
  private final List<String> doomed = new ArrayList<>(0);
  private int pins;
  private int quarantined; // while opening only
  private int unreadable; // while opening only
  private long number;

  private BlockSet(Storage storage, SeriesIndex index) {
    this.storage = storage;
    this.index = index;
  }

  static BlockSet open(Storage storage, SeriesIndex index) throws IOException {
    BlockSet set = new BlockSet(storage, index);
    List<Block> found = new ArrayList<>();
    SeriesNames names = new SeriesNames(index);
    for (StorageEntry entry : storage.list("")) {
      if (entry.name().endsWith(BlockFormat.SUFFIX)) {
        set.openOrQuarantine(entry.name(), names, found);
      } else if (entry.name().endsWith(".tmp")) {
        storage.delete(entry.name());
      }
    }
    set.deleteReplaced(found);
    set.blocks = sorted(found);
    return set;
  }

  private void openOrQuarantine(String name, SeriesNames names, List<Block> into)
      throws IOException {
    number = Math.max(number, numberOf(name));
    try {
      into.add(Block.open(storage, name, names));
    } catch (MalformedColumnException | IllegalArgumentException damage) {
      storage.createFolder(QUARANTINE);
      storage.rename(name, QUARANTINE + "/" + name);
      storage.force("");
      quarantined++;
      log.error("Block {} is damaged and was moved to {}: {}", name, QUARANTINE, damage.toString());
    } catch (IOException refused) {
      unreadable++;
      log.error("Block {} cannot be read, and is left out until the next start", name, refused);
    }
  }

  /** Returns the number of a block: they rise, and none is given twice. */
  static long numberOf(String name) {
    try {
      return Long.parseLong(name.substring(0, name.length() - BlockFormat.SUFFIX.length()), 36);
    } catch (NumberFormatException notOurs) {
      return 0;
    }
  }

  private void deleteReplaced(List<Block> found) throws IOException {
    Set<String> replaced = new HashSet<>();
    for (Block block : found) {
      replaced.addAll(block.meta().kind().replaces());
    }
    for (Block block : List.copyOf(found)) {
      if (replaced.contains(block.meta().name())) {
        storage.delete(block.meta().name());
        found.remove(block);
      }
    }
  }

  private static List<Block> sorted(List<Block> blocks) {
    List<Block> sorted = new ArrayList<>(blocks);
    sorted.sort(
        Comparator.<Block>comparingLong(block -> block.meta().fromMillis())
            .thenComparing(block -> block.meta().name()));
    return List.copyOf(sorted);
  }

  List<Block> all() {
    return blocks;
  }

  int quarantined() {
    return quarantined;
  }

  /** Returns how many blocks the disk did not give. */
  int unreadable() {
    return unreadable;
  }

  /** Returns the time of the oldest sample, or the end of time. */
  long oldest() {
    return blocks.stream()
        .mapToLong(block -> block.meta().fromMillis())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Returns the time of the newest sample, or the begin of time. */
  long newest() {
    return blocks.stream().mapToLong(block -> block.meta().toMillis()).max().orElse(Long.MIN_VALUE);
  }

  /** Returns the time of the newest sample of a series, or the begin of time. */
  long lastTime(int id) {
    long last = Long.MIN_VALUE;
    List<Block> all = blocks;
    for (int i = all.size() - 1; i >= 0; i--) {
      Block block = all.get(i);
      int place = block.meta().toMillis() > last ? block.index().place(id) : -1;
      if (place >= 0) {
        last = Math.max(last, block.lastTime(place));
      }
    }
    return last;
  }

  long bytes() {
    return blocks.stream().mapToLong(block -> block.meta().bytes()).sum();
  }

  /** Returns the number of the newest block there has been. */
  synchronized long lastNumber() {
    return number;
  }

  /** Gives blocks greater numbers than one, also where the blocks that had it are gone. */
  synchronized void beginAfter(long last) {
    number = Math.max(number, last);
  }

  /** Lets the blocks up to a number give out nothing of what was erased. */
  void erase(Erasure erasure, long through, IntConsumer touched) {
    int[] ids = erasure.ids().toArray();
    for (Block block : blocks) {
      BlockMeta meta = block.meta();
      boolean meant = numberOf(meta.name()) <= through;
      if (meant && meta.fromMillis() <= erasure.to() && meta.toMillis() >= erasure.from()) {
        block.erase(erasure, ids, touched);
      }
    }
  }

  /** Begins a block with a name that no block has had. */
  synchronized BlockWriter create() throws IOException {
    number++;
    String name = Long.toString(number, 36);
    return new BlockWriter(
        storage, "0".repeat(Math.max(0, 10 - name.length())) + name + BlockFormat.SUFFIX);
  }

  /** Takes over a block that was finished, in place of those that it replaces. */
  synchronized Block publish(BlockWriter writer, List<Block> replaced) throws IOException {
    return publish(
        writer, replaced, replaced.isEmpty() ? 0 : replaced.get(0).meta().kind().spacingMillis());
  }

  /** Takes over a block whose samples stand for stretches of time, 0 for those as they came in. */
  synchronized Block publish(BlockWriter writer, List<Block> replaced, long spacing)
      throws IOException {
    List<String> names = replaced.stream().map(block -> block.meta().name()).toList();
    writer.finish(new BlockMeta.Kind(spacing, names));
    Block block = Block.open(storage, writer.name(), new SeriesNames(index));
    List<Block> more = new ArrayList<>(blocks);
    more.removeAll(replaced);
    more.add(block);
    blocks = sorted(more);
    deleteFiles(replaced);
    return block;
  }

  /** Chooses which samples of a series are taken over. */
  interface Choice {
    SampleColumns of(int id, SampleColumns found);
  }

  /**
   * Takes over samples of a block that comes from elsewhere. It is written anew, because it may say
   * that it replaces blocks whose names mean others here.
   */
  void adopt(ByteBuffer content, SeriesIndex series, long spacing, Choice choice)
      throws IOException {
    String foreign = "foreign.tmp";
    storage.replace(foreign, content);
    try (BlockWriter writer = create()) {
      Block block = Block.open(storage, foreign, new SeriesNames(series));
      if (block.meta().kind().spacingMillis() != spacing) {
        throw new IOException(
            "The block has stretches of %d ms, and is called one of %d ms. Fetch what was archived under its own name."
                .formatted(block.meta().kind().spacingMillis(), spacing));
      }
      copy(List.of(block), series, choice, writer);
      if (!writer.isEmpty()) {
        publish(writer, List.of(), spacing);
      }
    } catch (MalformedColumnException | DamagedPieceException damage) {
      throw new IOException("The block is damaged: " + damage.getMessage(), damage);
    } finally {
      storage.delete(foreign);
    }
  }

  private static void copy(List<Block> run, SeriesIndex series, Choice choice, BlockWriter writer)
      throws IOException {
    PieceReader reader = new PieceReader();
    SampleColumns columns = new SampleColumns();
    for (int id : Joiner.sorted(Joiner.idsOf(run, series.next()), series)) {
      Labels labels = series.labels(id);
      if (labels != null) {
        reader.read(Joiner.pieces(run, id), Long.MIN_VALUE, Long.MAX_VALUE, columns);
        writer.add(labels, choice.of(id, columns));
      }
    }
  }

  synchronized void drop(List<Block> old) throws IOException {
    List<Block> left = new ArrayList<>(blocks);
    left.removeAll(old);
    blocks = List.copyOf(left);
    deleteFiles(old);
  }

  private void deleteFiles(List<Block> old) throws IOException {
    old.forEach(block -> doomed.add(block.meta().name()));
    deleteDoomed();
  }

  private void deleteDoomed() throws IOException {
    if (pins > 0 || doomed.isEmpty()) {
      return;
    }
    for (String name : List.copyOf(doomed)) {
      storage.delete(name);
      doomed.remove(name);
    }
    storage.force("");
  }

  /** From now on files stay, whatever becomes of the blocks. */
  synchronized void pin() {
    pins++;
  }

  /** Lets go of the files that had to stay. */
  synchronized void unpin() throws IOException {
    pins--;
    deleteDoomed();
  }

  Storage storage() {
    return storage;
  }
}
