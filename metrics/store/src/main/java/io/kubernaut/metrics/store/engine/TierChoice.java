package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SeriesQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tiers serve a query: the coarsest whose spacing the reader can bear, and coarser ones for
 * what is older; for a reader that wants samples as they came in, tiers only where those are gone.
 */
final class TierChoice {
  private final SeriesQuery query;
  private final List<TierHistory> tiers;
  private final boolean prefers;

  private TierChoice(SeriesQuery query, List<TierHistory> tiers, boolean prefers) {
    this.query = query;
    this.tiers = tiers;
    this.prefers = prefers;
  }

  /**
   * Chooses.
   *
   * @param allSince since when samples of all series are there without a gap
   */
  static TierChoice of(SeriesQuery query, List<TierHistory> all, long allSince) {
    int coarsest = -1;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).tier().spacingMillis() <= query.hint().spacingMillis()) {
        coarsest = i;
      }
    }
    if (coarsest >= 0) {
      return new TierChoice(query, all.subList(coarsest, all.size()), true);
    }
    return new TierChoice(query, allSince <= query.fromMillis() ? List.of() : all, false);
  }

  Optional<Selection.Entry> entry(Labels labels, List<Piece> raw) {
    List<TierPieces> condensed = new ArrayList<>(tiers.size());
    boolean first = true;
    boolean preferred = false;
    for (TierHistory tier : tiers) {
      @Nullable TierPieces pieces =
          tier.pieces(labels, query.hint().reading(), query.fromMillis(), query.toMillis());
      if (pieces != null) {
        preferred |= first && prefers;
        condensed.add(pieces);
      }
      first = false;
    }
    if (raw.isEmpty() && condensed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Selection.Entry(
            labels, raw, condensed.isEmpty() ? null : new TieredEntry(raw, condensed, preferred)));
  }
}
