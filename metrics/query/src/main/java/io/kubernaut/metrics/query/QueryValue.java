package io.kubernaut.metrics.query;

import java.util.List;

/** What a query results in. */
public sealed interface QueryValue {

  /**
   * A number.
   *
   * @param timeMillis when, in milliseconds since 1970
   * @param value the number
   */
  record Scalar(long timeMillis, double value) implements QueryValue {}

  /**
   * A text.
   *
   * @param timeMillis when, in milliseconds since 1970
   * @param value the text
   */
  record Text(long timeMillis, String value) implements QueryValue {}

  /**
   * A sample of each of some series. Their order counts only if the query sorts.
   *
   * @param series the series, with one sample each
   */
  record Vector(List<SampleSeries> series) implements QueryValue {

    /**
     * Copies the series.
     *
     * @param series the series, with one sample each
     */
    public Vector {
      series = List.copyOf(series);
    }
  }

  /**
   * Samples of some series, in order of their labels.
   *
   * @param series the series
   */
  record Matrix(List<SampleSeries> series) implements QueryValue {

    /**
     * Copies the series.
     *
     * @param series the series
     */
    public Matrix {
      series = List.copyOf(series);
    }
  }
}
