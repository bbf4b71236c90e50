package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one series from samples as they came in and from condensed history.
 *
 * <p>Levels stand one below the other: samples, then the tiers, finer ones first. A level serves
 * wherever it has numbers; where it has none and a coarser one has, as before the oldest of its
 * own, or behind some that a legal hold kept, that gap is read from below. Where one takes over
 * from the other is the begin of a stretch of the coarser one, so that nothing is there twice and
 * nothing is missing. Everything up to the last condensed number counts as condensed.
 *
 * <p>For one thread and one reading.
 */
final class TieredReading {
  private static final long NOTHING = Long.MIN_VALUE;

  private final TieredEntry entry;
  private final PieceReader reader;
  private final SampleColumns into;
  private int condensed;
  private long spacing;

  TieredReading(TieredEntry entry, PieceReader reader, SampleColumns into) {
    this.entry = entry;
    this.reader = reader;
    this.into = into;
  }

  void read(long from, long to) {
    into.clear();
    if (entry.preferTier()) {
      long end = entry.tiers().get(0).end();
      add(1, from, Math.min(to, end - 1));
      addSamples(Math.max(from, end), to);
    } else {
      add(0, from, to);
    }
    if (condensed > 0) {
      into.condensed(condensed, spacing);
    }
  }

  /** Adds what a level has, and what the levels below it have where it has nothing. */
  private void add(int level, long from, long to) {
    long since = from;
    long last = NOTHING;
    for (Piece piece : pieces(level, from, to)) {
      TierPieces below = below(level, last == NOTHING ? since : last + 1, piece.from());
      if (below != null) {
        since = addOwn(level, since, last, below);
        long whole = below.tier().ceiling(piece.from());
        long begin = whole <= below.end() ? whole : piece.from();
        add(level + 1, since, Math.min(to, begin - 1));
        since = Math.max(since, begin);
      }
      last = Math.max(last, piece.to());
    }
    TierPieces below = below(level, last == NOTHING ? since : last + 1, to);
    if (below == null) {
      addOwn(level, since, to);
    } else {
      add(level + 1, addOwn(level, since, last, below), to);
    }
  }

  /** Adds what a level has before a gap; returns where the gap begins for the level below. */
  private long addOwn(int level, long since, long last, TierPieces below) {
    if (last == NOTHING) {
      return since;
    }
    long end = Math.max(since, below.tier().floor(last));
    addOwn(level, since, end - 1);
    return end;
  }

  private void addOwn(int level, long from, long to) {
    if (level == 0) {
      addSamples(from, to);
    } else if (from <= to) {
      addCondensed(entry.tiers().get(level - 1), from, to);
    }
  }

  private void addSamples(long from, long to) {
    if (from <= to && !entry.raw().isEmpty()) {
      SampleColumns samples = new SampleColumns();
      reader.read(entry.raw(), from, to, samples);
      copy(samples);
    }
  }

  private void addCondensed(TierPieces tier, long from, long to) {
    long since = tier.tier().floor(from);
    long end = to == Long.MAX_VALUE ? tier.end() : Math.min(tier.end(), to + 1);
    if (since < end) {
      SampleColumns numbers = new SampleColumns();
      tier.addTo(numbers, reader, since, end);
      copy(numbers);
      if (numbers.size() > 0) {
        condensed = into.size();
        spacing = Math.max(spacing, tier.tier().spacingMillis());
      }
    }
  }

  private List<Piece> pieces(int level, long from, long to) {
    List<Piece> pieces = new ArrayList<>();
    for (Piece piece : level == 0 ? entry.raw() : entry.tiers().get(level - 1).values()) {
      if (piece.to() >= from && piece.from() <= to) {
        pieces.add(piece);
      }
    }
    pieces.sort(Comparator.comparingLong(Piece::from));
    return pieces;
  }

  /** Returns the finest level below that has whole stretches between two moments; null if none. */
  private @Nullable TierPieces below(int level, long from, long to) {
    for (TierPieces tier : entry.tiers().subList(level, entry.tiers().size())) {
      long begin = tier.tier().ceiling(from);
      long end = Math.min(to == Long.MAX_VALUE ? to : tier.tier().floor(to), tier.end());
      if (begin < end) {
        SampleColumns between = new SampleColumns();
        tier.addTo(between, reader, begin, end);
        if (between.size() > 0) {
          return tier;
        }
      }
    }
    return null;
  }

  private void copy(SampleColumns from) {
    for (int i = 0; i < from.size(); i++) {
      NativeHistogram histogram = from.hasHistograms() ? from.histograms()[i] : null;
      if (histogram == null) {
        into.add(from.times()[i], from.values()[i]);
      } else {
        into.add(from.times()[i], histogram);
      }
      int at = into.size() - 1;
      if (from.hasStarts()) {
        into.start(at, from.starts()[i]);
      }
      if (from.hasWeights()) {
        into.weight(at, from.weights()[i]);
      }
    }
  }
}
