package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.store.NativeHistogram;

/** Variance and quantiles of native histograms, and the share of observations within limits. */
public final class HistogramStatistics {

  private HistogramStatistics() {}

  /** Returns the variance, taking the middle of its bucket for every observation. */
  public static double variance(NativeHistogram histogram) {
    double mean = histogram.sum() / histogram.count();
    double sum = 0;
    double lost = 0;
    BucketWalk buckets = new BucketWalk(histogram);
    for (int i = 0; i < buckets.size(); i++) {
      if (buckets.count(i) == 0) {
        continue;
      }
      double delta = middle(buckets.lower(i), buckets.upper(i), histogram.hasCustomBounds()) - mean;
      double value = buckets.count(i) * delta * delta;
      double next = sum + value;
      lost += Compensation.lost(sum, value, next);
      sum = next;
    }
    return (sum + lost) / histogram.count();
  }

  private static double middle(double lower, double upper, boolean custom) {
    if (custom) {
      return (upper + lower) / 2;
    }
    if (lower <= 0 && upper >= 0) {
      return 0;
    }
    double middle = Math.sqrt(upper * lower);
    return upper < 0 ? -middle : middle;
  }

  /** Tells whether observations that are no numbers have been counted. */
  public static boolean hasNaN(NativeHistogram histogram) {
    return Double.isNaN(histogram.sum());
  }

  /** Returns how many observations lie in buckets. */
  public static double inBuckets(NativeHistogram histogram) {
    BucketWalk buckets = new BucketWalk(histogram);
    double sum = 0;
    for (int i = 0; i < buckets.size(); i++) {
      sum += buckets.count(i);
    }
    return sum;
  }

  /**
   * Returns a quantile: the value below which a share of the observations lies.
   *
   * <p>The buckets are gone through from the nearer end. Inside of a bucket values are taken to be
   * spread evenly on a logarithmic scale; in the zero bucket and in custom buckets, on a linear
   * one.
   */
  public static double quantile(double q, NativeHistogram histogram) {
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (histogram.count() == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    boolean forward = hasNaN(histogram) || q < 0.5;
    double rank = (forward ? q : 1 - q) * histogram.count();
    BucketWalk buckets = new BucketWalk(histogram);
    int at = -1;
    double count = 0;
    for (int i = 0; i < buckets.size() && (at < 0 || count < rank); i++) {
      int next = forward ? i : buckets.size() - 1 - i;
      if (buckets.count(next) != 0) {
        at = next;
        count += buckets.count(next);
      }
    }
    return at < 0
        ? hasNaN(histogram) ? Double.NaN : 0
        : inBucket(histogram, buckets, at, rank, count, forward);
  }

  private static double inBucket(
      NativeHistogram histogram,
      BucketWalk buckets,
      int at,
      double rank,
      double reached,
      boolean forward) {
    double lower = lower(histogram, buckets, at);
    double upper = upper(histogram, buckets, at);
    if (histogram.hasCustomBounds()) {
      if (lower == Double.NEGATIVE_INFINITY) {
        if (upper <= 0) {
          return upper;
        }
        lower = 0;
      } else if (upper == Double.POSITIVE_INFINITY) {
        return lower;
      }
    }
    double count = Math.min(reached, histogram.count());
    if (count < rank) {
      // Only observations that are no numbers keep the buckets from reaching the rank.
      return hasNaN(histogram) ? Double.NaN : upper;
    }
    double within = forward ? rank - (count - buckets.count(at)) : count - rank;
    return interpolate(lower, upper, within / buckets.count(at), histogram.hasCustomBounds());
  }

  private static double lower(NativeHistogram histogram, BucketWalk buckets, int at) {
    boolean zero = buckets.lower(at) < 0 && buckets.upper(at) > 0;
    boolean onlyPositive =
        histogram.negativeIndexes().length == 0 && histogram.positiveIndexes().length > 0;
    return zero && !histogram.hasCustomBounds() && onlyPositive ? 0 : buckets.lower(at);
  }

  private static double upper(NativeHistogram histogram, BucketWalk buckets, int at) {
    boolean zero = buckets.lower(at) < 0 && buckets.upper(at) > 0;
    boolean onlyNegative =
        histogram.positiveIndexes().length == 0 && histogram.negativeIndexes().length > 0;
    return zero && !histogram.hasCustomBounds() && onlyNegative ? 0 : buckets.upper(at);
  }

  private static double interpolate(double lower, double upper, double share, boolean linear) {
    if (linear || (lower <= 0 && upper >= 0)) {
      return lower + (upper - lower) * share;
    }
    double logLower = log2(Math.abs(lower));
    double logUpper = log2(Math.abs(upper));
    return lower > 0
        ? Math.pow(2, logLower + (logUpper - logLower) * share)
        : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - share));
  }

  /** Returns the share of observations between two limits. */
  public static double fraction(double from, double to, NativeHistogram histogram) {
    if (histogram.count() == 0 || Double.isNaN(from) || Double.isNaN(to)) {
      return Double.NaN;
    }
    if (from >= to) {
      return 0;
    }
    BucketWalk buckets = new BucketWalk(histogram);
    // Observations that are no numbers are in no bucket and below no limit.
    double most = hasNaN(histogram) ? inBuckets(histogram) : histogram.count();
    double below = Math.min(rankOf(from, histogram, buckets, most), most);
    double upTo = Math.min(rankOf(to, histogram, buckets, most), most);
    return (upTo - below) / histogram.count();
  }

  /** Returns how many observations lie below a limit. */
  private static double rankOf(
      double limit, NativeHistogram histogram, BucketWalk buckets, double all) {
    double rank = 0;
    for (int i = 0; i < buckets.size(); i++) {
      double lower = lower(histogram, buckets, i);
      double upper = upper(histogram, buckets, i);
      if (lower == Double.NEGATIVE_INFINITY && histogram.hasCustomBounds()) {
        if (limit == Double.NEGATIVE_INFINITY) {
          return 0;
        }
        lower = upper > 0 ? 0 : lower;
        if (lower == 0 && limit < 0) {
          return rank;
        }
      }
      if (lower >= limit) {
        return rank;
      }
      if (upper > limit) {
        return rank
            + buckets.count(i) * shareBelow(limit, lower, upper, histogram.hasCustomBounds());
      }
      rank += buckets.count(i);
    }
    return all;
  }

  private static double shareBelow(double limit, double lower, double upper, boolean linear) {
    if (Double.isInfinite(lower) || Double.isInfinite(upper)) {
      return upper == Double.POSITIVE_INFINITY ? 0 : 1;
    }
    if (linear || (lower <= 0 && upper >= 0)) {
      return (limit - lower) / (upper - lower);
    }
    double logLower = log2(Math.abs(lower));
    double logUpper = log2(Math.abs(upper));
    double logLimit = log2(Math.abs(limit));
    return lower > 0
        ? (logLimit - logLower) / (logUpper - logLower)
        : 1 - (logLimit - logUpper) / (logLower - logUpper);
  }

  private static double log2(double value) {
    int exponent = Math.getExponent(value);
    // Exact for powers of two, as bounds mostly are.
    return value == Math.scalb(1.0, exponent) ? exponent : Math.log(value) / Math.log(2);
  }
}
