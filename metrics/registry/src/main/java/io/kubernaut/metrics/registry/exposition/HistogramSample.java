package io.kubernaut.metrics.registry.exposition;

import org.jspecify.annotations.Nullable;

/** A histogram's counts: a buffer that is filled again and again. */
public final class HistogramSample {
  /** The sum of all values. */
  public double sum;

  /** The number of values. */
  public long count;

  /** Since when, in milliseconds since 1970; 0 if unknown. */
  public long createdMillis;

  /** The classic bounds. */
  public ClassicBounds bounds = ClassicBounds.of();

  /** The number of values up to each bound, and after them the number of all values. */
  public long[] cumulative = new long[1];

  /** The native histogram's schema, 0 to 8. */
  public int schema;

  /** Values up to this are in {@link #zeroCount}. */
  public double zeroThreshold;

  /** The number of values at or below the zero threshold. */
  public long zeroCount;

  /**
   * Prometheus' index of the first native bucket. Bucket {@code k} holds values {@code v} with
   * {@code base^(k-1) < v <= base^k}, {@code base = 2^(2^-schema)}.
   */
  public int firstIndex;

  /** How many native buckets there are; 0 when there is no native histogram. */
  public int size;

  /** The counts of the native buckets, of which {@link #size} are used. */
  public long[] counts = {};

  /** Examples, of which {@link #exemplarCount} are used. */
  public Exemplar[] exemplars = {};

  /** How many examples there are. */
  public int exemplarCount;

  /** Makes an empty buffer. */
  public HistogramSample() {}

  /** The first example within a bucket stands for it. */
  @Nullable Exemplar exemplarWithin(double lower, double upper) {
    for (int i = 0; i < exemplarCount; i++) {
      double value = exemplars[i].value();
      if (value > lower && value <= upper) {
        return exemplars[i];
      }
    }
    return null;
  }
}
