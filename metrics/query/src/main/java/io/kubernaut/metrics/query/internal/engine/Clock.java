package io.kubernaut.metrics.query.internal.engine;

/**
 * At which moments a selector looks: at those of its steps, shifted, or always at the same one.
 *
 * @param grid the steps
 * @param fixed whether it always looks at the same moment
 * @param moment that moment, in milliseconds since 1970
 * @param offset how far back it looks
 */
record Clock(StepGrid grid, boolean fixed, long moment, long offset) {

  long time(int step) {
    return (fixed ? moment : grid.time(step)) - offset;
  }

  long first() {
    return time(0);
  }

  long last() {
    return time(grid.count() - 1);
  }
}
