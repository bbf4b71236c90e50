package io.kubernaut.metrics.store;

import java.util.List;

/**
 * How much a source holds.
 *
 * @param series how many series are being written
 * @param chunks in how many pieces their samples lie
 * @param fromMillis the first sample's time, in milliseconds since 1970
 * @param toMillis the last sample's time
 * @param labelPairs how many different pairs of name and value there are
 * @param seriesByMetric the metrics with the most series
 * @param valuesByLabel the labels with the most values
 * @param bytesByLabel the labels whose values take the most memory, in bytes
 * @param seriesByPair the pairs {@code name=value} with the most series
 */
public record SourceStatistics(
    long series,
    long chunks,
    long fromMillis,
    long toMillis,
    long labelPairs,
    List<Count> seriesByMetric,
    List<Count> valuesByLabel,
    List<Count> bytesByLabel,
    List<Count> seriesByPair) {

  /**
   * Copies the parts.
   *
   * @param series how many series are being written
   * @param chunks in how many pieces their samples lie
   * @param fromMillis the first sample's time, in milliseconds since 1970
   * @param toMillis the last sample's time
   * @param labelPairs how many different pairs of name and value there are
   * @param seriesByMetric the metrics with the most series
   * @param valuesByLabel the labels with the most values
   * @param bytesByLabel the labels whose values take the most memory, in bytes
   * @param seriesByPair the pairs {@code name=value} with the most series
   */
  public SourceStatistics {
    seriesByMetric = List.copyOf(seriesByMetric);
    valuesByLabel = List.copyOf(valuesByLabel);
    bytesByLabel = List.copyOf(bytesByLabel);
    seriesByPair = List.copyOf(seriesByPair);
  }

  /**
   * One line of a list of the largest.
   *
   * @param name what was counted
   * @param value how much of it there is
   */
  public record Count(String name, long value) {}
}
