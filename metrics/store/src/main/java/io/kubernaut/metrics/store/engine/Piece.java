package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A run of samples of one series in the order of time, wherever it is kept. Immutable for its
 * reader.
 */
interface Piece {

  /** Returns the time of the first sample, or one before it if some were deleted. */
  long from();

  /** Returns the time of the last sample, or one after it if some were deleted. */
  long to();

  /** Returns how many samples there are; 0 only if all were deleted. */
  int size();

  /** Returns the times, not to be changed; the same array for all series that share them. */
  long[] times(Reading reading);

  /** Puts all values into an array. */
  void values(Reading reading, double[] into, int at);

  /** Tells whether a stale marker may be among the values. */
  boolean maybeStale();

  /** Returns a histogram or null for each time, or null if there is none at all. */
  @Nullable NativeHistogram @Nullable [] histograms(Reading reading);

  /** Returns a start for each time, or null if none is known. */
  long @Nullable [] starts(Reading reading);
}
