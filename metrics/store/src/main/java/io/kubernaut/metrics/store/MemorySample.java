package io.kubernaut.metrics.store;

import org.jspecify.annotations.Nullable;

/**
 * One sample in full.
 *
 * @param time when it was taken
 * @param value its value, if it is a float
 * @param histogram its histogram, or null if it is a float
 * @param start when its counter began
 */
record MemorySample(long time, double value, @Nullable NativeHistogram histogram, long start) {

  /** Tells whether another sample of the same time says the same. */
  boolean sameAs(MemorySample other) {
    return histogram == null
        ? other.histogram == null
            && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(other.value)
        : histogram.equals(other.histogram);
  }
}
