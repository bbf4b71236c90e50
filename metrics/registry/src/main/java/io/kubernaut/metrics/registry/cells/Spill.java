package io.kubernaut.metrics.registry.cells;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a counter needs only when it is busy, or when something else than ones is added: made when
 * first needed, so that a cold one stays small.
 */
final class Spill {
  /** What virtual threads add, and threads beyond the memory budget. */
  final LongAdder whole = new LongAdder();

  /** What is not a whole number. */
  final DoubleAdder fractions = new DoubleAdder();

  /** What additions to the shared word, or by threads that died, added beyond one each. */
  final LongAdder surplus = new LongAdder();

  /** How many additions came here since a thread was given a cell; racy on purpose. */
  int tries;

  /** Whether {@link #whole} has taken over from the single atomic word. */
  volatile boolean striped;
}
