package io.kubernaut.metrics.query.internal.remote;

import java.util.List;

/** The types of metrics by their numbers, which are the same in both versions. */
final class MetadataTypes {

  private static final List<String> NAMES =
      List.of(
          "unknown",
          "counter",
          "gauge",
          "histogram",
          "gaugehistogram",
          "summary",
          "info",
          "stateset");

  private MetadataTypes() {}

  static String name(long number) {
    return number >= 0 && number < NAMES.size() ? NAMES.get((int) number) : NAMES.get(0);
  }
}
