package io.kubernaut.metrics.registry.cells;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a counter needs only when it is busy: made at the first sign of use, so that a cold one
 * stays small.
 */
final class Spill {
  /** What virtual threads add, and threads beyond the memory budget. */
  final LongAdder whole = new LongAdder();

  /** What is not a whole number. */
  final DoubleAdder fractions = new DoubleAdder();

  /** What additions to the shared word, or by threads that died, added beyond one each. */
  final LongAdder surplus = new LongAdder();

  /** When the last sign of use came; racy on purpose. */
  long countedSince;

  /** Whether {@link #whole} has taken over from the single atomic word. */
  volatile boolean striped;
}
