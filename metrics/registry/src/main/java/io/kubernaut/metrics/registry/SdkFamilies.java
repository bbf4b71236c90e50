package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.MetricType;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the registry says about itself: misuse, limits, memory and cost. Written behind all other
 * families.
 */
final class SdkFamilies {
  private static final byte[] NO_LABELS = {};

  private final RegistryStatus status;
  private final SdkCost cost;

  SdkFamilies(RegistryStatus status, SdkCost cost) {
    this.status = status;
    this.cost = cost;
  }

  void write(NameFilter filter, MetricSink sink) {
    if (begin(
        filter,
        sink,
        "misuse",
        MetricType.COUNTER,
        "",
        "Recordings that were dropped, by reason")) {
      for (Map.Entry<String, Long> entry : status.misuse().entrySet()) {
        byte[] labels = ("reason=\"" + entry.getKey() + '"').getBytes(StandardCharsets.UTF_8);
        sink.counter(labels, 0, labels.length, (double) entry.getValue(), 0, null);
      }
    }
    writeAccuracy(filter, sink);
    counter(
        filter,
        sink,
        "series_refused",
        "Lookups answered by an overflow series",
        (double) status.refused());
    gauge(filter, sink, "series", "", "Series in the registry", status.series());
    gauge(filter, sink, "series_limit", "", "The most series there may be", status.seriesLimit());
    gauge(
        filter, sink, "hot_meters", "", "Meters whose threads have own cells", status.hotMeters());
    gauge(
        filter,
        sink,
        "hot_cell_bytes",
        "bytes",
        "Memory of such cells",
        (double) status.hotCellBytes());
    counter(filter, sink, "records", "Recordings seen by the last scrape", (double) cost.records());
    gauge(
        filter,
        sink,
        "record_seconds",
        "seconds",
        "Time of one recording with both clock readings, measured in this process",
        cost.nanosPerRecord() / 1e9);
    gauge(
        filter,
        sink,
        "overhead_ratio",
        "ratio",
        "Share of the process's processor time that measuring takes, by the registry's own account",
        cost.ratio());
  }

  private void writeAccuracy(NameFilter filter, MetricSink sink) {
    String help = "One less the relative error of probes whose answers are known";
    if (begin(filter, sink, "accuracy_ratio", MetricType.GAUGE, "ratio", help)) {
      for (Map.Entry<String, Double> entry : status.accuracy().entrySet()) {
        byte[] labels = ("probe=\"" + entry.getKey() + '"').getBytes(StandardCharsets.UTF_8);
        sink.gauge(labels, 0, labels.length, entry.getValue());
      }
    }
  }

  private static boolean begin(
      NameFilter filter, MetricSink sink, String name, MetricType type, String unit, String help) {
    String full = "kubernaut_sdk_" + name;
    boolean wanted = filter.accepts(full);
    if (wanted) {
      sink.family(new MetricMetadata(full, type, unit, help));
    }
    return wanted;
  }

  private static void gauge(
      NameFilter filter, MetricSink sink, String name, String unit, String help, double value) {
    if (begin(filter, sink, name, MetricType.GAUGE, unit, help)) {
      sink.gauge(NO_LABELS, 0, 0, value);
    }
  }

  private static void counter(
      NameFilter filter, MetricSink sink, String name, String help, double value) {
    if (begin(filter, sink, name, MetricType.COUNTER, "", help)) {
      sink.counter(NO_LABELS, 0, 0, value, 0, null);
    }
  }
}
