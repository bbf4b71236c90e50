package io.kubernaut.types.metric;

/**
 * The bounds of exponential buckets.
 *
 * <p>In scale <i>s</i> each bound is 2^(2^-<i>s</i>) times the one before: with 0 they double, with
 * 3 there are eight to each doubling, with -1 they quadruple. Bucket <i>i</i> holds what is above
 * the bound <i>i</i>-1 and at most the bound <i>i</i>; bound 0 is 1. Every bound of a scale is a
 * bound of each finer one, and exactly the same double: that is what lets histograms of different
 * scales be merged without error. Two buckets of scale <i>s</i>, 2<i>i</i>-1 and 2<i>i</i>, are
 * bucket <i>i</i> of scale <i>s</i>-1.
 *
 * <p>Powers are those of {@link StrictMath}: the same on every machine.
 */
final class ExponentialScale {

  private static final int LEAST_EXPONENT = -1074;
  private static final int MOST_EXPONENT = 1024;

  private final int scale;

  ExponentialScale(int scale) {
    this.scale = scale;
  }

  /** Returns the upper bound of a bucket; infinity beyond all doubles. */
  double bound(int index) {
    if (scale <= 0) {
      long exponent = (long) index << -scale;
      return Math.scalb(1.0, (int) Math.max(-5_000, Math.min(5_000, exponent)));
    }
    int steps = 1 << scale;
    double fraction = StrictMath.pow(2, (double) (index & (steps - 1)) / steps);
    return Math.scalb(fraction, index >> scale);
  }

  /** Returns the first bucket whose bound is at least a value above 0. */
  int index(double value) {
    int low = least();
    int high = most();
    while (low < high) {
      int middle = low + (int) (((long) high - low) / 2);
      if (bound(middle) >= value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Returns the bucket of the least number above 0. */
  int least() {
    return scale >= 0 ? LEAST_EXPONENT << scale : coarser(LEAST_EXPONENT, -scale);
  }

  /** Returns the last bucket: that of infinity, behind that of the largest number. */
  int most() {
    return 1 + (scale >= 0 ? MOST_EXPONENT << scale : coarser(MOST_EXPONENT, -scale));
  }

  /** Returns the bucket of a coarser scale that a bucket becomes part of. */
  static int coarser(int index, int steps) {
    return ((index - 1) >> steps) + 1;
  }
}
