package io.kubernaut.metrics.query.internal.engine;

/** What one group of an aggregation has gathered, for all steps. */
interface Accumulator {

  /** Adds a series. */
  void add(StepColumn column, String metric);

  /** Fills the column with the results; asked once. */
  void finish(StepColumn into);

  /** About how much memory one takes. */
  static long bytes(int steps) {
    return 64 + 24L * steps;
  }
}
