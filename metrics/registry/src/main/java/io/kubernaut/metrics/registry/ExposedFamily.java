package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.SeriesDefinition;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All that is exposed under one name: groups of series, which differ in their label names, and
 * meters that are asked for their value.
 */
final class ExposedFamily {
  private final FamilyKind kind;
  private final MetricMetadata metadata;
  private final MetricMetadata max;
  private final SeriesDefinition origin;
  final List<ExposedGroup> groups = new CopyOnWriteArrayList<>();
  final List<CallbackMeter> callbacks = new CopyOnWriteArrayList<>();

  ExposedFamily(
      FamilyKind kind, MetricMetadata metadata, MetricMetadata max, SeriesDefinition origin) {
    this.kind = kind;
    this.metadata = metadata;
    this.max = max;
    this.origin = origin;
  }

  FamilyKind kind() {
    return kind;
  }

  MetricMetadata metadata() {
    return metadata;
  }

  /** How the greatest recent value of a timer or a summary is exposed. */
  MetricMetadata max() {
    return max;
  }

  /** The definition that came first. */
  SeriesDefinition origin() {
    return origin;
  }

  int series() {
    int series = callbacks.size();
    for (ExposedGroup exposed : groups) {
      series += exposed.group().size();
    }
    return series;
  }
}
