package io.kubernaut.metrics.registry.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-011")
class TextFormatsTest {
  private static final long SEED = 41;

  private static byte[] openMetrics(MetricSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OpenMetricsText.write(source, NameFilter.ALL, out);
    return out.toByteArray();
  }

  private static byte[] prometheus(MetricSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusText.write(source, NameFilter.ALL, out);
    return out.toByteArray();
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = TextFormatsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void writesEveryTypeAsOpenMetricsSays() throws IOException {
    assertThat(new String(openMetrics(new EveryType()), StandardCharsets.UTF_8))
        .isEqualTo(golden("every-type.openmetrics"));
  }

  @Test
  void writesEveryTypeAsPrometheusSays() throws IOException {
    assertThat(new String(prometheus(new EveryType()), StandardCharsets.UTF_8))
        .isEqualTo(golden("every-type.prometheus"));
  }

  @Test
  void strictParserTakesWhatIsWritten() throws IOException {
    List<ParsedFamily> families = MetricParser.parseStrictly(openMetrics(new EveryType()));
    assertThat(families)
        .extracting(family -> family.metadata().type())
        .containsExactly(
            MetricType.COUNTER,
            MetricType.GAUGE,
            MetricType.UNKNOWN,
            MetricType.HISTOGRAM,
            MetricType.GAUGE_HISTOGRAM,
            MetricType.SUMMARY,
            MetricType.INFO,
            MetricType.STATE_SET);
    assertThat(families.get(0).metadata().help()).isEqualTo("Requests \"served\",\nby C:\\route");
    assertThat(families.get(0).samples().get(2).labels()).containsEntry("route", "/\"a\\b\n\u20ac");
  }

  @Test
  void histogramThatReachesBelowZeroHasNoSumInOpenMetrics() throws IOException {
    MetricSource source =
        (filter, sink) -> {
          sink.family(new MetricMetadata("shift", MetricType.HISTOGRAM, "", ""));
          HistogramSample sample = new HistogramSample();
          sample.bounds = ClassicBounds.of(-1, 1);
          sample.cumulative = new long[] {1, 2, 2};
          sample.count = 2;
          sample.sum = -3;
          sink.histogram(new byte[0], 0, 0, sample);
        };
    byte[] text = openMetrics(source);
    assertThat(MetricParser.parseStrictly(text)).hasSize(1);
    assertThat(new String(text, StandardCharsets.UTF_8)).doesNotContain("_sum").contains("-1.0");
  }

  @Test
  void anyLabelValueAndHelpComesBack() throws IOException {
    Random random = new Random(SEED);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      values.add(anyText(random));
    }
    MetricSource source =
        (filter, sink) -> {
          for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            sink.family(new MetricMetadata("m" + i, MetricType.COUNTER, "", value));
            byte[] labels = ("v=\"" + escaped(value) + '"').getBytes(StandardCharsets.UTF_8);
            sink.counter(labels, 0, labels.length, i, 0, null);
          }
        };
    List<ParsedFamily> families = MetricParser.parseStrictly(openMetrics(source));
    for (int i = 0; i < values.size(); i++) {
      assertThat(families.get(i).samples().get(0).labels())
          .as("seed " + SEED + ", value " + i)
          .isEqualTo(Map.of("v", values.get(i)));
      assertThat(families.get(i).metadata().help())
          .as("seed " + SEED + ", help " + i)
          .isEqualTo(values.get(i));
    }
    assertThat(MetricParser.parseLeniently(prometheus(source)))
        .flatExtracting(ParsedFamily::samples)
        .extracting(sample -> sample.labels().get("v"))
        .as("seed " + SEED)
        .isEqualTo(values);
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append('\\');
        case 1 -> text.append('"');
        case 2 -> text.append('\n');
        case 3 -> text.append((char) (' ' + random.nextInt(95)));
        case 4 -> text.append((char) (0xA0 + random.nextInt(0x2000)));
        default -> text.appendCodePoint(0x1F300 + random.nextInt(256));
      }
    }
    return text.toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Test
  void writesTextsLongerThanItsBuffer() throws IOException {
    String huge = "x".repeat(3 * TextBuffer.CAPACITY);
    MetricSource source =
        (filter, sink) -> {
          sink.family(new MetricMetadata("g", MetricType.GAUGE, "", huge));
          byte[] labels = ("v=\"" + huge + '"').getBytes(StandardCharsets.UTF_8);
          sink.gauge(labels, 0, labels.length, 1);
        };
    ParsedFamily family = MetricParser.parseStrictly(openMetrics(source)).get(0);
    assertThat(family.metadata().help()).isEqualTo(huge);
    assertThat(family.samples().get(0).labels()).containsEntry("v", huge);
  }
}
