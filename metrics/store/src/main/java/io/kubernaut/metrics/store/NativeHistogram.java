package io.kubernaut.metrics.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A native histogram: counts of observations in exponential buckets, or in buckets of its own
 * bounds. Counts are floating point, as the results of queries are.
 *
 * <p>With schema <i>s</i> of −4 to 8, bucket <i>i</i> holds observations above {@code
 * 2^((i-1)/2^s)} up to {@code 2^(i/2^s)}, negative buckets mirror them, and the zero bucket holds
 * what is within the zero threshold. With {@link #CUSTOM_SCHEMA}, bucket <i>i</i> holds what is
 * above bound <i>i−1</i> up to bound <i>i</i>; the first has no lower and the last no upper bound.
 *
 * <p>Buckets are two parallel arrays, index and count, indexes rising. A bucket that is not listed
 * is empty; an empty one may be listed. Histograms of one series should share the arrays of indexes
 * (and of bounds) as long as they are alike: equal references make arithmetic fast.
 *
 * <p>Immutable. Arrays are neither copied nor to be changed by anybody.
 */
public final class NativeHistogram {

  /** The schema of histograms with bounds of their own. */
  public static final int CUSTOM_SCHEMA = -53;

  /** The coarsest exponential schema. */
  public static final int MIN_SCHEMA = -4;

  /** The finest exponential schema. */
  public static final int MAX_SCHEMA = 8;

  /** What is known about a reset between the sample before and this one. */
  public enum ResetHint {
    /** Nothing: whoever wants to know compares. */
    UNKNOWN,
    /** The counter was reset before this sample. */
    RESET,
    /** It was not. */
    NOT_RESET,
    /** This is no counter: it may go up and down. */
    GAUGE
  }

  private static final int[] NO_INDEXES = {};
  private static final double[] NO_COUNTS = {};

  private final int schema;
  private final ResetHint hint;
  private final double count;
  private final double sum;
  private final double zeroThreshold;
  private final double zeroCount;
  private final int[] positiveIndexes;
  private final double[] positiveCounts;
  private final int[] negativeIndexes;
  private final double[] negativeCounts;
  private final double[] bounds;

  private NativeHistogram(Builder from) {
    this.schema = from.schema;
    this.hint = from.hint;
    this.count = from.count;
    this.sum = from.sum;
    this.zeroThreshold = from.zeroThreshold;
    this.zeroCount = from.zeroCount;
    this.positiveIndexes = from.positiveIndexes;
    this.positiveCounts = from.positiveCounts;
    this.negativeIndexes = from.negativeIndexes;
    this.negativeCounts = from.negativeCounts;
    this.bounds = from.bounds;
  }

  /**
   * Returns a builder of an empty histogram.
   *
   * @param schema −4 to 8, or {@link #CUSTOM_SCHEMA}
   * @return the builder
   * @throws IllegalArgumentException for any other schema
   */
  public static Builder builder(int schema) {
    if (schema != CUSTOM_SCHEMA && (schema < MIN_SCHEMA || schema > MAX_SCHEMA)) {
      throw new IllegalArgumentException(
          "Invalid schema %d of a native histogram. Use %d to %d, or %d for own bounds."
              .formatted(schema, MIN_SCHEMA, MAX_SCHEMA, CUSTOM_SCHEMA));
    }
    return new Builder(schema);
  }

  /**
   * Returns a builder that starts with this histogram.
   *
   * @return the builder
   */
  public Builder toBuilder() {
    return new Builder(schema)
        .hint(hint)
        .count(count)
        .sum(sum)
        .zero(zeroThreshold, zeroCount)
        .positive(positiveIndexes, positiveCounts)
        .negative(negativeIndexes, negativeCounts)
        .bounds(bounds);
  }

  /**
   * Returns the schema.
   *
   * @return −4 to 8, or {@link #CUSTOM_SCHEMA}
   */
  public int schema() {
    return schema;
  }

  /**
   * Tells whether the buckets have bounds of their own.
   *
   * @return true for {@link #CUSTOM_SCHEMA}
   */
  public boolean hasCustomBounds() {
    return schema == CUSTOM_SCHEMA;
  }

  /**
   * Returns what is known about a reset before this sample.
   *
   * @return the hint
   */
  public ResetHint hint() {
    return hint;
  }

  /**
   * Returns the number of observations.
   *
   * @return the count; the bits of {@link StaleMarker} in {@link #sum()} mark a stale series
   *     instead
   */
  public double count() {
    return count;
  }

  /**
   * Returns the sum of all observations.
   *
   * @return the sum
   */
  public double sum() {
    return sum;
  }

  /**
   * Returns the half width of the zero bucket.
   *
   * @return the largest absolute value that counts as zero
   */
  public double zeroThreshold() {
    return zeroThreshold;
  }

  /**
   * Returns the number of observations in the zero bucket.
   *
   * @return the count
   */
  public double zeroCount() {
    return zeroCount;
  }

  /**
   * Returns the indexes of the listed positive buckets.
   *
   * @return rising indexes, not to be changed
   */
  public int[] positiveIndexes() {
    return positiveIndexes;
  }

  /**
   * Returns the counts of the listed positive buckets.
   *
   * @return as many counts as indexes, not to be changed
   */
  public double[] positiveCounts() {
    return positiveCounts;
  }

  /**
   * Returns the indexes of the listed negative buckets.
   *
   * @return rising indexes, not to be changed
   */
  public int[] negativeIndexes() {
    return negativeIndexes;
  }

  /**
   * Returns the counts of the listed negative buckets.
   *
   * @return as many counts as indexes, not to be changed
   */
  public double[] negativeCounts() {
    return negativeCounts;
  }

  /**
   * Returns the upper bounds of custom buckets.
   *
   * @return rising finite bounds, not to be changed; none for exponential schemas
   */
  public double[] bounds() {
    return bounds;
  }

  /**
   * Tells whether this is the marker of a stale series.
   *
   * @return true if the sum is the stale marker
   */
  public boolean isStale() {
    return StaleMarker.is(sum);
  }

  /**
   * Tells whether two histograms agree in everything but the hint, bit by bit; buckets that are
   * listed in one only must be empty.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof NativeHistogram that
        && schema == that.schema
        && same(count, that.count)
        && same(sum, that.sum)
        && same(zeroThreshold, that.zeroThreshold)
        && same(zeroCount, that.zeroCount)
        && Arrays.equals(bounds, that.bounds)
        && sameBuckets(positiveIndexes, positiveCounts, that.positiveIndexes, that.positiveCounts)
        && sameBuckets(negativeIndexes, negativeCounts, that.negativeIndexes, that.negativeCounts);
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private static boolean sameBuckets(
      int[] indexes, double[] counts, int[] others, double[] theirs) {
    int i = 0;
    int j = 0;
    while (i < indexes.length || j < others.length) {
      int mine = i < indexes.length ? indexes[i] : Integer.MAX_VALUE;
      int their = j < others.length ? others[j] : Integer.MAX_VALUE;
      double a = mine <= their ? counts[i++] : 0;
      double b = their <= mine ? theirs[j++] : 0;
      if (a != b && !same(a, b)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(count) * 31 + Double.hashCode(sum);
  }

  /** Writes the histogram in the notation of Prometheus' query tests. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{{schema:").append(schema);
    text.append(" count:").append(count).append(" sum:").append(sum);
    text.append(" zero:±").append(zeroThreshold).append('=').append(zeroCount);
    appendBuckets(text, " positive:", positiveIndexes, positiveCounts);
    appendBuckets(text, " negative:", negativeIndexes, negativeCounts);
    if (bounds.length > 0) {
      text.append(" bounds:").append(Arrays.toString(bounds));
    }
    return text.append(" hint:").append(hint).append("}}").toString();
  }

  private static void appendBuckets(
      StringBuilder text, String title, int[] indexes, double[] counts) {
    if (indexes.length > 0) {
      text.append(title).append('[');
      for (int i = 0; i < indexes.length; i++) {
        text.append(i == 0 ? "" : " ").append(indexes[i]).append('=').append(counts[i]);
      }
      text.append(']');
    }
  }

  /** Puts a histogram together. For one thread. */
  public static final class Builder {

    private final int schema;
    private ResetHint hint = ResetHint.UNKNOWN;
    private double count;
    private double sum;
    private double zeroThreshold;
    private double zeroCount;
    private int[] positiveIndexes = NO_INDEXES;
    private double[] positiveCounts = NO_COUNTS;
    private int[] negativeIndexes = NO_INDEXES;
    private double[] negativeCounts = NO_COUNTS;
    private double[] bounds = NO_COUNTS;

    private Builder(int schema) {
      this.schema = schema;
    }

    /**
     * Sets what is known about a reset.
     *
     * @param hint the hint
     * @return this builder
     */
    public Builder hint(ResetHint hint) {
      this.hint = hint;
      return this;
    }

    /**
     * Sets the number of observations.
     *
     * @param count the number
     * @return this builder
     */
    public Builder count(double count) {
      this.count = count;
      return this;
    }

    /**
     * Sets the sum of observations.
     *
     * @param sum the sum
     * @return this builder
     */
    public Builder sum(double sum) {
      this.sum = sum;
      return this;
    }

    /**
     * Sets the zero bucket.
     *
     * @param threshold its half width
     * @param count its observations
     * @return this builder
     */
    public Builder zero(double threshold, double count) {
      this.zeroThreshold = threshold;
      this.zeroCount = count;
      return this;
    }

    /**
     * Sets the positive buckets, or the custom ones.
     *
     * @param indexes rising indexes; not copied
     * @param counts a count for each; not copied
     * @return this builder
     * @throws IllegalArgumentException if the lengths differ or the indexes do not rise
     */
    public Builder positive(int[] indexes, double[] counts) {
      requireBuckets(indexes, counts);
      this.positiveIndexes = indexes;
      this.positiveCounts = counts;
      return this;
    }

    /**
     * Sets the negative buckets.
     *
     * @param indexes rising indexes; not copied
     * @param counts a count for each; not copied
     * @return this builder
     * @throws IllegalArgumentException if the lengths differ or the indexes do not rise
     */
    public Builder negative(int[] indexes, double[] counts) {
      requireBuckets(indexes, counts);
      this.negativeIndexes = indexes;
      this.negativeCounts = counts;
      return this;
    }

    private static void requireBuckets(int[] indexes, double[] counts) {
      boolean valid = indexes.length == counts.length;
      for (int i = 1; valid && i < indexes.length; i++) {
        valid = indexes[i - 1] < indexes[i];
      }
      if (!valid) {
        throw new IllegalArgumentException(
            "Buckets %s with %d counts: indexes must rise, with one count for each."
                .formatted(Arrays.toString(indexes), counts.length));
      }
    }

    /**
     * Sets the upper bounds of custom buckets.
     *
     * @param bounds rising bounds; not copied
     * @return this builder
     */
    public Builder bounds(double... bounds) {
      this.bounds = bounds;
      return this;
    }

    /**
     * Returns the histogram.
     *
     * @return the histogram
     */
    public NativeHistogram build() {
      return new NativeHistogram(this);
    }
  }
}
