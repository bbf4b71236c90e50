package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.engine.Condenser.Aggregate;
import io.kubernaut.metrics.store.index.IdSet;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The condensed history of one tier: blocks of its own, with a series for each aggregate of a
 * series, and up to when it goes. Written by upkeep; reading is for any thread.
 */
final class TierHistory {
  private final Tier tier;
  private final SeriesIndex index = new SeriesIndex();
  private final BlockSet blocks;
  private final Joiner joiner;
  private final Selection.Damages damages;

  TierHistory(Tier tier, Storage storage, Selection.Damages damages) throws IOException {
    this.tier = tier;
    this.damages = damages;
    this.blocks = BlockSet.open(storage, index);
    this.joiner = new Joiner(blocks, index, damages, tier.spacingMillis());
  }

  Tier tier() {
    return tier;
  }

  BlockSet blocks() {
    return blocks;
  }

  SeriesIndex index() {
    return index;
  }

  Joiner joiner() {
    return joiner;
  }

  /** Returns the begin of the first stretch that is not condensed yet. */
  long end() {
    return end(blocks.all());
  }

  private long end(List<Block> all) {
    long newest = Long.MIN_VALUE;
    for (Block block : all) {
      newest = Math.max(newest, block.meta().toMillis());
    }
    return newest == Long.MIN_VALUE ? newest : tier.floor(newest) + tier.spacingMillis();
  }

  /** Condenses what blocks hold of all series between two begins of stretches. */
  void condense(List<Block> raw, SeriesIndex series, long from, long end) throws IOException {
    condense(raw, series, labels -> true, from, end);
  }

  /** Condenses what blocks hold of some series between two begins of stretches. */
  void condense(List<Block> raw, SeriesIndex series, Predicate<Labels> wanted, long from, long end)
      throws IOException {
    List<Block> run = new ArrayList<>();
    for (Block block : raw) {
      if (block.meta().fromMillis() < end && block.meta().toMillis() >= from) {
        run.add(block);
      }
    }
    try (BlockWriter writer = blocks.create()) {
      PieceReader reader = new PieceReader();
      SampleColumns samples = new SampleColumns();
      Condenser condenser = new Condenser();
      for (int id : Joiner.sorted(Joiner.idsOf(run, series.next()), series)) {
        Labels labels = series.labels(id);
        if (labels != null && wanted.test(labels)) {
          reader.read(Joiner.pieces(run, id), from, end - 1, samples);
          condenser.condense(samples, tier);
          for (Aggregate aggregate : Aggregate.values()) {
            writer.add(named(labels, aggregate), condenser.of(aggregate));
          }
        }
      }
      if (!writer.isEmpty()) {
        blocks.publish(writer, List.of(), tier.spacingMillis());
      }
    }
  }

  /** Condenses what samples there are between the end of this tier and a moment. */
  void condenseUntil(long moment, BlockSet raw, SeriesIndex series) throws IOException {
    long from = Math.max(end(), raw.oldest() == Long.MAX_VALUE ? moment : raw.oldest());
    if (tier.floor(from) < tier.floor(moment)) {
      condense(raw.all(), series, tier.floor(from), tier.floor(moment));
    }
  }

  /** Takes over the stretches of a block of another store's tier that are not here yet. */
  void adopt(ByteBuffer content) throws IOException {
    List<Block> here = blocks.all();
    blocks.adopt(content, index, tier.spacingMillis(), (id, found) -> news(here, id, found));
  }

  private SampleColumns news(List<Block> here, int id, SampleColumns found) {
    Set<Long> known = stretches(here, id, found);
    if (known.isEmpty()) {
      return found;
    }
    SampleColumns news = new SampleColumns();
    for (int i = 0; i < found.size(); i++) {
      if (!known.contains(tier.floor(found.times()[i]))) {
        TierPieces.add(news, found, i);
      }
    }
    return news;
  }

