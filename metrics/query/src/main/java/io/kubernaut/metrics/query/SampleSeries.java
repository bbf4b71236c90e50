package io.kubernaut.metrics.query;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A series of a result: its labels and its samples in order of time. Immutable. */
public final class SampleSeries {

  private final Labels labels;
  private final long[] times;
  private final double[] values;
  private final @Nullable NativeHistogram @Nullable [] histograms;
  private final int size;

  /**
   * Puts a series together.
   *
   * @param labels its labels
   * @param times when each sample is; may be longer than the series, and shared
   * @param values the floats; not copied
   * @param histograms the histograms, null where there is a float; null if there are none
   * @param size how many samples there are
   */
  public SampleSeries(
      Labels labels,
      long[] times,
      double[] values,
      @Nullable NativeHistogram @Nullable [] histograms,
      int size) {
    this.labels = labels;
    this.times = times;
    this.values = values;
    this.histograms = histograms;
    this.size = size;
  }

  /**
   * Returns the labels.
   *
   * @return the labels
   */
  public Labels labels() {
    return labels;
  }

  /**
   * Returns the number of samples.
   *
   * @return at least 1
   */
  public int size() {
    return size;
  }

  /**
   * Returns when a sample is.
   *
   * @param index 0 to {@code size() - 1}
   * @return milliseconds since 1970
   */
  public long timeMillis(int index) {
    return times[index];
  }

  /**
   * Returns the value of a sample.
   *
   * @param index 0 to {@code size() - 1}
   * @return the float; 0 if it is a histogram
   */
  public double value(int index) {
    return values[index];
  }

  /**
   * Returns the histogram of a sample.
   *
   * @param index 0 to {@code size() - 1}
   * @return the histogram; empty if it is a float
   */
  public Optional<NativeHistogram> histogram(int index) {
    return histograms == null ? Optional.empty() : Optional.ofNullable(histograms[index]);
  }

  /**
   * Tells whether any sample is a histogram.
   *
   * @return true if {@link #histogram} is not always empty
   */
  public boolean hasHistograms() {
    return histograms != null;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(labels.toString()).append(" =>");
    for (int i = 0; i < size; i++) {
      text.append(' ')
          .append(histograms != null && histograms[i] != null ? histograms[i] : values[i]);
      text.append(" @").append(times[i]);
    }
    return text.toString();
  }
}
