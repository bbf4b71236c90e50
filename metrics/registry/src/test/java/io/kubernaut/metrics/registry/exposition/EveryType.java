package io.kubernaut.metrics.registry.exposition;

import java.nio.charset.StandardCharsets;

/** One family of each type, with what is awkward about it. */
final class EveryType implements MetricSource {
  static final long CREATED = 1605281325000L;
  private static final long SEEN = 1605281326250L;

  @Override
  public void collect(NameFilter filter, MetricSink sink) {
    counters(sink);
    gauges(sink);
    histograms(sink);
    summaries(sink);
    descriptions(sink);
  }

  private static void counters(MetricSink sink) {
    sink.family(
        new MetricMetadata(
            "http_requests", MetricType.COUNTER, "", "Requests \"served\",\nby C:\\route"));
    byte[] plain = utf8("route=\"/orders\",status=\"200\"");
    sink.counter(
        plain,
        0,
        plain.length,
        17,
        CREATED,
        new Exemplar(utf8("trace_id=\"KOO5S4vxi0o\""), 0.67, SEEN));
    byte[] awkward = utf8("route=\"/\\\"a\\\\b\\n\u20ac\",status=\"500\"");
    sink.counter(awkward, 0, awkward.length, 1.5, 0, null);
  }

  private static void gauges(MetricSink sink) {
    sink.family(new MetricMetadata("room_celsius", MetricType.GAUGE, "celsius", "It is warm"));
    byte[] labels = utf8("##room=\"north\"##");
    sink.gauge(labels, 2, labels.length - 4, -0.25);
    sink.gauge(labels, 0, 0, Double.POSITIVE_INFINITY);
    sink.family(new MetricMetadata("mystery", MetricType.UNKNOWN, "", ""));
    sink.gauge(labels, 0, 0, 1e-7);
  }

  private static void histograms(MetricSink sink) {
    sink.family(new MetricMetadata("latency_seconds", MetricType.HISTOGRAM, "seconds", "Time"));
    HistogramSample sample = new HistogramSample();
    sample.bounds = ClassicBounds.of(0.005, 1, 2.5e6);
    sample.cumulative = new long[] {2, 5, 8, 9};
    sample.count = 9;
    sample.sum = 5000007.25;
    sample.createdMillis = CREATED;
    sample.schema = 1;
    sample.zeroThreshold = 0x1p-128;
    sample.zeroCount = 2;
    sample.firstIndex = -3;
    sample.counts = new long[] {1, 2, 0, 0, 0, 0, 3, 0, 1, 99};
    sample.size = 9;
    sample.exemplars =
        new Exemplar[] {new Exemplar(utf8("span=\"a\\\"b\""), 0.054, SEEN), EXEMPLAR_LATE};
    sample.exemplarCount = 2;
    byte[] labels = utf8("route=\"/\"");
    sink.histogram(labels, 0, labels.length, sample);
    sink.family(new MetricMetadata("queue_size", MetricType.GAUGE_HISTOGRAM, "", ""));
    HistogramSample waiting = new HistogramSample();
    waiting.bounds = ClassicBounds.of(10);
    waiting.cumulative = new long[] {3, 4};
    waiting.count = 4;
    waiting.sum = 42;
    sink.histogram(labels, 0, 0, waiting);
  }

  private static final Exemplar EXEMPLAR_LATE = new Exemplar(utf8("span=\"c\""), 3e6, 0);

  private static void summaries(MetricSink sink) {
    sink.family(new MetricMetadata("size_bytes", MetricType.SUMMARY, "bytes", "Payload"));
    SummarySample sample = new SummarySample();
    sample.count = 3;
    sample.sum = 1536;
    sample.createdMillis = CREATED;
    sample.quantiles = new double[] {0.5, 0.99, 1};
    sample.values = new double[] {512, 768.5, 1024};
    sample.size = 3;
    byte[] labels = utf8("kind=\"json\"");
    sink.summary(labels, 0, labels.length, sample);
    sample.size = 0;
    sink.summary(labels, 0, 0, sample);
  }

  private static void descriptions(MetricSink sink) {
    sink.family(new MetricMetadata("build", MetricType.INFO, "", "What runs"));
    byte[] version = utf8("version=\"1.2.3\"");
    sink.info(version, 0, version.length);
    sink.family(new MetricMetadata("mode", MetricType.STATE_SET, "", ""));
    byte[] node = utf8("node=\"a\"");
    sink.state(node, 0, node.length, "leader", true);
    sink.state(node, 0, node.length, "follower", false);
    sink.state(node, 0, 0, "leader", false);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
