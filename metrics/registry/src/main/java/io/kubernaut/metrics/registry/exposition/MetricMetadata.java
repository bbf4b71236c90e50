package io.kubernaut.metrics.registry.exposition;

/**
 * What is said once about a metric family.
 *
 * @param name the family's name as OpenMetrics wants it: with its unit, without {@code _total}
 * @param type what it is
 * @param unit the unit that the name ends with; empty if it has none
 * @param help what it means, for people; may be empty
 */
public record MetricMetadata(String name, MetricType type, String unit, String help) {}
