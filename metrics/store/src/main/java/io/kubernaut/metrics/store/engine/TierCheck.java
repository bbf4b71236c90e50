package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.engine.Condenser.Aggregate;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Condenses again what is there of samples, and compares. What is older than samples are kept may
 * be gone or held, so that there only stretches are compared which have samples on both sides.
 */
final class TierCheck {
  private final BlockSet blocks;
  private final SeriesIndex index;
  private final Expiry expiry;
  private final List<Reconciliation.Difference> differences = new ArrayList<>();
  private long series;
  private long stretches;

  TierCheck(BlockSet blocks, SeriesIndex index, Expiry expiry) {
    this.blocks = blocks;
    this.index = index;
    this.expiry = expiry;
  }

  Reconciliation run(List<TierHistory> tiers) {
    for (TierHistory tier : tiers) {
      check(tier);
    }
    return new Reconciliation(series, stretches, differences);
  }

  /** Compares where whole stretches of samples are kept. */
  private void check(TierHistory tier) {
    List<Block> raw = blocks.all();
    long from = tier.tier().ceiling(blocks.oldest());
    long end = tier.end();
    if (blocks.oldest() == Long.MAX_VALUE || from >= end) {
      return;
    }
    PieceReader reader = new PieceReader();
    SampleColumns samples = new SampleColumns();
    Condenser condenser = new Condenser();
    for (int id : Joiner.idsOf(raw, index.next()).toArray()) {
      Labels labels = index.labels(id);
      long since = labels == null ? end : Math.max(from, keptSince(labels, tier.tier()));
      if (labels != null && since < end) {
        reader.read(Joiner.pieces(raw, id), since, end - 1, samples);
        condenser.condense(samples, tier.tier());
        compare(labels, tier, since, end, condenser);
      }
    }
  }

  /** What is older than its age may be gone from one and not yet from the other. */
  private long keptSince(Labels labels, Tier tier) {
    return tier.ceiling(blocks.newest() - expiry.ageOf(labels, tier.retention()).toMillis());
  }

  /** From when on all samples are there. */
  private long wholeSince(Labels labels, Tier tier) {
    return tier.ceiling(blocks.newest() - expiry.ageOf(labels).toMillis());
  }

  /** Tells whether a stretch has no neighbour on one side, so that a part of it may be gone. */
  private static boolean isEdge(SampleColumns stretches, int i, Tier tier) {
    long own = tier.floor(stretches.times()[i]);
    return i == 0
        || i + 1 == stretches.size()
        || tier.floor(stretches.times()[i - 1]) != own - tier.spacingMillis()
        || tier.floor(stretches.times()[i + 1]) != own + tier.spacingMillis();
  }

  private void compare(Labels labels, TierHistory tier, long from, long end, Condenser condenser) {
    series++;
    SampleColumns found = new SampleColumns();
    for (Aggregate aggregate : Aggregate.values()) {
      SampleColumns expected = condenser.of(aggregate);
      tier.read(labels, aggregate, from, end, found);
      compare(labels, tier, aggregate, expected, found);
      stretches += aggregate == Aggregate.COUNT ? expected.size() : 0;
    }
  }

  private void compare(
      Labels labels,
      TierHistory tier,
      Aggregate aggregate,
      SampleColumns expected,
      SampleColumns found) {
    long whole = wholeSince(labels, tier.tier());
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < found.size()) {
      long left = i < expected.size() ? expected.times()[i] : Long.MAX_VALUE;
      long right = j < found.size() ? found.times()[j] : Long.MAX_VALUE;
      double samples = left <= right ? expected.values()[i] : Double.NaN;
      double condensed = right <= left ? found.values()[j] : Double.NaN;
      boolean same =
          left == right
              && Double.doubleToRawLongBits(samples) == Double.doubleToRawLongBits(condensed);
      boolean maybeGone =
          Math.min(left, right) < whole && (right < left || isEdge(expected, i, tier.tier()));
      if (!same && !maybeGone && differences.size() < Reconciliation.MOST) {
        differences.add(
            new Reconciliation.Difference(
                labels,
                tier.tier().spacing(),
                aggregate.label(),
                Math.min(left, right),
                samples,
                condensed));
      }
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }
  }
}
