package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.store.NativeHistogram;
import java.util.ArrayList;
import java.util.List;

/** The buckets of a histogram that hold something, from the lowest to the highest. */
public final class HistogramBuckets {

  private HistogramBuckets() {}

  /** A bucket; its rule says which borders belong to it, see {@link BoundaryRule}. */
  public record Bucket(int rule, double lower, double upper, double count) {}

  public static List<Bucket> filled(NativeHistogram histogram) {
    BucketWalk walk = new BucketWalk(histogram);
    List<Bucket> buckets = new ArrayList<>(walk.size());
    for (int i = 0; i < walk.size(); i++) {
      if (walk.count(i) != 0) {
        int rule = BoundaryRule.of(walk.lower(i), walk.upper(i), histogram.hasCustomBounds());
        buckets.add(new Bucket(rule, walk.lower(i), walk.upper(i), walk.count(i)));
      }
    }
    return buckets;
  }
}
