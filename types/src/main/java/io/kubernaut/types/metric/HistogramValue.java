package io.kubernaut.types.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A classic histogram: how many observations were at most as large as each of some fixed bounds.
 *
 * <p>Merged, counts are added bucket by bucket. That needs equal bounds: observations cannot be
 * moved between buckets afterwards.
 *
 * @param buckets by their bounds, ascending; the last one's is infinity
 * @param count how many observations; as many as in the last bucket
 * @param sum of what was observed; missing if it is not known
 * @param created the start: when there was no observation
 * @param extra fields of a later version
 */
public record HistogramValue(
    List<Bucket> buckets,
    @Min(0) long count,
    @Nullable Double sum,
    @Nullable Instant created,
    @Extra Map<String, RawJson> extra)
    implements MetricValue, Validated {

  /**
   * Copies the collections.
   *
   * @param buckets by their bounds
   * @param count how many observations
   * @param sum of what was observed
   * @param created the start
   * @param extra fields of a later version
   */
  public HistogramValue {
    buckets = Frozen.list(buckets);
    extra = Frozen.map(extra);
  }

  /**
   * How many observations were at most as large as a bound: also those of all buckets before.
   *
   * @param upperBound the bound, inclusive; {@code le} for less or equal
   * @param count how many
   * @param exemplar one that fell between the bound before and this one
   * @param extra fields of a later version
   */
  public record Bucket(
      @JsonProperty("le") double upperBound,
      @Min(0) long count,
      @Nullable Exemplar exemplar,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param upperBound the bound
     * @param count how many
     * @param exemplar one that fell into it
     * @param extra fields of a later version
     */
    public Bucket {
      extra = Frozen.map(extra);
    }

    private Bucket merge(Bucket other) {
      return new Bucket(
          upperBound,
          Merging.count(count, other.count),
          Exemplar.newest(exemplar, other.exemplar),
          Merging.extra(extra, other.extra));
    }
  }

  /**
   * Returns a histogram from the form that OTLP has: counts of each bucket alone.
   *
   * @param explicitBounds ascending, without infinity
   * @param bucketCounts one more than there are bounds: what was above the last bound
   * @param sum of what was observed
   * @return the value
   * @throws IllegalArgumentException if there is not one count more than bounds
   * @throws io.kubernaut.types.schema.InvalidDocumentException if it breaks a rule of buckets
   */
  public static HistogramValue of(
      List<Double> explicitBounds, List<Long> bucketCounts, double sum) {
    if (bucketCounts.size() != explicitBounds.size() + 1) {
      throw new IllegalArgumentException(
          explicitBounds.size()
              + " bounds have "
              + bucketCounts.size()
              + " counts. Give one count more than bounds: the last is for what is above all.");
    }
    List<Bucket> buckets = new ArrayList<>();
    long below = 0;
    for (int i = 0; i < bucketCounts.size(); i++) {
      below = Merging.count(below, bucketCounts.get(i));
      double bound = i < explicitBounds.size() ? explicitBounds.get(i) : Double.POSITIVE_INFINITY;
      buckets.add(new Bucket(bound, below, null, Map.of()));
    }
    HistogramValue value = new HistogramValue(buckets, below, sum, null, Map.of());
    Schema.of(MetricValue.class).require(value);
    return value;
  }

  /**
   * Returns the bounds.
   *
   * @return ascending, infinity included
   */
  public List<Double> bounds() {
    return buckets.stream().map(Bucket::upperBound).toList();
  }

  /**
   * Returns how many observations each bucket has alone.
   *
   * @return in the order of the bounds
   */
  public List<Long> bucketCounts() {
    List<Long> counts = new ArrayList<>();
    long below = 0;
    for (Bucket bucket : buckets) {
      counts.add(bucket.count - below);
      below = bucket.count;
    }
    return List.copyOf(counts);
  }

  @Override
  public void validate(Violations found) {
    for (int i = 0; i < buckets.size(); i++) {
      checkBucket(i, found);
    }
    int last = buckets.size() - 1;
    boolean isComplete = last >= 0 && buckets.get(last).upperBound == Double.POSITIVE_INFINITY;
    if (!isComplete) {
      found.add(
          last < 0 ? "/buckets" : "/buckets/" + last + "/le",
          last < 0 ? null : buckets.get(last).upperBound,
          "must end with the bucket up to infinity",
          "Add {\"le\": \"Infinity\", \"count\": " + count + "}.");
    } else if (buckets.get(last).count != count) {
      found.add(
          "/count",
          count,
          "must be the count of the last bucket, " + buckets.get(last).count,
          "Count each observation once in both.");
    }
  }

  private void checkBucket(int index, Violations found) {
    Bucket bucket = buckets.get(index);
    if (Double.isNaN(bucket.upperBound) || bucket.upperBound == Double.NEGATIVE_INFINITY) {
      found.add(
          "/buckets/" + index + "/le",
          bucket.upperBound,
          "must be a number",
          "Leave the bucket out.");
    }
    if (index > 0) {
      checkOrder(index, bucket, buckets.get(index - 1), found);
    }
  }

  private static void checkOrder(int index, Bucket bucket, Bucket before, Violations found) {
    if (bucket.upperBound <= before.upperBound) {
      found.add(
          "/buckets/" + index + "/le",
          bucket.upperBound,
          "must be above the bound before, " + before.upperBound,
          "Sort the buckets, each bound once.");
    }
    if (bucket.count < before.count) {
      found.add(
          "/buckets/" + index + "/count",
          bucket.count,
          "must be at least the count before, " + before.count,
          "Count in each bucket what is in those before, too.");
    }
  }

  @Override
  public HistogramValue merge(MetricValue other) {
    if (!(other instanceof HistogramValue that)) {
      throw Merging.unlike(this, other);
    }
    if (!bounds().equals(that.bounds())) {
      throw new IllegalArgumentException(
          "Histograms with the bounds "
              + bounds()
              + " and "
              + that.bounds()
              + " cannot be merged: observations cannot be moved between buckets. Observe with the"
              + " same bounds, or with exponential histograms.");
    }
    List<Bucket> merged = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      merged.add(buckets.get(i).merge(that.buckets.get(i)));
    }
    return new HistogramValue(
        merged,
        Merging.count(count, that.count),
        Merging.sum(sum, that.sum),
        Merging.start(created, that.created),
        Merging.extra(extra, that.extra));
  }
}
