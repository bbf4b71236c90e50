package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.SampleColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * A series that is read from several tiers, as {@link TieredReading} does it.
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
    new TieredReading(this, reader, into).read(from, to);
  }
}
