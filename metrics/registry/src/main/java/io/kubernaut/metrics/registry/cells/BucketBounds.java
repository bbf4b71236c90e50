package io.kubernaut.metrics.registry.cells;

import io.kubernaut.metrics.registry.exposition.ClassicBounds;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * The classic buckets that a histogram is exposed with: the objectives that its user asked for,
 * which are counted by themselves, and bounds that are bounds of the exponential buckets too, so
 * that their counts are sums of those. Either way a classic count is exact. Immutable.
 *
 * <p>Which bound an exponential bucket counts for is asked for each bucket of each histogram, so it
 * must be quick, and a table of all buckets may be large. A table of octaves is small: most bounds
 * are powers of two, the last value of an octave, so that all buckets of an octave count for one
 * bound, and where to begin to look is where to stop. Only objectives in between make for a step.
 */
public final class BucketBounds {
  private static final int NEAR_ZERO = Integer.MIN_VALUE;

  /** No bounds at all. */
  static final BucketBounds NONE = new BucketBounds(0, new double[0], new int[0], new int[0]);

  private final ClassicBounds shown;
  private final int[] objective; // which objective a bound is, or -1
  private final int[] bucket; // the exponential bucket that ends at the bound, or NEAR_ZERO
  private final int scale;
  private final int firstOctave;
  private final int[] begin; // for each octave from the first, the first bound that may hold it

  private BucketBounds(int scale, double[] bounds, int[] objective, int[] bucket) {
    this.shown = ClassicBounds.of(bounds);
    this.objective = objective;
    this.bucket = bucket;
    this.scale = scale;
    this.firstOctave = firstOctave();
    this.begin = beginnings();
  }

  private int firstOctave() {
    int first = boundFrom(0, NEAR_ZERO + 1);
    return first == bucket.length ? 0 : bucket[first] >> scale;
  }

  /** One entry more than there are octaves with bounds, for what is beyond them. */
  private int[] beginnings() {
    int last = bucket.length == 0 ? NEAR_ZERO : bucket[bucket.length - 1];
    int octaves = last == NEAR_ZERO ? 0 : (last >> scale) - firstOctave + 1;
    int[] bounds = new int[octaves + 1];
    for (int i = 1; i < bounds.length; i++) {
      bounds[i] = boundFrom(bounds[i - 1], (firstOctave + i) << scale);
    }
    return bounds;
  }

  private int boundFrom(int start, int index) {
    int at = start;
    while (at < bucket.length && bucket[at] < index) {
      at++;
    }
    return at;
  }

  /** Returns the first bound that holds a bucket, or their number when none does. */
  int position(int index) {
    int octave = Math.max((index >> scale) - firstOctave, 0);
    return boundFrom(begin[Math.min(octave, begin.length - 1)], index);
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
          bounds[b] <= HistogramShape.ZERO_THRESHOLD ? NEAR_ZERO : shape.layout().index(bounds[b]);
      objectiveOf[b] = objectiveAt(shape, bounds[b]);
    }
    return new BucketBounds(
        shape.layout().scale(), bounds, Arrays.copyOf(objectiveOf, bounds.length), bucketOf);
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
   * @param reading what was read of the histogram, all of it or for these bounds
   * @param cumulative filled with a count for each bound and with the count of all values after
   *     them
   * @return the count of all values
   */
  public long accumulate(HistogramReading reading, long[] cumulative) {
    ClassicCounts counts = reading.classic(this);
    long objectives = 0;
    int nextObjective = 0;
    long buckets = reading.zeros();
    for (int b = 0; b < bucket.length; b++) {
      buckets += counts.count(b);
      while (nextObjective <= objective[b]) {
        objectives += reading.objective(nextObjective++);
      }
      cumulative[b] = objective[b] < 0 ? buckets : objectives;
    }
    buckets += counts.count(bucket.length);
    cumulative[bucket.length] = buckets;
    return nextObjective == 0 ? buckets : orderly(cumulative, buckets);
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
