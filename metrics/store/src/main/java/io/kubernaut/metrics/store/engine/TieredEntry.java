package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * A series that is read from several tiers, one behind the other in time: the coarsest for the
 * oldest, samples as they came in for the newest. Where one takes over from the other is the begin
 * of a stretch of the coarser one, so that nothing is there twice and nothing is missing.
 *
 * @param raw samples as they came in
 * @param tiers finer ones first
 * @param preferTier whether the finest of them serves the reader, also where there are samples
 */
record TieredEntry(List<Piece> raw, List<TierPieces> tiers, boolean preferTier) {

  /** Returns this without a piece that cannot be read. */
  TieredEntry without(Piece damaged) {
    List<Piece> left = new ArrayList<>(raw);
    left.remove(damaged);
    List<TierPieces> sound = new ArrayList<>();
    for (TierPieces tier : tiers) {
      TierPieces rest = tier.without(damaged);
      if (!rest.values().isEmpty()) {
        sound.add(rest);
      }
    }
    return new TieredEntry(left, sound, preferTier && !sound.isEmpty());
  }

  void read(PieceReader reader, long from, long to, SampleColumns into) {
    into.clear();
    long upper = preferTier ? tiers.get(0).end() : rawBegin();
    long rawFrom = Math.max(from, upper == Long.MAX_VALUE ? from : upper);
    SampleColumns condensed = new SampleColumns();
    long spacing = addTiers(reader, from, to, upper, condensed);
    if (!preferTier && spacing > 0) {
      rawFrom = Math.max(rawFrom, cut(tiers.get(0), upper));
    }
    SampleColumns samples = new SampleColumns();
    if (!raw.isEmpty()) {
      reader.read(raw, rawFrom, to, samples);
    }
    copy(condensed, into);
    copy(samples, into);
    if (condensed.size() > 0) {
      into.condensed(condensed.size(), spacing);
    }
  }

  private long rawBegin() {
    long first = Long.MAX_VALUE;
    for (Piece piece : raw) {
      first = Math.min(first, piece.from());
    }
    return first;
  }

  /** Returns where a tier ends if finer history begins at a moment. */
  private static long cut(TierPieces tier, long finer) {
    if (finer == Long.MAX_VALUE || tier.begin() >= tier.tier().floor(finer)) {
      return finer; // all there is, is in the finer history too
    }
    long whole = tier.tier().ceiling(finer);
    return whole <= tier.end() ? whole : finer;
  }

  /** Adds the coarsest first; returns the widest spacing used, 0 if there was nothing to add. */
  private long addTiers(PieceReader reader, long from, long to, long finest, SampleColumns into) {
    long[] begin = new long[tiers.size()];
    long[] end = new long[tiers.size()];
    long upper = finest;
    for (int i = 0; i < tiers.size(); i++) {
      TierPieces tier = tiers.get(i);
      end[i] = cut(tier, upper);
      begin[i] = Math.min(tier.begin(), end[i]);
      if (i > 0) {
        begin[i - 1] = Math.max(begin[i - 1], end[i]);
      }
      upper = Math.min(upper, tier.begin());
    }
    long spacing = 0;
    for (int i = tiers.size() - 1; i >= 0; i--) {
      int before = into.size();
      long until = to == Long.MAX_VALUE ? end[i] : Math.min(end[i], to + 1);
      long since = Math.max(begin[i], tiers.get(i).tier().floor(from));
      if (since < until) {
        tiers.get(i).addTo(into, reader, since, until);
      }
      spacing =
          into.size() > before ? Math.max(spacing, tiers.get(i).tier().spacingMillis()) : spacing;
    }
    return spacing;
  }

  private static void copy(SampleColumns from, SampleColumns into) {
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
