package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import java.util.Arrays;

/**
 * A native histogram that is being computed.
 *
 * <p>Two histograms are brought to one layout before they are added: the coarser schema wins, the
 * wider zero bucket wins (and becomes wider still where its border would cut a bucket that holds
 * something), and of custom bounds those stay that both have. Exponential and custom buckets have
 * nothing in common; that is reported and nothing is added.
 */
public final class WorkingHistogram {

  /** The layouts can not be brought together; nothing was done. */
  public static final int INCOMPATIBLE = 1;

  /** One says that the counter was reset, the other that it was not. */
  public static final int COLLISION = 2;

  /** The bounds of custom buckets differed. */
  public static final int RECONCILED = 4;

  private int schema;
  private ResetHint hint;
  private double count;
  private double lostCount;
  private double sum;
  private double lostSum;
  private double zeroThreshold;
  private double zeroCount;
  private double lostZero;
  private Buckets positive;
  private Buckets negative;
  private double[] bounds;

  private WorkingHistogram(NativeHistogram from) {
    schema = from.schema();
    hint = from.hint();
    count = from.count();
    sum = from.sum();
    zeroThreshold = from.zeroThreshold();
    zeroCount = from.zeroCount();
    positive = new Buckets(from.positiveIndexes(), from.positiveCounts());
    negative = new Buckets(from.negativeIndexes(), from.negativeCounts());
    bounds = from.bounds();
  }

  private WorkingHistogram(WorkingHistogram from) {
    schema = from.schema;
    hint = from.hint;
    count = from.count;
    lostCount = from.lostCount;
    sum = from.sum;
    lostSum = from.lostSum;
    zeroThreshold = from.zeroThreshold;
    zeroCount = from.zeroCount;
    lostZero = from.lostZero;
    positive = from.positive.copy();
    negative = from.negative.copy();
    bounds = from.bounds;
  }

  /** Returns a working copy; the histogram itself does not change. */
  public static WorkingHistogram of(NativeHistogram histogram) {
    return new WorkingHistogram(histogram);
  }

  public WorkingHistogram copy() {
    return new WorkingHistogram(this);
  }

  public int schema() {
    return schema;
  }

  public ResetHint hint() {
    return hint;
  }

  public double count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  public double zeroThreshold() {
    return zeroThreshold;
  }

  public double zeroCount() {
    return zeroCount;
  }

  double[] bounds() {
    return bounds;
  }

  Buckets positive() {
    return positive;
  }

  Buckets negative() {
    return negative;
  }

  public boolean custom() {
    return schema == NativeHistogram.CUSTOM_SCHEMA;
  }

  public WorkingHistogram hint(ResetHint newHint) {
    hint = newHint;
    return this;
  }

  void setCountAndSum(double newCount, double newSum) {
    count = newCount;
    sum = newSum;
  }

  void setZeroCount(double newCount) {
    zeroCount = newCount;
  }

  /** Returns the histogram as it is now. */
  public NativeHistogram toNative() {
    return NativeHistogram.builder(schema)
        .hint(hint)
        .count(count)
        .sum(sum)
        .zero(zeroThreshold, zeroCount)
        .positive(positive.indexes(), positive.counts())
        .negative(negative.indexes(), negative.counts())
        .bounds(bounds)
        .build();
  }

  /** Adds a histogram. Returns flags. */
  public int add(NativeHistogram other) {
    return combine(of(other), 1, false);
  }

  /** Adds a histogram, and what rounding took from it. Returns flags. */
  public int add(WorkingHistogram other) {
    return combine(other.copy(), 1, false);
  }

  /** Subtracts a histogram. Returns flags. */
  public int subtract(NativeHistogram other) {
    return combine(of(other), -1, false);
  }

  /** Subtracts a histogram. Returns flags. */
  public int subtract(WorkingHistogram other) {
    return combine(other.copy(), -1, false);
  }

  /** Adds a histogram and keeps what rounding takes, until {@link #settle}. Returns flags. */
  public int addCompensated(WorkingHistogram other) {
    return combine(other.copy(), 1, true);
  }

  /** Puts what rounding took back. */
  public WorkingHistogram settle() {
    count += lostCount;
    sum += lostSum;
    zeroCount += lostZero;
    lostCount = 0;
    lostSum = 0;
    lostZero = 0;
    positive.settle();
    negative.settle();
    return this;
  }

  private int combine(WorkingHistogram other, int sign, boolean compensated) {
    if (custom() != other.custom()) {
      return INCOMPATIBLE;
    }
    int flags = mergeHint(other.hint) ? COLLISION : 0;
    if (!custom()) {
      alignZero(other);
      alignSchema(other);
    } else if (!Arrays.equals(bounds, other.bounds)) {
      alignBounds(other);
      flags |= RECONCILED;
    }
    addTotals(other, sign, compensated);
    positive.add(other.positive, sign, firstAboveZero(other.positive), compensated);
    negative.add(other.negative, sign, firstAboveZero(other.negative), compensated);
    return flags;
  }

  private void addTotals(WorkingHistogram other, int sign, boolean compensated) {
    double newCount = count + sign * other.count;
    double newSum = sum + sign * other.sum;
    double newZero = zeroCount + sign * other.zeroCount;
    if (compensated) {
      lostCount += Compensation.lost(count, sign * other.count, newCount) + sign * other.lostCount;
      lostSum += Compensation.lost(sum, sign * other.sum, newSum) + sign * other.lostSum;
      lostZero +=
          Compensation.lost(zeroCount, sign * other.zeroCount, newZero) + sign * other.lostZero;
    }
    count = newCount;
    sum = newSum;
    zeroCount = newZero;
  }

