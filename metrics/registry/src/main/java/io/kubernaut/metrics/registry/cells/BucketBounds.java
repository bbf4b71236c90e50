package io.kubernaut.metrics.registry.cells;

import io.kubernaut.metrics.registry.exposition.ClassicBounds;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * The classic buckets that a histogram is exposed with: the objectives that its user asked for,
 * which are counted by themselves, and bounds that are bounds of the exponential buckets too, so
 * that their counts are sums of those. Either way a classic count is exact. Immutable.
 */
public final class BucketBounds {
  private final ClassicBounds shown;
  private final int[] objective; // which objective a bound is, or -1
  private final int[] bucket; // the exponential bucket that ends at the bound

  private BucketBounds(double[] bounds, int[] objective, int[] bucket) {
    this.shown = ClassicBounds.of(bounds);
    this.objective = objective;
    this.bucket = bucket;
  }

  /**
   * Chooses bounds.
   *
   * @param shape the exponential buckets and the objectives
   * @param octaves whether to add the powers of two between the two values
   * @param least the least value worth a bucket, positive
   * @param greatest the greatest value worth a bucket
   * @return the bounds, none when there are neither octaves nor objectives
   */
  public static BucketBounds of(
      HistogramShape shape, boolean octaves, double least, double greatest) {
    TreeSet<Double> all = new TreeSet<>();
    if (octaves) {
      for (int e = Math.getExponent(least); Math.scalb(1.0, e - 1) < greatest; e++) {
        all.add(Math.scalb(1.0, e));
      }
    }
    int[] objectiveOf = new int[all.size() + shape.objectives()];
    for (int i = 0; i < shape.objectives(); i++) {
      all.add(shape.objective(i));
    }
    double[] bounds = all.stream().mapToDouble(Double::doubleValue).toArray();
    int[] bucketOf = new int[bounds.length];
    for (int b = 0; b < bounds.length; b++) {
      bucketOf[b] =
          bounds[b] <= HistogramShape.ZERO_THRESHOLD
              ? Integer.MIN_VALUE
              : shape.layout().index(bounds[b]);
      objectiveOf[b] = objectiveAt(shape, bounds[b]);
    }
    return new BucketBounds(bounds, Arrays.copyOf(objectiveOf, bounds.length), bucketOf);
  }

  private static int objectiveAt(HistogramShape shape, double bound) {
    for (int i = 0; i < shape.objectives(); i++) {
      if (shape.objective(i) == bound) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns the bounds as they are written.
   *
   * @return the bounds without the last, infinite one
   */
  public ClassicBounds shown() {
    return shown;
  }

  /**
   * Returns how many bounds there are.
   *
   * @return the number without the last, infinite one
   */
  public int size() {
    return bucket.length;
  }

  /**
   * Counts the values up to each bound.
   *
   * @param reading what was read of the histogram
   * @param cumulative filled with a count for each bound and with the count of all values after
   *     them
   * @return the count of all values
   */
  public long accumulate(HistogramReading reading, long[] cumulative) {
    BucketCounts counts = reading.buckets();
    long objectives = 0;
    int nextObjective = 0;
    long buckets = reading.zeros();
    int next = 0;
    for (int b = 0; b < bucket.length; b++) {
      while (next < counts.size() && counts.first() + next <= bucket[b]) {
        buckets += counts.count(next++);
      }
      while (nextObjective <= objective[b]) {
        objectives += reading.objective(nextObjective++);
      }
      cumulative[b] = objective[b] < 0 ? buckets : objectives;
    }
    while (next < counts.size()) {
      buckets += counts.count(next++);
    }
    cumulative[bucket.length] = buckets;
    return orderly(cumulative, buckets);
  }

  /**
   * A record under way may have been seen in its bucket and not yet in its objective, or the other
   * way round; counts that go down along the bounds would make the text invalid.
   */
  private long orderly(long[] cumulative, long total) {
    long least = total;
    for (int b = bucket.length - 1; b >= 0; b--) {
      least = Math.min(least, cumulative[b]);
      cumulative[b] = least;
    }
    return total;
  }
}
