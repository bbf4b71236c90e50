package io.kubernaut.metrics.registry.exposition;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an exposition.
 *
 * @param name the sample's name, with its suffix
 * @param labels in the order of the text
 * @param value the value
 * @param timestamp as written: seconds in OpenMetrics, milliseconds in the Prometheus text; null if
 *     there is none
 * @param exemplar the exemplar, a sample without a name; null if there is none
 */
public record ParsedSample(
    String name,
    Map<String, String> labels,
    double value,
    @Nullable BigDecimal timestamp,
    @Nullable ParsedSample exemplar) {

  /**
   * Takes a copy of the labels.
   *
   * @param name the sample's name, with its suffix
   * @param labels in the order of the text
   * @param value the value
   * @param timestamp as written, or null
   * @param exemplar the exemplar, or null
   */
  public ParsedSample {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
