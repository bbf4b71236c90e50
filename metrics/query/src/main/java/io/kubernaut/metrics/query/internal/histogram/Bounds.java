package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.store.NativeHistogram;

/** Where buckets begin and end. */
final class Bounds {

  private Bounds() {}

  /**
   * Returns the upper bound of a positive bucket; the lower one is the upper of the bucket before.
   */
  static double upper(int schema, int index, double[] custom) {
    return schema == NativeHistogram.CUSTOM_SCHEMA
        ? custom(index, custom)
        : exponential(schema, index);
  }

  static double lower(int schema, int index, double[] custom) {
    return upper(schema, index - 1, custom);
  }

  private static double custom(int index, double[] custom) {
    return index < 0
        ? Double.NEGATIVE_INFINITY
        : index < custom.length ? custom[index] : Double.POSITIVE_INFINITY;
  }

  /** The bucket that ends at 2^1024 ends at the greatest double instead. */
  private static double exponential(int schema, int index) {
    if (schema < 0) {
      int power = index << -schema;
      return power == 1024 ? Double.MAX_VALUE : Math.scalb(1.0, power);
    }
    int perPower = 1 << schema;
    int part = index & (perPower - 1);
    int power = index >> schema;
    if (part == 0) {
      return power == 1024 ? Double.MAX_VALUE : Math.scalb(1.0, power);
    }
    return Math.scalb(Math.pow(2, (double) part / perPower), power);
  }

  /** Returns the index that a bucket has in a coarser schema. */
  static int coarser(int index, int from, int to) {
    return ((index - 1) >> (from - to)) + 1;
  }
}
