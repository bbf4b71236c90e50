package io.kubernaut.metrics.registry.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_2.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Decoded by the classes that Google's compiler made for Prometheus' own Java client. */
@Tag("BR-MET-011")
class PrometheusProtobufTest {
  private static final long SEED = 7;

  private static List<Metrics.MetricFamily> decoded(MetricSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusProtobuf.write(source, NameFilter.ALL, out);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    List<Metrics.MetricFamily> families = new ArrayList<>();
    while (in.available() > 0) {
      families.add(Metrics.MetricFamily.parseDelimitedFrom(in));
    }
    return families;
  }

  @Test
  void writesEveryType() throws IOException {
    List<Metrics.MetricFamily> families = decoded(new EveryType());
    assertThat(families)
        .extracting(family -> family.getName() + " " + family.getType())
        .containsExactly(
            "http_requests_total COUNTER",
            "room_celsius GAUGE",
            "mystery UNTYPED",
            "latency_seconds HISTOGRAM",
            "queue_size GAUGE_HISTOGRAM",
            "size_bytes SUMMARY",
            "build_info GAUGE",
            "mode GAUGE");
    assertThat(families.get(1).getUnit()).isEqualTo("celsius");
    assertThat(families.get(2).getMetric(0).getUntyped().getValue()).isEqualTo(1e-7);
    assertThat(families.get(7).getMetric(1).getLabel(1).getValue()).isEqualTo("follower");
    assertThat(families.get(5).getMetric(0).getSummary().getQuantile(1).getValue())
        .isEqualTo(768.5);
  }

  @Test
  void counterHasLabelsExemplarAndCreation() throws IOException {
    Metrics.MetricFamily family = decoded(new EveryType()).get(0);
    assertThat(family.getHelp()).isEqualTo("Requests \"served\",\nby C:\\route");
    Metrics.Metric first = family.getMetric(0);
    assertThat(first.getCounter().getValue()).isEqualTo(17);
    assertThat(first.getCounter().getCreatedTimestamp().getSeconds()).isEqualTo(1605281325);
    assertThat(first.getCounter().getExemplar().getLabel(0).getValue()).isEqualTo("KOO5S4vxi0o");
    assertThat(first.getCounter().getExemplar().getTimestamp().getNanos()).isEqualTo(250_000_000);
    assertThat(family.getMetric(1).getLabel(0).getValue()).isEqualTo("/\"a\\b\n\u20ac");
  }

  @Test
  void histogramHasClassicAndNativeBuckets() throws IOException {
    Metrics.Histogram histogram = decoded(new EveryType()).get(3).getMetric(0).getHistogram();
    assertThat(histogram.getSampleCount()).isEqualTo(9);
    assertThat(histogram.getBucketList())
        .extracting(Metrics.Bucket::getCumulativeCount)
        .containsExactly(2L, 5L, 8L, 9L);
    assertThat(histogram.getBucket(1).getExemplar().getValue()).isEqualTo(0.054);
    assertThat(histogram.getSchema()).isEqualTo(1);
    assertThat(histogram.getZeroCount()).isEqualTo(2);
    assertThat(histogram.getPositiveSpanCount()).isEqualTo(2);
    assertThat(nativeBuckets(histogram)).isEqualTo(Map.of(-3, 1L, -2, 2L, 3, 3L, 4, 0L, 5, 1L));
    assertThat(histogram.getExemplarsCount()).as("those with a time").isEqualTo(1);
  }

  @Test
  void anyDenseBucketsComeBack() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      HistogramSample sample = new HistogramSample();
      sample.firstIndex = random.nextInt(200) - 100;
      sample.size = random.nextInt(300);
      sample.counts = new long[sample.size + 5];
      Map<Integer, Long> expected = new TreeMap<>();
      for (int i = 0; i < sample.size; i++) {
        if (random.nextInt(4) == 0) {
          sample.counts[i] = random.nextLong() >>> random.nextInt(1, 64);
          expected.put(sample.firstIndex + i, sample.counts[i]);
        }
      }
      MetricSource source =
          (filter, sink) -> {
            sink.family(new MetricMetadata("h", MetricType.HISTOGRAM, "", ""));
            sink.histogram(new byte[0], 0, 0, sample);
          };
      Map<Integer, Long> buckets =
          nativeBuckets(decoded(source).get(0).getMetric(0).getHistogram());
      buckets.values().removeIf(count -> count == 0);
      expected.values().removeIf(count -> count == 0);
      assertThat(buckets).as("seed " + SEED + ", round " + round).isEqualTo(expected);
    }
  }

  /** As the format's documentation says how to read spans and deltas. */
  private static Map<Integer, Long> nativeBuckets(Metrics.Histogram histogram) {
    Map<Integer, Long> buckets = new TreeMap<>();
    int index = 0;
    int next = 0;
    long count = 0;
    for (Metrics.BucketSpan span : histogram.getPositiveSpanList()) {
      index += span.getOffset();
      for (int i = 0; i < span.getLength(); i++) {
        count += histogram.getPositiveDelta(next++);
        buckets.put(index++, count);
      }
    }
    assertThat(next).isEqualTo(histogram.getPositiveDeltaCount());
    return buckets;
  }

  @Test
  void splitsAFamilyThatIsTooLarge() throws IOException {
    int series = 60_000;
    byte[] labels = "route=\"/somewhere\"".getBytes(StandardCharsets.UTF_8);
    MetricSource source =
        (filter, sink) -> {
          sink.family(new MetricMetadata("large", MetricType.GAUGE, "", "Very"));
          for (int i = 0; i < series; i++) {
            sink.gauge(labels, 0, labels.length, i);
          }
        };
    List<Metrics.MetricFamily> parts = decoded(source);
    assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.getHelp().equals("Very"));
    assertThat(parts.stream().mapToInt(Metrics.MetricFamily::getMetricCount).sum())
        .isEqualTo(series);
  }
}
