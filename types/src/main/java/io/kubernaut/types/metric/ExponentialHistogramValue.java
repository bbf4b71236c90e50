package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An exponential histogram, called native by Prometheus: buckets whose bounds grow by the same
 * factor, of which only those near an observation are kept.
 *
 * <p>In scale <i>s</i>, which Prometheus calls schema, the factor is 2^(2^-<i>s</i>). Bucket
 * <i>i</i> holds what is above factor^(<i>i</i>-1) and at most factor^<i>i</i>, as in Prometheus;
 * in OTLP its index is one less, and the sign of an observation picks the side. Spans say which
 * buckets are kept: an offset from the end of the span before, and how many buckets follow.
 *
 * <p>Merging needs no equal layouts. The result has the coarser scale. It has the greater zero
 * threshold, and where the layouts differ that one is raised to the next bound of the scale: so
 * every bucket is as a whole either inside or outside, and in which order histograms are merged
 * makes no difference.
 *
 * @param scale how fine the buckets are, from -10 to 20; Prometheus takes -4 to 8
 * @param zeroThreshold up to which magnitude observations count as zero
 * @param zeroCount how many observations were that small
 * @param positiveSpans which buckets of positive observations there are
 * @param positiveCounts how many observations each of them has
 * @param negativeSpans which buckets of negative observations there are
 * @param negativeCounts how many observations each of them has
 * @param count how many observations; more than all buckets have only if {@code sum} is NaN, as
 *     observations of NaN are in no bucket
 * @param sum of what was observed
 * @param created the start: when there was no observation
 * @param extra fields of a later version
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/">Prometheus, native
 *     histograms</a>
 */
