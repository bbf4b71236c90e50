package io.kubernaut.metrics.collector;

import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.Arrays;

/** Makes a native histogram of a source's counts: the buckets that are not empty. */
final class NativeForm {

  private NativeForm() {}

  /** Returns what a source has counted before the first, in buckets of the same kind. */
  static NativeHistogram empty(HistogramSample sample) {
    return NativeHistogram.builder(sample.schema).zero(sample.zeroThreshold, 0.0).build();
  }

  static NativeHistogram of(HistogramSample sample) {
    int[] indexes = new int[sample.size];
    double[] counts = new double[sample.size];
    double count = sample.zeroCount;
    int used = 0;
    for (int i = 0; i < sample.size; i++) {
      if (sample.counts[i] != 0) {
        indexes[used] = sample.firstIndex + i;
        counts[used++] = sample.counts[i];
        count += sample.counts[i];
      }
    }
    return NativeHistogram.builder(sample.schema)
        .count(count)
        .sum(sample.sum)
        .zero(sample.zeroThreshold, (double) sample.zeroCount)
        .positive(Arrays.copyOf(indexes, used), Arrays.copyOf(counts, used))
        .build();
  }
}