  /** Returns the begins of the stretches that are here of a series, where others are found. */
  private Set<Long> stretches(List<Block> here, int id, SampleColumns found) {
    Set<Long> begins = new HashSet<>();
    if (found.size() == 0) {
      return begins;
    }
    long from = tier.floor(found.times()[0]);
    long to = tier.floor(found.times()[found.size() - 1]) + tier.spacingMillis() - 1;
    SampleColumns own = new SampleColumns();
    for (Piece piece : Joiner.pieces(here, id)) {
      try {
        new PieceReader().read(List.of(piece), from, to, own);
        for (int i = 0; i < own.size(); i++) {
          begins.add(tier.floor(own.times()[i]));
        }
      } catch (DamagedPieceException damage) {
        damages.found(damage);
      }
    }
    return begins;
  }

  static Labels named(Labels series, Aggregate aggregate) {
    return series.with(Aggregate.LABEL, aggregate.label());
  }

  static Labels plain(Labels named) {
    return named.without(Aggregate.LABEL);
  }

  /** Adds the series that this tier knows to the store's. */
  void addSeriesTo(SeriesIndex series) {
    for (int id = 0; id < index.next(); id++) {
      Labels named = index.labels(id);
      if (named != null) {
        series.add(plain(named));
      }
    }
  }

  /** Reads what is kept of a series. */
  void read(Labels series, Aggregate aggregate, long from, long end, SampleColumns into) {
    new PieceReader().read(find(blocks.all(), series, aggregate, from, end), from, end - 1, into);
  }

  /** Marks the store's ids of the series that are here, and forgets those that are not any more. */
  void mark(SeriesIndex series, IdSet used) {
    IdSet here = Joiner.idsOf(blocks.all(), index.next());
    IdSet gone = new IdSet(index.next());
    for (int id = 0; id < index.next(); id++) {
      Labels named = index.labels(id);
      if (named != null && here.has(id)) {
        int known = series.find(plain(named));
        if (known >= 0) {
          used.add(known);
        }
      } else if (named != null) {
        gone.add(id);
      }
    }
    if (gone.size() > 0) {
      index.remove(gone);
    }
  }

  /** Forgets what was condensed from a moment on, as far as it can be condensed again. */
  void redo(long from, long oldestRaw) throws IOException {
    List<Block> again = new ArrayList<>();
    for (Block block : blocks.all()) {
      if (block.meta().toMillis() >= tier.floor(from)) {
        if (tier.floor(block.meta().fromMillis()) < oldestRaw) {
          return; // a part of it cannot be had again
        }
        again.add(block);
      }
    }
    if (!again.isEmpty()) {
      blocks.drop(again);
    }
  }

  /** Returns what this tier has of a series in a range, or null if it has nothing. */
  @Nullable TierPieces pieces(Labels series, ReadHint.Reading reading, long from, long to) {
    List<Block> all = blocks.all(); // one view: upkeep may change it meanwhile
    List<Piece> values = find(all, series, aggregate(reading), from, to);
    if (values.isEmpty()) {
      return null;
    }
    List<Piece> counts =
        reading == ReadHint.Reading.SUM ? find(all, series, Aggregate.COUNT, from, to) : List.of();
    return new TierPieces(tier, end(all), reading, values, counts);
  }

  private static Aggregate aggregate(ReadHint.Reading reading) {
    return switch (reading) {
      case MIN -> Aggregate.MIN;
      case MAX -> Aggregate.MAX;
      case SUM -> Aggregate.SUM;
      case COUNTER, LAST -> Aggregate.COUNTER;
    };
  }

  private List<Piece> find(
      List<Block> all, Labels series, Aggregate aggregate, long from, long to) {
    int id = index.find(named(series, aggregate));
    List<Piece> pieces = new ArrayList<>();
    for (Block block : id < 0 ? List.<Block>of() : all) {
      int place = block.index().place(id);
      if (place >= 0) {
        block.addPieces(place, tier.floor(from), to, pieces);
      }
    }
    return pieces;
  }
}
