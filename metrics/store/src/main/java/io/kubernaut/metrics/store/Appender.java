package io.kubernaut.metrics.store;

import java.io.IOException;

/**
 * One batch of samples on its way into a store.
 *
 * <pre>{@code
 * try (Appender batch = sink.appender()) {
 *   long series = batch.series(labels);
 *   batch.append(series, time, value, SampleColumns.NO_START);
 *   batch.commit();
 * }
 * }</pre>
 *
 * <p>Nothing throws for what a client sent: every sample has an {@link Outcome}. For one thread;
 * closing without {@link #commit} drops the batch.
 */
public interface Appender extends AutoCloseable {

  /** The reference of a series that was refused. */
  long NO_SERIES = 0;

  /** What became of a sample. */
  enum Outcome {
    /** It will be there after the commit. */
    ACCEPTED,
    /** The very same sample is there already; nothing to do. */
    DUPLICATE,
    /** There is another value at the same time. */
    CONFLICT,
    /** It is older than the series' last sample and can not be put in order. */
    OUT_OF_ORDER,
    /** It is older than what the store takes at all. */
    TOO_OLD,
    /** It lies too far in the future. */
    TOO_NEW,
    /** The reference means no series (any more): ask for it again. */
    UNKNOWN_SERIES,
    /** The value can not be stored, a malformed histogram for example. */
    INVALID;

    /**
     * Tells whether the sample is or will be stored.
     *
     * @return true for {@link #ACCEPTED} and {@link #DUPLICATE}
     */
    public boolean stored() {
      return this == ACCEPTED || this == DUPLICATE;
    }
  }

  /**
   * Returns the reference of a series, and creates the series if it is new. References may be kept
   * and used in later batches; one that has become invalid is answered with {@link
   * Outcome#UNKNOWN_SERIES} and never means another series.
   *
   * @param labels its labels
   * @return the reference, or {@link #NO_SERIES} if the store takes no more series
   */
  long series(Labels labels);

  /**
   * Returns when the newest sample of a series was taken that is committed, so that something can
   * be put behind all that is there. It may take as long as looking into every block.
   *
   * @param series the reference of its series
   * @return milliseconds since 1970; {@link Long#MIN_VALUE} if there is none, {@link
   *     Long#MAX_VALUE} if the reference means no series or this sink does not know
   */
  default long lastTime(long series) {
    return Long.MAX_VALUE;
  }

  /**
   * Appends a float.
   *
   * @param series the reference of its series
   * @param timeMillis when it was taken, in milliseconds since 1970
   * @param value the value, or the stale marker
   * @param startMillis when its counter began, or {@link SampleColumns#NO_START}
   * @return what became of it
   */
  Outcome append(long series, long timeMillis, double value, long startMillis);

  /**
   * Appends a float to each of many series, all taken at the same moment: a scrape as columns,
   * which is the fastest way in.
   *
   * @param series references, as {@link #series} gives them
   * @param values a value for each
   * @param count how many of both to use, from the first on
   * @param timeMillis when they were taken, in milliseconds since 1970
   * @return how many are or will be stored; append one by one to learn what became of which
   */
  default int append(long[] series, double[] values, int count, long timeMillis) {
    int stored = 0;
    for (int i = 0; i < count; i++) {
      if (append(series[i], timeMillis, values[i], SampleColumns.NO_START).stored()) {
        stored++;
      }
    }
    return stored;
  }

  /**
   * Appends a native histogram.
   *
   * @param series the reference of its series
   * @param timeMillis when it was taken, in milliseconds since 1970
   * @param value the histogram
   * @param startMillis when its counter began, or {@link SampleColumns#NO_START}
   * @return what became of it
   */
  Outcome append(long series, long timeMillis, NativeHistogram value, long startMillis);

  /**
   * Appends an exemplar.
   *
   * @param series the reference of its series
   * @param exemplar the exemplar
   * @return what became of it
   */
  Outcome exemplar(long series, Exemplar exemplar);

  /**
   * Notes what is known about a metric.
   *
   * @param metric the metric's name
   * @param metadata its type, help and unit
   */
  void metadata(String metric, MetricMetadata metadata);

  /**
   * Makes the batch durable, as the store's settings say, and visible.
   *
   * @throws IOException if it could not be written; then nothing of it is visible
   */
  void commit() throws IOException;

  /** Drops the batch if it was not committed. It throws nothing. */
  @Override
  void close();
}
