package io.kubernaut.metrics.registry.rollup;

import io.kubernaut.metrics.registry.exposition.HistogramSample;
import java.util.Arrays;

/** What a distribution's buckets stood at when they were last read. */
final class CumulativeBuckets {
  private long zeros;
  private int first;
  private int size;
  private long[] counts = {};

  void set(HistogramSample sample) {
    zeros = sample.zeroCount;
    first = sample.firstIndex;
    size = sample.size;
    if (counts.length < size) {
      counts = new long[size];
    }
    System.arraycopy(sample.counts, 0, counts, 0, size);
  }

  /** What has come since. A series that began anew, so that a count went back, counts in full. */
  QuantileSketch growth(HistogramSample sample) {
    long[] grown = new long[sample.size];
    int from = sample.size;
    int to = 0;
    for (int i = 0; i < sample.size; i++) {
      grown[i] = growth(sample.counts[i], at(sample.firstIndex + i));
      if (grown[i] != 0) {
        from = Math.min(from, i);
        to = i + 1;
      }
    }
    long[] dense = from < to ? Arrays.copyOfRange(grown, from, to) : new long[0];
    return new QuantileSketch(
        sample.schema, growth(sample.zeroCount, zeros), sample.firstIndex + from, dense);
  }

  private static long growth(long now, long before) {
    return now >= before ? now - before : now;
  }

  private long at(int index) {
    int i = index - first;
    return i >= 0 && i < size ? counts[i] : 0;
  }
}
