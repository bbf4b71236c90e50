package io.kubernaut.metrics.registry.exposition;

import java.util.List;

/**
 * A family as it was read.
 *
 * @param metadata what is said once
 * @param samples in the order of the text
 */
public record ParsedFamily(MetricMetadata metadata, List<ParsedSample> samples) {

  /**
   * Takes a copy of the samples.
   *
   * @param metadata what is said once
   * @param samples in the order of the text
   */
  public ParsedFamily {
    samples = List.copyOf(samples);
  }
}
