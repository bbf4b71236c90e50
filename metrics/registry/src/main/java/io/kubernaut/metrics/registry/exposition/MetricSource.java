package io.kubernaut.metrics.registry.exposition;

/** Whatever has metrics to show. Safe for any thread. */
@FunctionalInterface
public interface MetricSource {

  /**
   * Writes the current values.
   *
   * @param filter which families to write
   * @param sink what to write them to
   */
  void collect(NameFilter filter, MetricSink sink);

  /**
   * Returns since when there is this source: its counters were zero then.
   *
   * @return milliseconds since 1970; 0 if that is not known
   */
  default long sinceMillis() {
    return 0;
  }
}
