package io.kubernaut.metrics.query.internal.engine;

/**
 * The moments at which an expression is evaluated.
 *
 * @param start the first, in milliseconds since 1970
 * @param step the distance between two
 * @param count how many
 */
public record StepGrid(long start, long step, int count) {

  /** One moment. */
  static StepGrid instant(long time) {
    return new StepGrid(time, 1, 1);
  }

  long time(int index) {
    return start + index * step;
  }

  long end() {
    return time(count - 1);
  }

  StepGrid first() {
    return new StepGrid(start, step, 1);
  }
}
