package io.kubernaut.metrics.query.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The buckets of a classic histogram at one step: rising bounds, and how many observations are not
 * above each. Filled again for each step.
 *
 * <p>Bounds that are equal as numbers are one bucket. Counts that fall where they should rise are
 * raised; tiny differences are taken for rounding, others are reported.
 */
final class ClassicBuckets {

  /** The difference, as a share, up to which counts are taken for equal. */
  private static final double ROUNDING = 1e-12;

  private final double[] bounds;
  private final double[] counts;
  private int size;
  private @Nullable ForcedMonotonicity forced;

  ClassicBuckets(int capacity) {
    bounds = new double[capacity];
    counts = new double[capacity];
  }

  void clear() {
    size = 0;
    forced = null;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a bucket whose bound is not below those before. */
  void add(double bound, double count) {
    if (size > 0 && bounds[size - 1] == bound) {
      counts[size - 1] += count;
    } else {
      bounds[size] = bound;
      counts[size++] = count;
    }
  }

  /** Returns what had to be mended for the last quantile, or null. */
  @Nullable ForcedMonotonicity forced() {
    return forced;
  }

  /** Returns a quantile; observations are taken to be spread evenly in their bucket. */
  double quantile(double q, long time) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0 || q > 1) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    mend(time);
    double observations = counts[size - 1];
    if (size < 2 || observations == 0 || Double.isNaN(observations)) {
      return Double.NaN;
    }
    double rank = q * observations;
    int at = 0;
    while (at < size - 1 && !(counts[at] >= rank)) {
      at++;
    }
    if (at == size - 1) {
      return bounds[size - 2];
    }
    if (at == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = at == 0 ? 0 : bounds[at - 1];
    double below = at == 0 ? 0 : counts[at - 1];
    return start + (bounds[at] - start) * ((rank - below) / (counts[at] - below));
  }

  private void mend(long time) {
    double before = counts[0];
    for (int i = 1; i < size; i++) {
      double count = counts[i];
      if (count == before) {
        continue;
      }
      if (isRounding(before, count)) {
        counts[i] = before;
      } else if (count < before) {
        ForcedMonotonicity found =
            new ForcedMonotonicity(bounds[i], bounds[i], before - count, 1, time, time);
        ForcedMonotonicity known = forced;
        forced = known == null ? found : widened(known, found);
        counts[i] = before;
      } else {
        before = count;
      }
    }
  }

  private static ForcedMonotonicity widened(ForcedMonotonicity known, ForcedMonotonicity found) {
    ForcedMonotonicity both = known.and(found);
    return new ForcedMonotonicity(
        both.least(), both.most(), both.difference(), 1, both.from(), both.to());
  }

  private static boolean isRounding(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return false;
    }
    double size = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    return size < Double.MIN_NORMAL
        ? difference < ROUNDING * Double.MIN_NORMAL
        : difference / Math.min(size, Double.MAX_VALUE) < ROUNDING;
  }

  /** Returns the share of observations between two limits. */
  double fraction(double from, double to) {
    if (bounds[size - 1] != Double.POSITIVE_INFINITY || Double.isNaN(from) || Double.isNaN(to)) {
      return Double.NaN;
    }
    double all = counts[size - 1];
    if (all == 0 || Double.isNaN(all)) {
      return Double.NaN;
    }
    if (from >= to) {
      return 0;
    }
    return (rank(to) - rank(from)) / all;
  }

  private double rank(double limit) {
    double below = 0;
    for (int i = 0; i < size; i++) {
      double lower = lower(i);
      if (lower >= limit) {
        return below;
      }
      if (bounds[i] > limit) {
        return lower == Double.NEGATIVE_INFINITY ? counts[i] : within(i, lower, below, limit);
      }
      below = counts[i];
    }
    return below;
  }

  /** Nothing is known of how a bucket without an end is filled, so nothing is taken from it. */
  private double within(int i, double lower, double below, double limit) {
    return below + (counts[i] - below) * ((limit - lower) / (bounds[i] - lower));
  }

  private double lower(int i) {
    return i > 0 ? bounds[i - 1] : bounds[0] > 0 ? 0 : Double.NEGATIVE_INFINITY;
  }
}
