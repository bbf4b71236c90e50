package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.ResetDetection;
import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.store.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A histogram between two others.
 *
 * @param histogram the histogram, or null if the two can not be brought together
 * @param subtraction what came of their difference
 * @param addition what came of adding a part of it
 */
record Estimate(@Nullable NativeHistogram histogram, int subtraction, int addition) {

  static Estimate of(
      long t1, NativeHistogram h1, long t2, NativeHistogram h2, long time, boolean counter) {
    if (time == t1 || time == t2) {
      return new Estimate(time == t1 ? h1 : h2, 0, 0);
    }
    double share = (double) (time - t1) / (double) (t2 - t1);
    WorkingHistogram result = WorkingHistogram.of(h2);
    if (counter && ResetDetection.isReset(h1, h2)) {
      return new Estimate(result.multiply(share).toNative(), 0, 0);
    }
    int subtraction = result.subtract(h1);
    if ((subtraction & WorkingHistogram.INCOMPATIBLE) != 0) {
      return new Estimate(null, subtraction, 0);
    }
    int addition = result.multiply(share).add(h1);
    return new Estimate(result.toNative(), subtraction, addition);
  }
}
