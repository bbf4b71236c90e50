package io.kubernaut.metrics.registry.rollup;

import io.kubernaut.metrics.registry.exposition.HistogramSample;
import java.util.Arrays;

/**
 * How often which values occurred: the counts of base-2 exponential buckets, as few as are needed.
 *
 * <p>A quantile is the middle of its bucket, so at scale 6 it is within 0.55 % of the true value.
 * Sketches merge without loss; of two scales the coarser is taken. Immutable; safe for any thread.
 */
public final class QuantileSketch {
  /** Holds no values. */
  public static final QuantileSketch EMPTY = new QuantileSketch(8, 0, 0, new long[0]);

  private final int scale;
  private final long zeros;
  private final int first;
  private final long[] counts;

  /**
   * Makes a sketch of counts.
   *
   * @param scale the buckets of an octave as a power of two
   * @param zeros how many values were zero
   * @param first the index of the first bucket, as Prometheus numbers them: bucket {@code k} holds
   *     {@code base^(k-1) < v <= base^k}
   * @param counts the counts from there on; copied
   */
  QuantileSketch(int scale, long zeros, int first, long[] counts) {
    this.scale = scale;
    this.zeros = zeros;
    this.first = first;
    this.counts = counts.clone();
  }

  /**
   * Returns the sketch of a histogram's native buckets.
   *
   * @param sample the buckets; copied
   * @return a sketch of the same values, empty if there are no native buckets
   */
  public static QuantileSketch of(HistogramSample sample) {
    return new QuantileSketch(
        sample.schema,
        sample.zeroCount,
        sample.firstIndex,
        Arrays.copyOf(sample.counts, sample.size));
  }

  /**
   * Returns how many values the sketch holds.
   *
   * @return a count
   */
  public long count() {
    return zeros + Arrays.stream(counts).sum();
  }

  /**
   * Estimates a quantile by the nearest rank.
   *
   * @param q from 0 to 1
   * @return a value within half a bucket; {@code NaN} when there are no values
   * @throws IllegalArgumentException if {@code q} is not from 0 to 1
   */
  public double quantile(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException(
          "Invalid quantile " + q + ". Use a value from 0 to 1, for example 0.99.");
    }
    long count = count();
    if (count == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(q * count));
    long seen = zeros;
    if (rank <= seen) {
      return 0;
    }
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (rank <= seen) {
        return middle(first + i);
      }
    }
    throw new AssertionError("rank " + rank + " of " + count);
  }

  /**
   * Adds another sketch.
   *
   * @param other what to add
   * @return the sketch of the values of both
   */
  public QuantileSketch merge(QuantileSketch other) {
    int common = Math.min(scale, other.scale);
    QuantileSketch a = coarser(common);
    QuantileSketch b = other.coarser(common);
    if (b.counts.length == 0 || a.counts.length == 0) {
      QuantileSketch full = a.counts.length == 0 ? b : a;
      return new QuantileSketch(common, a.zeros + b.zeros, full.first, full.counts);
    }
    int from = Math.min(a.first, b.first);
    int to = Math.max(a.first + a.counts.length, b.first + b.counts.length);
    long[] sum = new long[to - from];
    a.addTo(sum, from);
    b.addTo(sum, from);
    return new QuantileSketch(common, a.zeros + b.zeros, from, sum);
  }

  private void addTo(long[] sum, int from) {
    for (int i = 0; i < counts.length; i++) {
      sum[first - from + i] += counts[i];
    }
  }

  private QuantileSketch coarser(int wanted) {
    int shift = scale - wanted;
    if (shift == 0 || counts.length == 0) {
      return new QuantileSketch(wanted, zeros, first, counts);
    }
    int from = coarse(first, shift);
    int to = coarse(first + counts.length - 1, shift);
    long[] sum = new long[to - from + 1];
    for (int i = 0; i < counts.length; i++) {
      sum[coarse(first + i, shift) - from] += counts[i];
    }
    return new QuantileSketch(wanted, zeros, from, sum);
  }

  /** The coarser bucket that holds a bucket: both are numbered from one at the value one. */
  private static int coarse(int index, int shift) {
    return ((index - 1) >> shift) + 1;
  }

  /** The least value's bucket, by its middle; {@code NaN} when there are no values. */
  double least() {
    if (zeros > 0) {
      return 0;
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        return middle(first + i);
      }
    }
    return Double.NaN;
  }

  /** The greatest value's bucket, by its middle; {@code NaN} when there are no values. */
  double greatest() {
    for (int i = counts.length - 1; i >= 0; i--) {
      if (counts[i] > 0) {
        return middle(first + i);
      }
    }
    return zeros > 0 ? 0 : Double.NaN;
  }

  /** The value whose ratio to both bounds is the same, so that the error is least. */
  private double middle(int bucket) {
    return Math.pow(2, (bucket - 0.5) / (1 << scale));
  }
}
