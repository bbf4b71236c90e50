package io.kubernaut.benchmarks.jmh;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.Map;

/** The client_java metrics of a registry by name, since its registry does not find them again. */
final class PrometheusMetrics {
  private static final String[] LABELS = {"route", "status"};

  private final PrometheusRegistry registry;
  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, Gauge> gauges = new HashMap<>();
  private final Map<String, Histogram> histograms = new HashMap<>();

  PrometheusMetrics(PrometheusRegistry registry) {
    this.registry = registry;
  }

  Counter counter(String name) {
    return counters.computeIfAbsent(
        name,
        unknown ->
            Counter.builder()
                .name(legal(name))
                .labelNames(LABELS)
                .withoutExemplars()
                .register(registry));
  }

  Gauge gauge(String name) {
    return gauges.computeIfAbsent(
        name,
        unknown ->
            Gauge.builder()
                .name(legal(name))
                .labelNames(LABELS)
                .withoutExemplars()
                .register(registry));
  }

  Histogram histogram(String name) {
    return histograms.computeIfAbsent(
        name,
        unknown ->
            Histogram.builder()
                .name(legal(name))
                .labelNames(LABELS)
                .classicOnly()
                .classicUpperBounds(Buckets.seconds())
                .withoutExemplars()
                .register(registry));
  }

  private static String legal(String name) {
    return name.replace('.', '_');
  }
}
