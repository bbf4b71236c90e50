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
}
