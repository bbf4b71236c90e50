package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.LongColumn;
import org.jspecify.annotations.Nullable;

/** A piece whose samples {@link ChunkEncoder} has turned into bytes. */
abstract class EncodedPiece implements Piece {

  abstract int flags();

  /** Returns a cursor at the first of the chunk's bytes. */
  abstract ByteCursor open(Reading reading);

  @Override
  public final void values(Reading reading, double[] into, int at) {
    reading.values.decode(open(reading), size(), into, at);
  }

  @Override
  public final boolean maybeStale() {
    return (flags() & ChunkEncoder.STALE) != 0;
  }

  @Override
  public final long @Nullable [] starts(Reading reading) {
    if ((flags() & ChunkEncoder.STARTS) == 0) {
      return null;
    }
    ByteCursor in = open(reading);
    skipValues(reading, in);
    return decodedLongs(in);
  }

  private long[] decodedLongs(ByteCursor in) {
    long[] starts = new long[size()];
    LongColumn.decode(in, size(), starts);
    return starts;
  }

  private void skipValues(Reading reading, ByteCursor in) {
    reading.values.decode(in, size(), new double[size()], 0);
  }

  @Override
  public final @Nullable NativeHistogram @Nullable [] histograms(Reading reading) {
    if ((flags() & ChunkEncoder.HISTOGRAMS) == 0) {
      return null;
    }
    ByteCursor in = open(reading);
    skipValues(reading, in);
    if ((flags() & ChunkEncoder.STARTS) != 0) {
      decodedLongs(in);
    }
    return HistogramColumn.decode(in, size());
  }
}
