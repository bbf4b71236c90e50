package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.index.IdSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deletion as the blocks of one folder see it. Immutable once it is handed to a block.
 *
 * @param deletion the number of the deletion
 * @param ids the series
 * @param from the first moment
 * @param to the last moment, itself included
 */
record Erasure(long deletion, IdSet ids, long from, long to) {

  /** Returns those that speak of a series. */
  static List<Erasure> of(int id, List<Erasure> all) {
    if (all.isEmpty()) {
      return all;
    }
    List<Erasure> own = new ArrayList<>(all.size());
    for (Erasure each : all) {
      if (each.ids().has(id)) {
        own.add(each);
      }
    }
    return own;
  }

  /** Returns what is left of a piece: all of it, a part, or nothing. */
  static @Nullable Piece left(Piece whole, List<Erasure> gone) {
    if (gone.isEmpty()) {
      return whole;
    }
    List<Erasure> touching = touching(whole, gone);
    return touching.isEmpty() ? whole : trimmed(whole, touching);
  }

  /** Moves both ends inwards past what is gone. */
  private static @Nullable Piece trimmed(Piece whole, List<Erasure> touching) {
    long first = whole.from();
    long last = whole.to();
    for (boolean more = true; more; ) {
      more = false;
      for (Erasure each : touching) {
        if (each.covers(first) && each.covers(last)) {
          return null;
        }
        if (each.covers(first)) {
          first = each.to() + 1;
          more = true;
        } else if (each.covers(last)) {
          last = each.from() - 1;
          more = true;
        }
        if (first > last) {
          return null;
        }
      }
    }
    return new TrimmedPiece(whole, touching, first, last);
  }

  private static List<Erasure> touching(Piece whole, List<Erasure> gone) {
    List<Erasure> touching = new ArrayList<>(gone.size());
    for (Erasure each : gone) {
      if (each.from() <= whole.to() && each.to() >= whole.from()) {
        touching.add(each);
      }
    }
    return touching;
  }

  boolean covers(long time) {
    return from <= time && to >= time;
  }
}
