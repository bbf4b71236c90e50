package io.kubernaut.metrics.query.syntax;

/** Turns durations of a query into milliseconds, once the query's range and step are known. */
public final class Resolution {

  /** As far as Go's durations go: 292 years. */
  private static final double MOST_SECONDS = Long.MAX_VALUE / 1e9;

  private Resolution() {}

  /**
   * Computes a length.
   *
   * @param duration the length
   * @param stepMillis the query's step, 0 for an instant
   * @param rangeMillis the query's range
   * @return milliseconds, maybe negative
   * @throws IllegalArgumentException if it is longer than 292 years
   * @throws ArithmeticException if something is divided by zero
   */
  public static long millis(DurationExpr duration, long stepMillis, long rangeMillis) {
    double seconds = duration.seconds(stepMillis / 1e3, rangeMillis / 1e3);
    if (!(Math.abs(seconds) <= MOST_SECONDS)) {
      throw new IllegalArgumentException("duration out of range");
    }
    return (long) (seconds * 1e3 + Math.copySign(0.5, seconds));
  }

  /**
   * Computes a length that has to be positive.
   *
   * @param duration the length
   * @param stepMillis the query's step, 0 for an instant
   * @param rangeMillis the query's range
   * @return milliseconds, at least 1
   * @throws IllegalArgumentException if it is not positive or longer than 292 years
   * @throws ArithmeticException if something is divided by zero
   */
  public static long positiveMillis(DurationExpr duration, long stepMillis, long rangeMillis) {
    long millis = millis(duration, stepMillis, rangeMillis);
    if (millis <= 0) {
      throw new IllegalArgumentException("duration must be greater than 0");
    }
    return millis;
  }
}