public record ExponentialHistogramValue(
    @Min(-10) @Max(20) int scale,
    @Min(0) double zeroThreshold,
    @Min(0) long zeroCount,
    List<Span> positiveSpans,
    List<@Min(0) Long> positiveCounts,
    List<Span> negativeSpans,
    List<@Min(0) Long> negativeCounts,
    @Min(0) long count,
    double sum,
    @Nullable Instant created,
    @Extra Map<String, RawJson> extra)
    implements MetricValue, Validated {

  /**
   * Copies the collections.
   *
   * @param scale how fine the buckets are
   * @param zeroThreshold up to which magnitude observations count as zero
   * @param zeroCount how many observations were that small
   * @param positiveSpans which buckets of positive observations there are
   * @param positiveCounts how many observations each of them has
   * @param negativeSpans which buckets of negative observations there are
   * @param negativeCounts how many observations each of them has
   * @param count how many observations
   * @param sum of what was observed
   * @param created the start
   * @param extra fields of a later version
   */
  public ExponentialHistogramValue {
    positiveSpans = Frozen.list(positiveSpans);
    positiveCounts = Frozen.list(positiveCounts);
    negativeSpans = Frozen.list(negativeSpans);
    negativeCounts = Frozen.list(negativeCounts);
    extra = Frozen.map(extra);
  }

  /**
   * Buckets that follow each other.
   *
   * @param offset the index of the first bucket, in the first span; in others, how many buckets are
   *     left out behind the span before
   * @param length how many buckets
   * @param extra fields of a later version
   */
  public record Span(int offset, @Min(0) long length, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param offset the index of the first bucket, or the distance from the span before
     * @param length how many buckets
     * @param extra fields of a later version
     */
    public Span {
      extra = Frozen.map(extra);
    }

    /**
     * Returns a span.
     *
     * @param offset the index of the first bucket, or the distance from the span before
     * @param length how many buckets
     * @return the span
     */
    public static Span of(int offset, long length) {
      return new Span(offset, length, Map.of());
    }
  }

  /**
   * Returns a histogram.
   *
   * @param scale how fine the buckets are, from -10 to 20
   * @param zeroThreshold up to which magnitude observations count as zero
   * @param zeroCount how many observations were that small
   * @param positive how many positive observations each bucket has, by index
   * @param negative how many negative observations each bucket has, by index
   * @param sum of what was observed
   * @return the value
   * @throws io.kubernaut.types.schema.InvalidDocumentException if it breaks a rule, with all
   *     problems
   */
  public static ExponentialHistogramValue of(
      int scale,
      double zeroThreshold,
      long zeroCount,
      Map<Integer, Long> positive,
      Map<Integer, Long> negative,
      double sum) {
    ExponentialHistogramValue value =
        of(
            scale,
            zeroThreshold,
            zeroCount,
            ExponentialBuckets.of(positive),
            ExponentialBuckets.of(negative),
            count(zeroCount, positive, negative),
            sum,
            null,
            Map.of());
    Schema.of(MetricValue.class).require(value);
    return value;
  }

  private static ExponentialHistogramValue of(
      int scale,
      double zeroThreshold,
      long zeroCount,
      ExponentialBuckets positive,
      ExponentialBuckets negative,
      long count,
      double sum,
      @Nullable Instant created,
      Map<String, RawJson> extra) {
    return new ExponentialHistogramValue(
        scale,
        zeroThreshold,
        zeroCount,
        positive.spans(),
        positive.counts(),
        negative.spans(),
        negative.counts(),
        count,
        sum,
        created,
        extra);
  }

  private static long count(
      long zeroCount, Map<Integer, Long> positive, Map<Integer, Long> negative) {
    long buckets = positive.values().stream().reduce(0L, Merging::count);
    return Merging.count(
        Merging.count(zeroCount, buckets), negative.values().stream().reduce(0L, Merging::count));
  }

  ExponentialHistogramValue withSum(double exact) {
    return new ExponentialHistogramValue(
        scale,
        zeroThreshold,
        zeroCount,
        positiveSpans,
        positiveCounts,
        negativeSpans,
        negativeCounts,
        count,
        exact,
        created,
        extra);
  }

  /**
   * Returns the buckets of positive observations that are not empty.
   *
   * @return how many observations each has, by index
   */
  public SortedMap<Integer, Long> positive() {
    return unmodifiable(ExponentialBuckets.of(positiveSpans, positiveCounts));
  }

  /**
   * Returns the buckets of negative observations that are not empty.
   *
   * @return how many observations each has, by index
   */
  public SortedMap<Integer, Long> negative() {
    return unmodifiable(ExponentialBuckets.of(negativeSpans, negativeCounts));
  }

  private static SortedMap<Integer, Long> unmodifiable(ExponentialBuckets buckets) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(buckets.byIndex()));
  }

  /**
   * Returns the greatest magnitude in a bucket.
   *
   * @param index the index of a bucket
   * @return its bound, inclusive; infinity beyond all doubles
   */
  public double upperBound(int index) {
    return new ExponentialScale(scale).bound(index);
  }

  @Override
  public void validate(Violations found) {
    boolean hasPositive = checkSpans("positive", positiveSpans, positiveCounts, found);
    boolean hasNegative = checkSpans("negative", negativeSpans, negativeCounts, found);
    if (hasPositive && hasNegative) {
      checkThreshold("positive", positiveSpans, positiveCounts, found);
      checkThreshold("negative", negativeSpans, negativeCounts, found);
    }
    checkCount(found);
  }

  private boolean checkSpans(String side, List<Span> spans, List<Long> counts, Violations found) {
    ExponentialScale layout = new ExponentialScale(scale);
    double length = 0;
    double index = 0;
    boolean isInside = true;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      boolean isSorted = i == 0 || span.offset >= 0;
      if (!isSorted) {
        found.add(
            "/" + side + "Spans/" + i + "/offset",
            span.offset,
            "must not be negative behind the first span",
            "Sort the spans.");
      }
      double start = index + span.offset;
      isInside &= isSorted && span.length >= 0 && start >= layout.least();
      index = start + span.length;
      length += span.length;
    }
    isInside &= spans.isEmpty() || index - 1 <= layout.most();
    if (!isInside) {
      found.add(
          "/" + side + "Spans",
          spans,
          "must stay within the buckets that doubles fall into, "
              + layout.least()
              + " to "
              + layout.most(),
          "Correct the offsets and lengths.");
    }
    boolean isCounted = length == counts.size();
    if (!isCounted) {
      found.add(
          "/" + side + "Counts",
          counts.size() + " counts",
          "must be as many as the spans are long, " + (long) length,
          "Give one count to each bucket.");
    }
    return isInside && isCounted;
  }

  private void checkThreshold(String side, List<Span> spans, List<Long> counts, Violations found) {
    ExponentialBuckets buckets = ExponentialBuckets.of(spans, counts);
    if (!buckets.isEmpty()) {
      double bound = upperBound(buckets.first());
      if (!(bound > zeroThreshold)) {
        found.add(
            "/" + side + "Spans",
            "a bucket up to " + bound,
            "must be above the zero threshold " + zeroThreshold,
            "Count its observations as zero.");
      }
    }
  }

  private void checkCount(Violations found) {
    double buckets = zeroCount;
    long exact = zeroCount;
    for (List<Long> counts : List.of(positiveCounts, negativeCounts)) {
      for (long each : counts) {
        buckets += each;
        exact += each;
      }
    }
    boolean isExact = buckets < 0x1p63;
    if (!isExact || exact > count || (exact < count && !Double.isNaN(sum))) {
      found.add(
          "/count",
          count,
          "must be the sum of all buckets, "
              + (isExact ? Long.toString(exact) : Double.toString(buckets)),
          "Count each observation once in both.");
    }
  }

  /**
   * Returns the same observations in a coarser scale.
   *
   * @param coarser at most this scale
   * @return the value; its zero threshold stays
   * @throws IllegalArgumentException if the scale is finer than this one, or below -10
   */
  public ExponentialHistogramValue downscale(int coarser) {
    if (coarser > scale || coarser < -10) {
      throw new IllegalArgumentException(
          "A histogram of scale "
              + scale
              + " cannot be brought to scale "
              + coarser
              + ": what is in one bucket cannot be told apart again. Choose one from -10 to "
              + scale
              + ".");
    }
    int steps = scale - coarser;
    return of(
        coarser,
        zeroThreshold,
        zeroCount,
        ExponentialBuckets.of(positiveSpans, positiveCounts).coarser(steps),
        ExponentialBuckets.of(negativeSpans, negativeCounts).coarser(steps),
        count,
        sum,
        created,
        extra);
  }

  @Override
  public ExponentialHistogramValue merge(MetricValue other) {
    if (!(other instanceof ExponentialHistogramValue that)) {
      throw Merging.unlike(this, other);
    }
    int coarser = Math.min(scale, that.scale);
    boolean isAlike = scale == that.scale && zeroThreshold == that.zeroThreshold;
    double threshold = Math.max(zeroThreshold, that.zeroThreshold);
    ExponentialScale layout = new ExponentialScale(coarser);
    int zeroTo = isAlike || threshold == 0 ? Integer.MIN_VALUE : layout.index(threshold);
    ExponentialBuckets positive = side(coarser, that, true);
    ExponentialBuckets negative = side(coarser, that, false);
    long small = Merging.count(positive.countTo(zeroTo), negative.countTo(zeroTo));
    return of(
        coarser,
        zeroTo == Integer.MIN_VALUE ? threshold : layout.bound(zeroTo),
        Merging.count(Merging.count(zeroCount, that.zeroCount), small),
        positive.above(zeroTo),
        negative.above(zeroTo),
        Merging.count(count, that.count),
        sum + that.sum,
        Merging.start(created, that.created),
        Merging.extra(extra, that.extra));
  }

  private ExponentialBuckets side(int coarser, ExponentialHistogramValue that, boolean isPositive) {
    return buckets(isPositive)
        .coarser(scale - coarser)
        .plus(that.buckets(isPositive).coarser(that.scale - coarser));
  }

  private ExponentialBuckets buckets(boolean isPositive) {
    return isPositive
        ? ExponentialBuckets.of(positiveSpans, positiveCounts)
        : ExponentialBuckets.of(negativeSpans, negativeCounts);
  }
}
