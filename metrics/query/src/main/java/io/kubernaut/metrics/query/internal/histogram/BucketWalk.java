package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.store.NativeHistogram;

/**
 * All buckets of a histogram from the lowest to the highest, the zero bucket among them if it holds
 * something.
 */
final class BucketWalk {

  private final double[] lower;
  private final double[] upper;
  private final double[] count;
  private int size;

  BucketWalk(NativeHistogram histogram) {
    int[] negative = histogram.negativeIndexes();
    int[] positive = histogram.positiveIndexes();
    int most = negative.length + positive.length + 1;
    lower = new double[most];
    upper = new double[most];
    count = new double[most];
    int schema = histogram.schema();
    double[] bounds = histogram.bounds();
    for (int i = negative.length - 1; i >= 0; i--) {
      add(
          -Bounds.upper(schema, negative[i], bounds),
          -Bounds.lower(schema, negative[i], bounds),
          histogram.negativeCounts()[i]);
    }
    if (histogram.zeroCount() > 0) {
      add(-histogram.zeroThreshold(), histogram.zeroThreshold(), histogram.zeroCount());
    }
    for (int i = 0; i < positive.length; i++) {
      add(
          Bounds.lower(schema, positive[i], bounds),
          Bounds.upper(schema, positive[i], bounds),
          histogram.positiveCounts()[i]);
    }
  }

  private void add(double from, double to, double observations) {
    lower[size] = from;
    upper[size] = to;
    count[size++] = observations;
  }

  int size() {
    return size;
  }

  double lower(int i) {
    return lower[i];
  }

  double upper(int i) {
    return upper[i];
  }

  double count(int i) {
    return count[i];
  }
}
