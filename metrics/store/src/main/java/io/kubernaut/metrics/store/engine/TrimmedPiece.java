package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece without the samples that were deleted. Decoded when it is read; for one thread. */
final class TrimmedPiece implements Piece {
  private final Piece whole;
  private final List<Erasure> gone;
  private final long from;
  private final long to;
  private int @Nullable [] kept;

  TrimmedPiece(Piece whole, List<Erasure> gone, long from, long to) {
    this.whole = whole;
    this.gone = gone;
    this.from = from;
    this.to = to;
  }

  @Override
  public long from() {
    return from;
  }

  @Override
  public long to() {
    return to;
  }

  @Override
  public int size() {
    return kept(new Reading()).length;
  }

  /** Returns the places of the samples that are left. */
  private int[] kept(Reading reading) {
    int[] known = kept;
    if (known == null) {
      long[] times = wholeTimes(reading);
      int count = 0;
      known = new int[whole.size()];
      for (int i = 0; i < known.length; i++) {
        if (!isGone(times[i])) {
          known[count++] = i;
        }
      }
      known = Arrays.copyOf(known, count);
      kept = known;
    }
    return known;
  }

  private boolean isGone(long time) {
    for (Erasure each : gone) {
      if (each.covers(time)) {
        return true;
      }
    }
    return false;
  }

  private long[] wholeTimes(Reading reading) {
    try {
      return whole.times(reading);
    } catch (DamagedPieceException damage) {
      throw own(damage);
    }
  }

  /** Whoever reads leaves out the piece that is named: this one. */
  private DamagedPieceException own(DamagedPieceException damage) {
    return new DamagedPieceException(this, damage.isNews(), damage);
  }

  @Override
  public long[] times(Reading reading) {
    long[] times = wholeTimes(reading);
    return Arrays.stream(kept(reading)).mapToLong(i -> times[i]).toArray();
  }

  @Override
  public void values(Reading reading, double[] into, int at) {
    double[] values = new double[whole.size()];
    try {
      whole.values(reading, values, 0);
    } catch (DamagedPieceException damage) {
      throw own(damage);
    }
    int[] places = kept(reading);
    for (int i = 0; i < places.length; i++) {
      into[at + i] = values[places[i]];
    }
  }

  @Override
  public boolean maybeStale() {
    return whole.maybeStale();
  }

  @Override
  public @Nullable NativeHistogram @Nullable [] histograms(Reading reading) {
    @Nullable NativeHistogram[] histograms = wholeHistograms(reading);
    if (histograms == null) {
      return null;
    }
    int[] places = kept(reading);
    @Nullable NativeHistogram[] left = new NativeHistogram[places.length];
    for (int i = 0; i < places.length; i++) {
      left[i] = histograms[places[i]];
    }
    return left;
  }

  private @Nullable NativeHistogram @Nullable [] wholeHistograms(Reading reading) {
    try {
      return whole.histograms(reading);
    } catch (DamagedPieceException damage) {
      throw own(damage);
    }
  }

  @Override
  public long @Nullable [] starts(Reading reading) {
    try {
      long[] starts = whole.starts(reading);
      return starts == null
          ? null
          : Arrays.stream(kept(reading)).mapToLong(i -> starts[i]).toArray();
    } catch (DamagedPieceException damage) {
      throw damage.piece() == this ? damage : own(damage);
    }
  }
}
