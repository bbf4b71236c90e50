package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.journal.Journal;
import io.kubernaut.core.storage.journal.Verification;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads everything there is, and looks whether it fits together. */
final class StoreCheck {
  private final BlockSet blocks;
  private final List<TierHistory> tiers;
  private final Journal journal;
  private final Deletions deletions;
  private final List<String> problems = new ArrayList<>();

  StoreCheck(BlockSet blocks, List<TierHistory> tiers, Journal journal, Deletions deletions) {
    this.blocks = blocks;
    this.tiers = tiers;
    this.journal = journal;
    this.deletions = deletions;
  }

  StoreVerification run(TimeSeriesStore store, long lostBefore) throws IOException {
    int damaged = 0;
    long samples = 0;
    List<Block> all = blocks.all();
    for (Block block : all) {
      damaged += check(block);
      samples += block.meta().samples();
    }
    checkOpening(blocks);
    for (TierHistory tier : tiers) {
      checkOpening(tier.blocks());
      for (Block block : tier.blocks().all()) {
        damaged += check(block);
      }
    }
    Verification records = journal.verify();
    if (!records.isSound() || lostBefore > 0 || journal.status().damages() > 0) {
      problems.add("The journal is damaged: %s, %d lost.".formatted(records, lostBefore));
    }
    deletions.problems().forEach(problems::add);
    checkSeries(store);
    return new StoreVerification(
        all.size(),
        samples,
        damaged,
        blocks.quarantined(),
        store.status().memorySamples(),
        records.records(),
        Math.max(lostBefore, records.lostRecords()),
        problems);
  }

  private void checkOpening(BlockSet set) {
    if (set.quarantined() > 0) {
      problems.add("%d blocks were moved to quarantine.".formatted(set.quarantined()));
    }
    if (set.unreadable() > 0) {
      problems.add("%d blocks cannot be read.".formatted(set.unreadable()));
    }
  }

  private int check(Block block) {
    int damaged = block.verify();
    if (damaged > 0) {
      problems.add("%d chunks of block %s are damaged.".formatted(damaged, block.meta().name()));
    }
    if (block.countedSamples() != block.meta().samples()) {
      problems.add(
          "Block %s says it has %d samples, and has %d."
              .formatted(block.meta().name(), block.meta().samples(), block.countedSamples()));
    }
    return damaged;
  }

  /** Each series once, its samples in order, each time once. */
  private void checkSeries(TimeSeriesStore store) {
    Set<Labels> seen = new HashSet<>();
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      for (int i = 0; i < set.size(); i++) {
        if (!seen.add(set.labels(i))) {
          problems.add("Series %s is there twice.".formatted(set.labels(i)));
        }
        set.read(i, columns);
        if (!rises(columns)) {
          problems.add("The times of series %s do not rise.".formatted(set.labels(i)));
        }
      }
    }
  }

  private static boolean rises(SampleColumns columns) {
    for (int i = 1; i < columns.size(); i++) {
      if (columns.times()[i] <= columns.times()[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
