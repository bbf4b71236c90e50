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
 * old or too much, condenses what is complete, and forgets series that have no samples left. One
 * run at a time.
 *
 * <p>Memory becomes a block when it spans the length of a block, or holds more samples than are
 * quickly replayed; also when many samples are there and nothing has come for a while, as after an
 * import: then small blocks are joined too, be they but a few.
 */
final class Upkeep {
  /** So many stretches are condensed at a time, at least. */
  private static final int STRETCHES = 12;

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long MANY_SAMPLES = 500_000;
  private static final long REPLAYED_QUICKLY = 1_000_000;
  private static final long LEAST_OF_A_SERIES = 32;
  private static final long LOOK_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long IDLE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Head head;
  private final SeriesIndex index;
  private final BlockSet blocks;
  private final StoreOptions options;
  private final MonotonicClock clock;
  private final Joiner joiner;
  private final List<TierHistory> tiers;
  private final Holds holds;
  private final Expiry expiry;
  private long seenSamples = -1;
  private long seenSince;
  private long lastLook;
  private long lastExpiry;
  private IdSet emptyBefore = new IdSet(0);

  Upkeep(
      Head head,
      SeriesIndex index,
      BlockSet blocks,
      StoreOptions options,
      MonotonicClock clock,
      Joiner joiner,
      List<TierHistory> tiers,
      Holds holds) {
    this.head = head;
    this.index = index;
    this.blocks = blocks;
    this.options = options;
    this.clock = clock;
    this.joiner = joiner;
    this.tiers = tiers;
    this.holds = holds;
    this.expiry = new Expiry(options, holds);
    this.lastLook = clock.nanos();
    this.lastExpiry = lastLook - LOOK_NANOS;
  }

  /** Does what is due. */
  synchronized void run() throws IOException {
    if (isFlushDue()) {
      flush();
    }
    if (clock.nanos() - seenSince > IDLE_NANOS) {
      joiner.joinFew();
    }
    while (joiner.joinNext()) {
      if (isFlushDue()) {
        flush();
      }
    }
    condense();
    for (TierHistory tier : tiers) {
      tier.joiner().run();
    }
    dropOld();
    forgetEmptySeries();
  }

  /**
   * What is in memory is replayed after a crash, so it is not more than can be replayed in a
   * moment; unless there are so many series that a block would hold hardly more than their names.
   */
  private long mostInMemory() {
    long quick = Math.max(REPLAYED_QUICKLY, LEAST_OF_A_SERIES * index.size());
    return Math.min(quick, options.memorySamples());
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
        && (idle || samples > mostInMemory() || span >= options.blockLength().toMillis());
  }

  /** Puts everything that is in memory into a block. */
  synchronized void flush() throws IOException {
    Head.Leaving leaving = head.leave();
    if (!leaving.series().isEmpty()) {
      put(leaving);
    }
  }

  /**
   * Puts everything into a block, and lets the journal begin behind it even where there is nothing:
   * what was there before is in blocks alone then, and no restart brings it back.
   */
  synchronized void flushForGood() throws IOException {
    Head.Leaving leaving = head.leave();
    if (leaving.series().isEmpty()) {
      head.left(leaving);
    } else {
      put(leaving);
    }
  }

  private void put(Head.Leaving leaving) throws IOException {
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
        noteOlder(blocks.publish(writer, List.of()));
      }
    }
  }

  /** Samples older than what is condensed are condensed again, with all that is there. */
  private void noteOlder(Block block) throws IOException {
    for (TierHistory tier : tiers) {
      if (block.meta().fromMillis() < tier.end()) {
        tier.redo(block.meta().fromMillis(), tier.tier().floor(blocks.oldest()));
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

  /** Condenses what is complete: nothing that is older can come any more. */
  private void condense() throws IOException {
    long newest = newest();
    long oldestRaw = blocks.oldest();
    if (newest == Long.MIN_VALUE || oldestRaw == Long.MAX_VALUE) {
      return;
    }
    long complete = Math.min(head.oldest(), newest - options.lateness().toMillis());
    for (TierHistory tier : tiers) {
      long spacing = tier.tier().spacingMillis();
      long end = tier.tier().floor(complete);
      long from = Math.max(tier.end(), tier.tier().floor(oldestRaw));
      if (end - from >= spacing * STRETCHES) {
        long slice = Math.max(spacing * 2 * STRETCHES, DAY);
        for (; from < end; from += slice) {
          tier.condense(blocks.all(), index, from, Math.min(end, from + slice));
        }
      }
    }
  }

  private long newest() {
    return Math.max(head.newest(), blocks.newest());
  }

  private void dropOld() throws IOException {
    long newest = newest();
    Expiry.Place raw = new Expiry.Place(blocks, joiner, index::labels);
    if (newest != Long.MIN_VALUE && isTimeToLook()) {
      long condensed = Long.MAX_VALUE;
      for (TierHistory tier : tiers) {
        condensed = Math.min(condensed, tier.end());
        expiry.dropOld(placeOf(tier), newest, tier.tier().retention(), Long.MAX_VALUE);
      }
      expiry.dropOld(raw, newest, options.retention(), condensed);
    }
    long ofTiers = tiers.stream().mapToLong(tier -> tier.blocks().bytes()).sum();
    expiry.dropMany(raw, Math.max(0, options.maxBytes() - ofTiers));
    for (TierHistory tier : tiers) {
      expiry.dropMany(placeOf(tier), options.maxBytes());
    }
  }

  private static Expiry.Place placeOf(TierHistory tier) {
    return new Expiry.Place(tier.blocks(), tier.joiner(), tier.index()::labels);
  }

  /** Looking at every series of every block takes its time. */
  private boolean isTimeToLook() {
    if (options.rules().isEmpty() && holds.all().isEmpty()) {
      return true;
    }
    long now = clock.nanos();
    boolean due = now - lastExpiry >= LOOK_NANOS;
    lastExpiry = due ? now : lastExpiry;
    return due;
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
    tiers.forEach(tier -> tier.mark(index, used));
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
