package io.kubernaut.metrics.registry.exposition;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses metric families by name. */
@FunctionalInterface
public interface NameFilter {
  /** Chooses every family. */
  NameFilter ALL = familyName -> true;

  /** What a sample's name may have behind its family's. */
  List<String> SUFFIXES =
      List.of(
          "_total",
          "_bucket",
          "_count",
          "_sum",
          "_created",
          "_info",
          "_gcount",
          "_gsum",
          "_max",
          "_active_count",
          "_duration_sum");

  /**
   * Says whether a family is wanted.
   *
   * @param familyName the family's name, see {@link MetricMetadata#name()}
   * @return whether to write it
   */
  boolean accepts(String familyName);

  /**
   * Chooses the families that have samples of these names, so that {@code http_requests_total} and
   * {@code latency_seconds_bucket} find their families. A family is chosen as a whole.
   *
   * @param samples names of samples or of families
   * @return the filter
   */
  static NameFilter ofSamples(Collection<String> samples) {
    Set<String> families = new HashSet<>(samples);
    for (String sample : samples) {
      for (String suffix : SUFFIXES) {
        if (sample.endsWith(suffix)) {
          families.add(sample.substring(0, sample.length() - suffix.length()));
        }
      }
    }
    return families::contains;
  }
}
