package io.kubernaut.metrics.registry.exposition;

/** A summary's values: a buffer that is filled again and again. */
public final class SummarySample {
  /** The sum of all values. */
  public double sum;

  /** The number of values. */
  public long count;

  /** Since when, in milliseconds since 1970; 0 if unknown. */
  public long createdMillis;

  /** The quantiles, of which {@link #size} are used. */
  public double[] quantiles = {};

  /** The values at the quantiles. */
  public double[] values = {};

  /** How many quantiles there are. */
  public int size;

  /** Makes an empty buffer. */
  public SummarySample() {}
}
