package io.kubernaut.metrics.registry.exposition;

/** The types of metric families in OpenMetrics 1.0. */
public enum MetricType {
  /** A sum that only grows. */
  COUNTER,
  /** A value that goes up and down. */
  GAUGE,
  /** Counts of values by size. */
  HISTOGRAM,
  /** A histogram of what is there now rather than of what has happened. */
  GAUGE_HISTOGRAM,
  /** A count and a sum, with quantiles if wanted. */
  SUMMARY,
  /** Labels that describe something and do not change. */
  INFO,
  /** A set of states that are on or off. */
  STATE_SET,
  /** Nobody knows. */
  UNKNOWN
}
