package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.MetricType;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.micrometer.core.instrument.Tags;
import java.util.function.Function;

/**
 * What the registry says about itself: misuse, limits, memory and cost. Written behind all other
 * families.
 */
final class SdkFamilies {
  private static final String PREFIX = "kubernaut_sdk_";
  private static final double NANOS = 1e9;

  private final RegistryStatus status;
  private final SdkCost cost;
  private final Function<Tags, byte[]> labels;

  /** Takes what makes the text of labels, with the common ones in front. */
  SdkFamilies(RegistryStatus status, SdkCost cost, Function<Tags, byte[]> labels) {
    this.status = status;
    this.cost = cost;
    this.labels = labels;
  }

  void write(NameFilter filter, MetricSink sink) {
    Writer to = new Writer(filter, sink, labels.apply(Tags.empty()));
    writeMisuse(to);
    writeAccuracy(to);
    to.counter("series_refused", "Lookups answered by an overflow series", status.refused());
    to.gauge("series", "", "Series in the registry", status.series());
    to.gauge("series_limit", "", "The most series there may be", status.seriesLimit());
    to.gauge("hot_meters", "", "Meters whose threads have own cells", status.hotMeters());
    to.gauge("hot_cell_bytes", "bytes", "Memory of such cells", (double) status.hotCellBytes());
    to.counter("records", "Recordings seen by the last scrape", cost.records());
    to.gauge(
        "record_seconds",
        "seconds",
        "Time of one recording with both clock readings, measured in this process",
        cost.nanosPerRecord() / NANOS);
    to.gauge(
        "record_allocated_bytes",
        "bytes",
        "What one recording allocates, measured in this process",
        cost.bytesPerRecord());
    to.gauge(
        "overhead_ratio",
        "ratio",
        "Share of the process's processor time that measuring takes, by the registry's own account",
        cost.ratio());
  }

  private void writeMisuse(Writer to) {
    if (to.begins("misuse", MetricType.COUNTER, "", "Recordings that were dropped, by reason")) {
      status
          .misuse()
          .forEach((reason, count) -> to.counter(labels.apply(Tags.of("reason", reason)), count));
    }
  }

  private void writeAccuracy(Writer to) {
    String help = "One less the relative error of probes whose answers are known";
    if (to.begins("accuracy_ratio", MetricType.GAUGE, "ratio", help)) {
      status
          .accuracy()
          .forEach((probe, ratio) -> to.gauge(labels.apply(Tags.of("probe", probe)), ratio));
    }
  }

  /** Writes the families that the filter lets through. */
  private static final class Writer {
    private final NameFilter filter;
    private final MetricSink sink;
    private final byte[] common;

    Writer(NameFilter filter, MetricSink sink, byte[] common) {
      this.filter = filter;
      this.sink = sink;
      this.common = common;
    }

    boolean begins(String name, MetricType type, String unit, String help) {
      boolean wanted = filter.accepts(PREFIX + name);
      if (wanted) {
        sink.family(new MetricMetadata(PREFIX + name, type, unit, help));
      }
      return wanted;
    }

    void gauge(String name, String unit, String help, double value) {
      if (begins(name, MetricType.GAUGE, unit, help)) {
        gauge(common, value);
      }
    }

    void gauge(byte[] text, double value) {
      sink.gauge(text, 0, text.length, value);
    }

    void counter(String name, String help, long value) {
      if (begins(name, MetricType.COUNTER, "", help)) {
        counter(common, value);
      }
    }

    void counter(byte[] text, long value) {
      sink.counter(text, 0, text.length, (double) value, 0, null);
    }
  }
}
