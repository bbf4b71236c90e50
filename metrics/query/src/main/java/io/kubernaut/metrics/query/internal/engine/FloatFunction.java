package io.kubernaut.metrics.query.internal.engine;

/**
 * A function of the floats in a range. Histograms in the same range are ignored, which the answer
 * says; a range of histograms only has no result.
 */
abstract class FloatFunction implements RangeFunction {

  private final int least;

  /** A function of at least so many samples. */
  FloatFunction(int least) {
    this.least = least;
  }

  /** Computes the result from the samples at these positions. */
  abstract double value(RangeInput input, int step, int from, int to);

  /** Looks at a series before its ranges are gone through. */
  void begin(RangeInput input) {}

  @Override
  public final void apply(RangeInput input, StepColumn into) {
    RangeWindows windows = input.windows();
    begin(input);
    boolean histograms = windows.hasHistograms();
    for (int step = 0; step < windows.steps(); step++) {
      int from = windows.from[step];
      int to = windows.to[step];
      if (to > from
          && histograms
          && windows.histograms().from[step] < windows.histograms().to[step]) {
        input.info(Notes.ignoredInRange(input.metric()));
      }
      if (to - from >= least) {
        into.set(step, value(input, step, from, to));
      }
    }
  }
}
