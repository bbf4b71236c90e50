package io.kubernaut.metrics.query.internal.engine;

/** A function of the samples in a range. It is asked once for each series, for all steps. */
interface RangeFunction {

  /** Fills the column with the results for each step that has any. */
  void apply(RangeInput input, StepColumn into);
}
