package io.kubernaut.metrics.query.internal.engine;

/**
 * How far a difference between samples is stretched to the edges of its range. Used again and
 * again.
 */
final class Stretch {

  /** A sample is near to the edge if it is not farther than this many average distances. */
  private static final double NEAR = 1.1;

  private double toStart;
  private double toEnd;
  private double sampled;
  private double average;
  private long rangeStart;
  private long first;
  private long last;

  void set(long rangeStart, long rangeEnd, long first, long last, int intervals) {
    this.rangeStart = rangeStart;
    this.first = first;
    this.last = last;
    toStart = (first - rangeStart) / 1e3;
    toEnd = (rangeEnd - last) / 1e3;
    sampled = (last - first) / 1e3;
    average = intervals > 0 ? sampled / intervals : 0;
  }

  /** Tells whether a start time lies in the range, before the first sample. */
  boolean beginsWithin(long start) {
    return start != 0 && start > rangeStart && start < first;
  }

  /** Returns the factor for a counter that is known to have begun in the range. */
  double factorSince(long start) {
    double known = (last - start) / 1e3;
    return known == 0 ? 1 : (known + end()) / known;
  }

  /** Returns the factor for a difference whose first value is known. */
  double factor(boolean counter, double difference, double firstValue) {
    double start = toStart >= average * NEAR ? average / 2 : toStart;
    if (counter && difference > 0 && firstValue >= 0) {
      double toZero = sampled * (firstValue / difference);
      start = Math.min(start, toZero);
    }
    return (sampled + start + end()) / sampled;
  }

  private double end() {
    return toEnd >= average * NEAR ? average / 2 : toEnd;
  }
}
