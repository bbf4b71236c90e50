package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.exposition.MetricType;
import io.micrometer.core.instrument.Meter;

/** What a family is, which decides how it is exposed and with what it may share its name. */
enum FamilyKind {
  COUNTER(MetricType.COUNTER, Meter.Type.COUNTER),
  GAUGE(MetricType.GAUGE, Meter.Type.GAUGE),
  TIMER(MetricType.SUMMARY, Meter.Type.TIMER),
  TIMER_WITH_BUCKETS(MetricType.HISTOGRAM, Meter.Type.TIMER),
  SUMMARY(MetricType.SUMMARY, Meter.Type.DISTRIBUTION_SUMMARY),
  SUMMARY_WITH_BUCKETS(MetricType.HISTOGRAM, Meter.Type.DISTRIBUTION_SUMMARY),
  LONG_TASK_TIMER(MetricType.GAUGE, Meter.Type.LONG_TASK_TIMER),
  OTHER(MetricType.UNKNOWN, Meter.Type.OTHER);

  private final MetricType exposedAs;
  private final Meter.Type type;

  FamilyKind(MetricType exposedAs, Meter.Type type) {
    this.exposedAs = exposedAs;
    this.type = type;
  }

  MetricType exposedAs() {
    return exposedAs;
  }

  Meter.Type type() {
    return type;
  }

  boolean isDistribution() {
    return type == Meter.Type.TIMER || type == Meter.Type.DISTRIBUTION_SUMMARY;
  }
}