  /** Buckets inside of the zero bucket are counted there already. */
  private int firstAboveZero(Buckets buckets) {
    int first = 0;
    while (!custom()
        && first < buckets.size()
        && Bounds.upper(schema, buckets.index(first), bounds) <= zeroThreshold) {
      first++;
    }
    return first;
  }

  /** Works out what is known about resets of a sum. Returns true if both contradict each other. */
  private boolean mergeHint(ResetHint other) {
    if (other == hint || hint == ResetHint.GAUGE) {
      return false;
    }
    if (other == ResetHint.GAUGE) {
      hint = ResetHint.GAUGE;
      return false;
    }
    boolean collision = hint != ResetHint.UNKNOWN && other != ResetHint.UNKNOWN;
    hint = ResetHint.UNKNOWN;
    return collision;
  }

  private void alignSchema(WorkingHistogram other) {
    if (schema > other.schema) {
      coarsen(other.schema);
    } else if (schema < other.schema) {
      other.coarsen(schema);
    }
  }

  /** Brings the buckets to a coarser schema. */
  public WorkingHistogram coarsen(int target) {
    if (schema != target) {
      int from = schema;
      positive.remap(index -> Bounds.coarser(index, from, target));
      negative.remap(index -> Bounds.coarser(index, from, target));
      schema = target;
    }
    return this;
  }

  private void alignBounds(WorkingHistogram other) {
    double[] common = common(bounds, other.bounds);
    reduceBounds(common);
    other.reduceBounds(common);
  }

  static double[] common(double[] a, double[] b) {
    return Arrays.stream(a).filter(bound -> Arrays.binarySearch(b, bound) >= 0).toArray();
  }

  void reduceBounds(double[] fewer) {
    double[] from = bounds;
    positive.remap(index -> index >= from.length ? fewer.length : notBelow(fewer, from[index]));
    bounds = fewer;
  }

  private static int notBelow(double[] bounds, double value) {
    int at = Arrays.binarySearch(bounds, value);
    return at < 0 ? -at - 1 : at;
  }

  private void alignZero(WorkingHistogram other) {
    while (zeroThreshold != other.zeroThreshold) {
      if (zeroThreshold > other.zeroThreshold) {
        other.widenZero(zeroThreshold);
      }
      if (other.zeroThreshold > zeroThreshold) {
        widenZero(other.zeroThreshold);
      }
    }
  }

  /**
   * Makes the zero bucket at least this wide, and wider where it would cut a bucket that is not
   * empty. The buckets it swallows are removed.
   */
  void widenZero(double threshold) {
    double wanted = threshold;
    while (true) {
      double reached = beyond(positive, beyond(negative, wanted));
      if (reached == wanted) {
        break;
      }
      wanted = reached;
    }
    swallow(positive, wanted);
    swallow(negative, wanted);
    zeroThreshold = wanted;
  }

  /** Returns the far border of the bucket that a threshold cuts, or the threshold. */
  private double beyond(Buckets buckets, double threshold) {
    for (int i = 0; i < buckets.size(); i++) {
      double upper = Bounds.upper(schema, buckets.index(i), bounds);
      if (Bounds.lower(schema, buckets.index(i), bounds) >= threshold) {
        return threshold;
      }
      if (upper > threshold && buckets.count(i) != 0) {
        return upper;
      }
    }
    return threshold;
  }

  private void swallow(Buckets buckets, double threshold) {
    for (int i = 0; i < buckets.size(); i++) {
      if (Bounds.lower(schema, buckets.index(i), bounds) >= threshold) {
        break;
      }
      zeroCount += buckets.count(i);
      lostZero += buckets.lost(i);
      buckets.clearAt(i);
    }
    buckets.compact();
  }

  /** Multiplies everything. What is multiplied by less than zero is no counter any more. */
  public WorkingHistogram multiply(double factor) {
    zeroCount *= factor;
    count *= factor;
    sum *= factor;
    lostZero *= factor;
    lostCount *= factor;
    lostSum *= factor;
    positive.multiply(factor);
    negative.multiply(factor);
    return factor < 0 ? hint(ResetHint.GAUGE) : this;
  }

  /** Divides everything. A division by zero leaves no buckets. */
  public WorkingHistogram divide(double divisor) {
    zeroCount /= divisor;
    count /= divisor;
    sum /= divisor;
    lostZero /= divisor;
    lostCount /= divisor;
    lostSum /= divisor;
    if (divisor == 0) {
      positive.removeAll();
      negative.removeAll();
    } else {
      positive.divide(divisor);
      negative.divide(divisor);
    }
    return divisor < 0 ? hint(ResetHint.GAUGE) : this;
  }

  /** Drops empty buckets. */
  public WorkingHistogram compact() {
    positive.compact();
    negative.compact();
    return this;
  }

  /** Tells whether something in it is infinite. */
  public boolean overflows() {
    return Double.isInfinite(count)
        || Double.isInfinite(sum)
        || Double.isInfinite(zeroCount)
        || positive.hasInfinite()
        || negative.hasInfinite();
  }
}
