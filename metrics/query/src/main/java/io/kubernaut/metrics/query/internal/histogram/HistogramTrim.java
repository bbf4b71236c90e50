package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.store.NativeHistogram;

/**
 * Cuts a histogram at a value: what is above (or below) it goes.
 *
 * <p>A bucket that the value cuts keeps its share, as quantiles share it out. The new sum takes the
 * middle of what is left of its bucket for every observation that stays; if all stay, the sum
 * stays. The zero bucket counts from zero if there are buckets on one side only. Nothing is known
 * of how a bucket without an end is filled, so it stays or goes as a whole.
 */
public final class HistogramTrim {

  private final double limit;
  private final boolean above;
  private final boolean custom;
  private double keptCount;
  private double keptSum;
  private boolean changed;

  private HistogramTrim(double limit, boolean above, boolean custom) {
    this.limit = limit;
    this.above = above;
    this.custom = custom;
  }

  /** Returns the histogram without what is above the limit. */
  public static NativeHistogram withoutAbove(NativeHistogram histogram, double limit) {
    return new HistogramTrim(limit, true, histogram.hasCustomBounds()).apply(histogram);
  }

  /** Returns the histogram without what is below the limit. */
  public static NativeHistogram withoutBelow(NativeHistogram histogram, double limit) {
    return new HistogramTrim(limit, false, histogram.hasCustomBounds()).apply(histogram);
  }

  private NativeHistogram apply(NativeHistogram histogram) {
    WorkingHistogram work = WorkingHistogram.of(histogram);
    trim(work, work.positive(), 1);
    trim(work, work.negative(), -1);
    if (histogram.zeroCount() > 0) {
      trimZero(histogram, work);
    }
    if (!changed) {
      return work.compact().toNative();
    }
    work.setCountAndSum(keptCount, keptSum);
    return work.compact().toNative();
  }

  private void trimZero(NativeHistogram histogram, WorkingHistogram work) {
    double width = work.zeroThreshold();
    boolean positive = histogram.positiveIndexes().length > 0;
    boolean negative = histogram.negativeIndexes().length > 0;
    double lower = positive && !negative ? 0 : -width;
    double upper = negative && !positive ? 0 : width;
    work.setZeroCount(keep(lower, upper, work.zeroCount(), true));
  }

  private void trim(WorkingHistogram work, Buckets buckets, int sign) {
    for (int i = 0; i < buckets.size(); i++) {
      double count = buckets.count(i);
      if (count != 0) {
        double near = Bounds.lower(work.schema(), buckets.index(i), work.bounds());
        double far = Bounds.upper(work.schema(), buckets.index(i), work.bounds());
        double lower = sign > 0 ? near : -far;
        double upper = sign > 0 ? far : -near;
        buckets.set(i, keep(lower, upper, count, custom));
      }
    }
  }

  /** Returns how many observations of a bucket stay, and adds them up. */
  private double keep(double lower, double upper, double count, boolean linear) {
    double kept;
    double middle;
    if (lower == Double.NEGATIVE_INFINITY) {
      kept = count * keptBelow(upper);
      middle = middleBelow(upper);
    } else if (upper == Double.POSITIVE_INFINITY) {
      boolean all = limit == Double.POSITIVE_INFINITY;
      kept = above == all ? count : 0;
      middle = above ? lower : Math.max(lower, limit);
    } else {
      double below = below(lower, upper, count, linear);
      kept = above ? below : count - below;
      double from = above ? lower : Math.max(lower, limit);
      double to = above ? Math.min(upper, limit) : upper;
      middle = middle(from, to, linear);
    }
    changed |= kept != count;
    keptCount += kept;
    keptSum += kept == 0 ? 0 : kept * middle;
    return kept;
  }

  /** A bucket from minus infinity begins at zero if it ends above zero. */
  private double keptBelow(double upper) {
    if (above ? limit >= upper : limit == Double.NEGATIVE_INFINITY) {
      return 1;
    }
    if (limit >= 0 && limit < upper) {
      return above ? limit / upper : 1 - limit / upper;
    }
    return above && upper <= 0 && limit > Double.NEGATIVE_INFINITY ? 1 : 0;
  }

  private double middleBelow(double upper) {
    if (upper <= 0) {
      return above ? Math.min(upper, limit) : upper;
    }
    double from = !above && limit >= 0 ? limit : 0;
    double to = above && limit >= 0 ? Math.min(limit, upper) : upper;
    return (from + to) / 2;
  }

  private static double middle(double lower, double upper, boolean linear) {
    if (linear) {
      return (lower + upper) / 2;
    }
    double middle = Math.sqrt(Math.abs(lower) * Math.abs(upper));
    return upper <= 0 ? -middle : middle;
  }

  /** Returns how many of a bucket's observations lie below the limit. */
  private double below(double lower, double upper, double count, boolean linear) {
    if (limit <= lower) {
      return 0;
    }
    if (limit >= upper) {
      return count;
    }
    if (linear) {
      return count * (limit - lower) / (upper - lower);
    }
    double logLower = Math.log(Math.abs(lower));
    double logUpper = Math.log(Math.abs(upper));
    double logLimit = Math.log(Math.abs(limit));
    return count * ((logLimit - logLower) / (logUpper - logLower));
  }
}
