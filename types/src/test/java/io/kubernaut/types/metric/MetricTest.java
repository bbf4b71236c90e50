package io.kubernaut.types.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.metric.ExponentialHistogramValue.Span;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-006")
class MetricTest {

  @ParameterizedTest
  @CsvSource({"CLOSED, 0, closed", "HALF_OPEN, 1, half-open", "OPEN, 2, open"})
  void theStatesOfABreakerHaveTheirNumbers(BreakerState state, int code) {
    assertThat(state.code()).isEqualTo(code);
    assertThat(state.gauge()).isEqualTo(GaugeValue.of(code));
    assertThat(BreakerState.of(code)).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.5, 3, Double.NaN})
  void noOtherNumberIsAStateOfABreaker(double code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BreakerState.of(code))
        .withMessageContaining("0 for closed, 1 for half-open or 2 for open");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY})
  void aCounterIsNeverNegative(double total) {
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> CounterValue.of(total))
        .satisfies(e -> assertThat(pointers(e)).containsExactly("/total"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'le':1,'count':2},{'le':'Infinity','count':3}]|3|",
        "[{'le':'Infinity','count':0}]|0|",
        "[]|0|/buckets",
        "[{'le':1,'count':3}]|3|/buckets/0/le",
        "[{'le':2,'count':1},{'le':1,'count':2},{'le':'Infinity','count':3}]|3|/buckets/1/le",
        "[{'le':1,'count':1},{'le':1,'count':2},{'le':'Infinity','count':3}]|3|/buckets/1/le",
        "[{'le':1,'count':4},{'le':'Infinity','count':3}]|3|/buckets/1/count",
        "[{'le':1,'count':2},{'le':'Infinity','count':3}]|4|/count",
        "[{'le':'NaN','count':0},{'le':'Infinity','count':3}]|3|/buckets/0/le",
        "[{'le':'-Infinity','count':0},{'le':'Infinity','count':3}]|3|/buckets/0/le",
        "[{'le':1,'count':-2},{'le':'Infinity','count':3}]|3|/buckets/0/count",
        "[{'le':'Infinity','count':3},{'le':'Infinity','count':3}]|3|/buckets/1/le"
      })
  void classicBucketsKeepTheirRules(String buckets, long count, String pointer) {
    String document =
        "{\"kind\":\"histogram\",\"buckets\":" + buckets + ",\"count\":" + count + "}";

    assertThat(problems(document)).containsExactlyElementsOf(expected(pointer));
  }

  @Test
  void saysHowManyObservationsAreInAllBuckets() {
    ExponentialHistogramValue value =
        new ExponentialHistogramValue(
            0, 0, 7, List.of(), List.of(), List.of(), List.of(), 8, 0, null, Map.of());

    assertThat(Schema.of(MetricValue.class).check(value))
        .extracting(Violation::pointer, Violation::rule)
        .containsExactly(tuple("/count", "must be the sum of all buckets, 7"));
  }

  @Test
  void countsOfEachBucketAloneAndOfAllBefore() {
    HistogramValue value = HistogramValue.of(List.of(0.1, 1.0), List.of(3L, 2L, 1L), 4);

    assertThat(value.buckets())
        .extracting(HistogramValue.Bucket::count)
        .containsExactly(3L, 5L, 6L);
    assertThat(value.bucketCounts()).containsExactly(3L, 2L, 1L);
    assertThat(value.count()).isEqualTo(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramValue.of(List.of(1.0), List.of(1L), 0))
        .withMessageContaining("1 bounds have 1 counts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0|1|[{'offset':1,'length':2}]|[2,3]|6|1|",
        "0|0|1|[{'offset':1,'length':2}]|[2]|3|1|/positiveCounts",
        "0|0|1|[{'offset':1,'length':9000000000000}]|[2]|3|1|/positiveSpans /positiveCounts",
        "0|0|1|[{'offset':1,'length':1},{'offset':-1,'length':1}]|[2,3]|6|1|"
            + "/positiveSpans/1/offset /positiveSpans",
        "0|0|1|[{'offset':1,'length':-1}]|[]|1|1|/positiveSpans/0/length /positiveSpans"
            + " /positiveCounts",
        "0|0|1|[{'offset':1,'length':1}]|[2]|4|1|/count",
        "0|0|1|[{'offset':1,'length':1}]|[2]|4|\"NaN\"|",
        "0|0|1|[{'offset':1,'length':1}]|[2]|2|\"NaN\"|/count",
        "0|0|1|[{'offset':1,'length':1}]|[-2]|3|1|/positiveCounts/0 /count",
        "0|2|1|[{'offset':1,'length':1}]|[2]|3|1|/positiveSpans",
        "0|2|1|[{'offset':2,'length':1}]|[2]|3|1|",
        "0|-1|1|[]|[]|1|1|/zeroThreshold",
        "21|0|1|[]|[]|1|1|/scale",
        "-11|0|1|[]|[]|1|1|/scale",
        "0|0|0|[{'offset':1025,'length':1}]|[1]|1|1|",
        "0|0|0|[{'offset':1026,'length':1}]|[1]|1|1|/positiveSpans",
        "0|0|0|[{'offset':-1074,'length':1}]|[1]|1|1|",
        "0|0|0|[{'offset':-1075,'length':1}]|[1]|1|1|/positiveSpans",
        "0|0|9223372036854775807|[{'offset':1,'length':1}]|[9223372036854775807]|1|1|/count"
      })
  void exponentialBucketsKeepTheirRules(
      int scale,
      String threshold,
      long zeroCount,
      String spans,
      String counts,
      long count,
      String sum,
      String pointers) {
    String document =
        "{\"kind\":\"exponential-histogram\",\"scale\":%d,\"zeroThreshold\":%s,\"zeroCount\":%d,"
                .formatted(scale, threshold, zeroCount)
            + "\"positiveSpans\":%s,\"positiveCounts\":%s,\"count\":%d,\"sum\":%s}"
                .formatted(spans, counts, count, sum);

    assertThat(problems(document)).containsExactlyInAnyOrderElementsOf(expected(pointers));
  }

  private static List<String> problems(String document) {
    try {
      Codecs.json(MetricValue.class).read(document.replace('\'', '"').getBytes(UTF_8));
      return List.of();
    } catch (InvalidDocumentException e) {
      return pointers(e);
    }
  }

  private static List<String> expected(String pointers) {
    return pointers == null ? List.of() : List.of(pointers.split(" "));
  }

  private static List<String> pointers(InvalidDocumentException e) {
    return e.violations().stream().map(Violation::pointer).toList();
  }

  @Test
  void exponentialBucketsAreKeptInRuns() {
    ExponentialHistogramValue value =
        ExponentialHistogramValue.of(
            0, 0, 1, Map.of(-2, 1L, -1, 2L, 2, 3L, 3, 0L), Map.of(5, 4L), 9);

    assertThat(value.positiveSpans()).containsExactly(Span.of(-2, 2), Span.of(2, 1));
    assertThat(value.positiveCounts()).containsExactly(1L, 2L, 3L);
    assertThat(value.positive()).isEqualTo(Map.of(-2, 1L, -1, 2L, 2, 3L));
    assertThat(value.negative()).isEqualTo(Map.of(5, 4L));
    assertThat(value.count()).isEqualTo(11);
    assertThat(value.upperBound(3)).isEqualTo(8);
    RoundTrip.inEveryCodec(MetricValue.class, value);
  }

  @Test
  void downscalingPutsPairsOfBucketsTogether() {
    ExponentialHistogramValue value =
        ExponentialHistogramValue.of(1, 0, 0, Map.of(0, 1L, 1, 2L, 2, 4L, 3, 8L), Map.of(), 9);

    assertThat(value.downscale(0).positive()).isEqualTo(Map.of(0, 1L, 1, 6L, 2, 8L));
    assertThat(value.downscale(-1).positive()).isEqualTo(Map.of(0, 1L, 1, 14L));
    assertThat(value.downscale(0).count()).isEqualTo(15);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value.downscale(2))
        .withMessageContaining("from -10 to 1");
  }

  @Test
  void everyObservationStaysInABucketThatHoldsIt() {
    java.util.Random random = new java.util.Random(11);
    for (int i = 0; i < 2_000; i++) {
      double observed = Math.exp(1_400 * random.nextDouble() - 700);
      int scale = random.nextInt(25) - 8;
      int index = new ExponentialScale(scale).index(observed);
      ExponentialHistogramValue fine =
          ExponentialHistogramValue.of(scale, 0, 0, Map.of(index, 1L), Map.of(), observed);
      ExponentialHistogramValue coarse = fine.downscale(-10 + random.nextInt(scale + 11));
      int moved = coarse.positive().firstKey();
      assertThat(observed)
          .as("seed 11, try %d", i)
          .isGreaterThan(fine.upperBound(index - 1))
          .isLessThanOrEqualTo(fine.upperBound(index))
          .isGreaterThan(coarse.upperBound(moved - 1))
          .isLessThanOrEqualTo(coarse.upperBound(moved));
    }
  }

  @Test
  void aGreaterZeroThresholdTakesWholeBuckets() {
    ExponentialHistogramValue fine =
        ExponentialHistogramValue.of(0, 0, 1, Map.of(-3, 2L, -1, 4L), Map.of(-3, 8L), 0);
    ExponentialHistogramValue wide =
        ExponentialHistogramValue.of(0, 0.2, 16, Map.of(), Map.of(), 0);

    ExponentialHistogramValue merged = fine.merge(wide);

    assertThat(merged.zeroThreshold()).isEqualTo(0.25);
    assertThat(merged.zeroCount()).isEqualTo(1 + 16 + 2 + 8);
    assertThat(merged.positive()).isEqualTo(Map.of(-1, 4L));
    assertThat(merged.negative()).isEmpty();
    assertThat(merged.count()).isEqualTo(31);
  }

  @ParameterizedTest
  @CsvSource({
    "orders, COUNTER, , ",
    "orders_total, COUNTER, , /name",
    "build_info, INFO, , /name",
    "latency_bucket, HISTOGRAM, , /name",
    "latency_seconds, HISTOGRAM, s, ",
    "latency, HISTOGRAM, s, /name",
    "latencyseconds, HISTOGRAM, s, /name",
    "requests, COUNTER, {request}, ",
    "requests, COUNTER, 1, ",
    "load, GAUGE, 1, /name",
    "load_ratio, GAUGE, 1, ",
    "build, INFO, s, /unit /name",
    "1st, GAUGE, , /name",
    "http.requests, COUNTER, , /name"
  })
  void namesGoWithTypeAndUnit(String name, MetricType type, String unit, String pointers) {
    MetricFamily family =
        new MetricFamily(
            name, type, unit == null ? null : Unit.parse(unit), null, List.of(), Map.of());

    assertThat(problems(family)).containsExactlyInAnyOrderElementsOf(expected(pointers));
  }

  private static List<String> problems(MetricFamily family) {
    return io.kubernaut.types.schema.Schema.of(MetricFamily.class).check(family).stream()
        .map(Violation::pointer)
        .toList();
  }

  @Test
  void refusesAllThatIsWrongWithMetricsAtOnce() {
    HistogramValue negative = HistogramValue.of(List.of(-1.0), List.of(1L, 1L), 4);
    MetricFamily family =
        new MetricFamily(
            "latency_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            null,
            List.of(
                metric("a", "1", GaugeValue.of(3)),
                metric("le", "1", HistogramValue.of(List.of(), List.of(1L), 4)),
                metric("__name__", "x", HistogramValue.of(List.of(), List.of(1L), 4)),
                metric("a", "1", negative)),
            Map.of());

    assertThat(problems(family))
        .containsExactlyInAnyOrder(
            "/metrics/0/value",
            "/metrics/1/labels",
            "/metrics/2/labels",
            "/metrics/3/labels",
            "/metrics/3/value/sum");
  }

  private static Metric metric(String label, String text, MetricValue value) {
    return new Metric(Map.of(label, text), value, null, Map.of());
  }

  @Test
  void aFamilyIsBuiltStepByStep() {
    MetricFamily family =
        MetricFamily.of("latency_seconds", MetricType.HISTOGRAM, "How long requests take.")
            .in(Unit.SECONDS)
            .with(Map.of("route", "/"), HistogramValue.of(List.of(0.1), List.of(1L, 0L), 0.05))
            .with(
                Map.of("route", "/orders"),
                ExponentialHistogramValue.of(3, 0x1p-128, 0, Map.of(-9, 2L), Map.of(), 0.9));

    RoundTrip.inEveryCodec(MetricFamily.class, family);
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> family.with(Map.of("route", "/"), GaugeValue.of(1)))
        .satisfies(
            e -> assertThat(pointers(e)).containsExactly("/metrics/2/value", "/metrics/2/labels"));
  }

  @Test
  void aStateSetNamesAllConstants() {
    StateSetValue value = StateSetValue.of(BreakerState.OPEN);

    assertThat(value.states())
        .containsExactly(
            Map.entry("CLOSED", false), Map.entry("HALF_OPEN", false), Map.entry("OPEN", true));
  }

  @Test
  void anExemplarHasAtMost128Characters() {
    Exemplar full = new Exemplar(Map.of("trace_id", "é".repeat(120)), 1, null, Map.of());
    Exemplar over = new Exemplar(Map.of("trace_id", "é".repeat(121)), 1, null, Map.of());

    assertThat(new CounterValue(1, null, full, Map.of()))
        .satisfies(value -> RoundTrip.inEveryCodec(MetricValue.class, value));
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(
            () -> Codecs.json(MetricValue.class).write(new CounterValue(1, null, over, Map.of())))
        .withMessageContaining("129 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "1, h, s, 3600",
    "1500, ms, s, 1.5",
    "1, d, min, 1440",
    "3, GiBy, MBy, 3221.225472",
    "1, TBy, kBy, 1000000000",
    "12.5, %, 1, 0.125",
    "7, {request}, 1, 7",
    "1, ns, d, 0.00000000000001157407407407407407407407407407407407"
  })
  void convertsExactly(BigDecimal amount, String from, String to, BigDecimal expected) {
    assertThat(Unit.parse(from).convert(amount, Unit.parse(to)))
        .usingComparator(BigDecimal::compareTo)
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(new BigDecimal("1e-40")));
  }

  @ParameterizedTest
  @CsvSource({
    "s, seconds",
    "By, bytes",
    "1, ratio",
    "%, percent",
    "Cel, celsius",
    "MiBy, mebibytes"
  })
  void unitsHaveTheirWordInOpenMetrics(String code, String word) {
    assertThat(Unit.parse(code).openMetrics()).isEqualTo(word);
    assertThat(Unit.ofOpenMetrics(word)).isEqualTo(Unit.parse(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sec", "S", "KBy", "{}", "{a b}", "{a}{b}", "m/s"})
  void refusesOtherUnits(String code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.parse(code))
        .withMessageContaining("Not a unit: \"" + code + "\"");
  }

  @Test
  void refusesToConvertBetweenDimensions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.SECONDS.convert(BigDecimal.ONE, Unit.BYTES))
        .withMessageContaining("s (time)")
        .withMessageContaining("By (information)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.ofOpenMetrics("fortnights"))
        .withMessageContaining("seconds");
  }

  @Test
  void takesManyMetricsAtOnce() {
    List<Metric> many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> new Metric(Map.of("i", "" + i), GaugeValue.of(i), null, Map.of()))
            .toList();
    MetricFamily family = MetricFamily.of("load", MetricType.GAUGE, "Load.");
    MetricFamily one = family.with(many.get(0).labels(), many.get(0).value());
    assertThat(family.with(many).metrics()).isEqualTo(many);
    assertThat(one.with(many.subList(1, 20_000))).isEqualTo(family.with(many));
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> one.with(many))
        .satisfies(e -> assertThat(e.violations()).hasSize(1));
  }
}
