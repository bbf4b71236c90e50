package io.kubernaut.metrics.registry.exposition;

import org.jspecify.annotations.Nullable;

/**
 * What a scrape is written to. One thread calls {@link #family} and then the family's samples, and
 * so on with the next. Nothing may be kept after a call: arrays and samples are used again.
 *
 * <p>Labels are given as they are written, UTF-8 text {@code route="/orders",status="200"} without
 * braces, in which backslash, quote and line feed are escaped already. A length of zero means no
 * labels.
 */
public interface MetricSink {

  /**
   * Begins a family.
   *
   * @param metadata what is said once
   */
  void family(MetricMetadata metadata);

  /**
   * Writes a counter.
   *
   * @param labels holds the text of the labels
   * @param offset where the text begins
   * @param length how many bytes it has
   * @param value the sum
   * @param createdMillis since when, in milliseconds since 1970; 0 if unknown
   * @param exemplar an example, or null
   */
  void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar);

  /**
   * Writes a gauge, or a value of unknown type.
   *
   * @param labels holds the text of the labels
   * @param offset where the text begins
   * @param length how many bytes it has
   * @param value the value
   */
  void gauge(byte[] labels, int offset, int length, double value);

  /**
   * Writes a histogram.
   *
   * @param labels holds the text of the labels
   * @param offset where the text begins
   * @param length how many bytes it has
   * @param sample the counts
   */
  void histogram(byte[] labels, int offset, int length, HistogramSample sample);

  /**
   * Writes a summary.
   *
   * @param labels holds the text of the labels
   * @param offset where the text begins
   * @param length how many bytes it has
   * @param sample count, sum and quantiles
   */
  void summary(byte[] labels, int offset, int length, SummarySample sample);

  /**
   * Writes an info.
   *
   * @param labels holds the text of the labels
   * @param offset where the text begins
   * @param length how many bytes it has
   */
  void info(byte[] labels, int offset, int length);

  /**
   * Writes one state of a state set.
   *
   * @param labels holds the text of the labels
   * @param offset where the text begins
   * @param length how many bytes it has
   * @param state the state's name
   * @param on whether it is on
   */
  void state(byte[] labels, int offset, int length, String state, boolean on);

  /**
   * Says whether the native buckets of histograms are of use here. A source may leave them out, as
   * if there were none, for a sink that does not write them.
   *
   * @return true unless overridden
   */
  default boolean takesNativeBuckets() {
    return true;
  }
}
