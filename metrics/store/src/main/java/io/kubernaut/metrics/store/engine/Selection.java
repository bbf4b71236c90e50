package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series that a query selected, with the pieces they had at that moment. Reading decodes; a
 * piece that turns out to be damaged is left out and reported. For one thread.
 */
final class Selection implements SeriesSet {
  private final List<Entry> entries;
  private final long from;
  private final long to;
  private final Damages damages;
  private final PieceReader reader = new PieceReader();

  /** A series and where its samples are: in pieces, or also in condensed history. */
  record Entry(Labels labels, List<Piece> pieces, @Nullable TieredEntry tiered) {}

  /** Hears of damage. */
  interface Damages {
    void found(DamagedPieceException damage);
  }

  Selection(List<Entry> entries, long from, long to, Damages damages) {
    this.entries = entries;
    this.from = from;
    this.to = to;
    this.damages = damages;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public Labels labels(int index) {
    return entries.get(index).labels();
  }

  @Override
  public void read(int index, SampleColumns into) {
    TieredEntry tiered = entries.get(index).tiered();
    List<Piece> pieces = entries.get(index).pieces();
    while (true) {
      try {
        if (tiered == null) {
          reader.read(pieces, from, to, into);
        } else {
          tiered.read(reader, from, to, into);
        }
        return;
      } catch (DamagedPieceException damage) {
        damages.found(damage);
        pieces = new ArrayList<>(pieces);
        pieces.remove(damage.piece());
        tiered = tiered == null ? null : tiered.without(damage.piece());
      }
    }
  }

  @Override
  public void close() {}
}
