package io.kubernaut.types.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kubernaut.types.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws of merging, tried on values made by chance. Their sums are exact in doubles. */
@Tag("BR-TYPE-006")
class MergeTest {

  private static final int TRIES = 400;

  private static final Map<String, Function<Random, MetricValue>> KINDS =
      new TreeMap<>(
          Map.of(
              "counter", MergeTest::counter,
              "gauge", random -> GaugeValue.of(whole(random)),
              "histogram", MergeTest::histogram,
              "exponential histogram", MergeTest::exponential,
              "summary", MergeTest::summary,
              "info", MergeTest::info,
              "state set", MergeTest::states));

  @TestFactory
  Stream<DynamicTest> mergingIsCommutativeAndAssociative() {
    return KINDS.entrySet().stream()
        .map(kind -> dynamicTest(kind.getKey(), () -> checkLaws(kind.getValue())));
  }

  private static void checkLaws(Function<Random, MetricValue> made) {
    for (long seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      MetricValue a = made.apply(random);
      MetricValue b = made.apply(random);
      MetricValue c = made.apply(random);
      assertThat(a.merge(b)).as("seed %d", seed).isEqualTo(b.merge(a));
      assertThat(a.merge(b).merge(c)).as("seed %d", seed).isEqualTo(a.merge(b.merge(c)));
      assertThat(Schema.of(MetricValue.class).check(a.merge(b).merge(c)))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> manyAreMergedToTheLastBitInWhateverOrder() {
    return Stream.of("counter", "gauge", "histogram", "exponential histogram", "summary")
        .map(
            kind ->
                dynamicTest(
                    kind,
                    () -> {
                      for (long seed = 0; seed < TRIES; seed++) {
                        checkOrder(KINDS.get(kind), new Random(seed), seed);
                      }
                    }));
  }

  private static void checkOrder(Function<Random, MetricValue> made, Random random, long seed) {
    List<MetricValue> values = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      values.add(wild(made.apply(random), random));
    }
    MetricValue merged = MetricValue.mergeAll(values);
    Collections.shuffle(values, random);
    assertThat(MetricValue.mergeAll(values)).as("seed %d", seed).isEqualTo(merged);
  }

  @Test
  void whatHasNoEndIsMergedInWhateverOrder() {
    double most = Double.MAX_VALUE;
    double below = Double.NEGATIVE_INFINITY;
    double above = Double.POSITIVE_INFINITY;

    assertThat(merged(most, most, below)).isEqualTo(below);
    assertThat(merged(below, most, most)).isEqualTo(below);
    assertThat(merged(-most, above, -most)).isEqualTo(above);
    assertThat(merged(most, most, -most)).isEqualTo(most);
    assertThat(merged(most, most)).isEqualTo(above);
    assertThat(merged(above, most, below)).isNaN();
    assertThat(merged(1, Double.NaN, above)).isNaN();
  }

  private static double merged(double... values) {
    List<GaugeValue> gauges = Arrays.stream(values).mapToObj(GaugeValue::of).toList();
    return ((GaugeValue) MetricValue.mergeAll(gauges)).value();
  }

  // Sums that doubles cannot add without rounding.
  private static MetricValue wild(MetricValue value, Random random) {
    double sum = Math.exp(80 * random.nextDouble() - 40);
    if (value instanceof CounterValue) {
      return CounterValue.of(sum);
    }
    if (value instanceof GaugeValue) {
      return GaugeValue.of(random.nextBoolean() ? sum : -sum);
    }
    if (value instanceof HistogramValue h) {
      return new HistogramValue(h.buckets(), h.count(), sum, null, Map.of());
    }
    if (value instanceof SummaryValue s) {
      return new SummaryValue(s.quantiles(), s.count(), sum, null, Map.of());
    }
    return ((ExponentialHistogramValue) value).withSum(sum);
  }

  @Test
  void roundsOnceWhenManyAreMerged() {
    List<GaugeValue> values = Stream.of(1e17, 1.0, 1.0, -1e17).map(GaugeValue::of).toList();

    assertThat(MetricValue.mergeAll(values)).isEqualTo(GaugeValue.of(2));
    assertThat(values.get(0).merge(values.get(1)).merge(values.get(2)).merge(values.get(3)))
        .isEqualTo(GaugeValue.of(0));
    assertThat(
            MetricValue.mergeAll(
                List.of(GaugeValue.of(Double.POSITIVE_INFINITY), GaugeValue.of(1))))
        .isEqualTo(GaugeValue.of(Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException().isThrownBy(() -> MetricValue.mergeAll(List.of()));
  }

  @Test
  void refusesValuesOfTwoKinds() {
    Random random = new Random(3);
    for (Map.Entry<String, Function<Random, MetricValue>> one : KINDS.entrySet()) {
      for (Map.Entry<String, Function<Random, MetricValue>> other : KINDS.entrySet()) {
        if (!one.getKey().equals(other.getKey())) {
          MetricValue a = one.getValue().apply(random);
          MetricValue b = other.getValue().apply(random);
          assertThatIllegalArgumentException()
              .as("%s and %s", one.getKey(), other.getKey())
              .isThrownBy(() -> a.merge(b))
              .withMessageContaining("Merge values of one kind");
        }
      }
    }
  }

  @Test
  void refusesHistogramsWithOtherBounds() {
    HistogramValue ours = HistogramValue.of(List.of(0.1, 1.0), List.of(3L, 2L, 1L), 4);
    HistogramValue theirs = HistogramValue.of(List.of(0.1, 2.0), List.of(3L, 2L, 1L), 4);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ours.merge(theirs))
        .withMessageContaining("[0.1, 1.0, Infinity]")
        .withMessageContaining("[0.1, 2.0, Infinity]")
        .withMessageContaining("exponential");
  }

  @Test
  void refusesInfosThatContradictEachOther() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                InfoValue.of(Map.of("version", "1.4"))
                    .merge(InfoValue.of(Map.of("version", "1.5"))))
        .withMessageContaining("\"1.4\" and \"1.5\" for version");
  }

  @Test
  void refusesCountsBeyondALong() {
    SummaryValue many = new SummaryValue(List.of(), Long.MAX_VALUE, 1.0, null, Map.of());

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> many.merge(many))
        .withMessageContaining("2^63-1");
  }

  @Test
  void theEarlierStartCountsUnlessOneIsNotKnown() {
    CounterValue early = CounterValue.of(3).since(Instant.EPOCH);
    CounterValue late = CounterValue.of(4).since(Instant.EPOCH.plusSeconds(9));

    assertThat(early.merge(late)).isEqualTo(CounterValue.of(7).since(Instant.EPOCH));
    assertThat(early.merge(CounterValue.of(4))).isEqualTo(CounterValue.of(7));
  }

  @Test
  void mergedSummariesHaveNoQuantiles() {
    SummaryValue one =
        new SummaryValue(List.of(SummaryValue.Quantile.of(0.5, 2)), 3, 6.0, null, Map.of());

    assertThat(one.merge(one)).isEqualTo(new SummaryValue(List.of(), 6, 12.0, null, Map.of()));
  }

  @Test
  void familiesOfTwoInstancesBecomeOneInWhateverOrder() {
    for (long seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      MetricFamily a = family(random);
      MetricFamily b = family(random);
      MetricFamily c = family(random);
      for (GaugeMerge rule : GaugeMerge.values()) {
        assertThat(a.merge(b, rule).merge(c, rule))
            .as("seed %d, %s", seed, rule)
            .isEqualTo(c.merge(a, rule).merge(b, rule))
            .isEqualTo(a.merge(b.merge(c, rule), rule));
      }
    }
  }

  @Test
  void gaugesAreMergedByTheirRule() {
    Metric early = new Metric(Map.of(), GaugeValue.of(5), Instant.EPOCH, Map.of());
    Metric late = new Metric(Map.of(), GaugeValue.of(3), Instant.EPOCH.plusSeconds(1), Map.of());

    assertThat(early.merge(late, GaugeMerge.SUM).value()).isEqualTo(GaugeValue.of(8));
    assertThat(early.merge(late, GaugeMerge.MIN).value()).isEqualTo(GaugeValue.of(3));
    assertThat(early.merge(late, GaugeMerge.MAX).value()).isEqualTo(GaugeValue.of(5));
    assertThat(early.merge(late, GaugeMerge.LATEST).value()).isEqualTo(GaugeValue.of(3));
    assertThat(late.merge(early, GaugeMerge.LATEST).value()).isEqualTo(GaugeValue.of(3));
  }

  @Test
  void refusesFamiliesAndMetricsThatDiffer() {
    MetricFamily requests = MetricFamily.of("requests", MetricType.COUNTER, "");
    MetricFamily others = MetricFamily.of("requests", MetricType.GAUGE, "");
    Metric a = new Metric(Map.of("a", "1"), GaugeValue.of(1), null, Map.of());
    Metric b = new Metric(Map.of("a", "2"), GaugeValue.of(1), null, Map.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> requests.merge(others, GaugeMerge.SUM))
        .withMessageContaining("requests (COUNTER) and requests (GAUGE)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> a.merge(b, GaugeMerge.SUM))
        .withMessageContaining("{a=1} and {a=2}");
  }

  private static double whole(Random random) {
    return random.nextInt(1_000_000);
  }

  private static Instant start(Random random) {
    return random.nextInt(5) == 0 ? null : Instant.ofEpochSecond(random.nextInt(3));
  }

  private static MetricValue counter(Random random) {
    return new CounterValue(whole(random), start(random), exemplar(random), Map.of());
  }

  private static Exemplar exemplar(Random random) {
    return random.nextInt(4) == 0
        ? null
        : new Exemplar(
            Map.of("trace_id", "" + random.nextInt(3)), random.nextInt(2), start(random), Map.of());
  }

  private static MetricValue histogram(Random random) {
    List<HistogramValue.Bucket> buckets = new ArrayList<>();
    long below = 0;
    for (double bound : new double[] {0.1, 1, 10, Double.POSITIVE_INFINITY}) {
      below += random.nextInt(5);
      buckets.add(new HistogramValue.Bucket(bound, below, exemplar(random), Map.of()));
    }
    Double sum = random.nextInt(9) == 0 ? null : Double.valueOf(whole(random));
    return new HistogramValue(buckets, below, sum, start(random), Map.of());
  }

  private static MetricValue exponential(Random random) {
    int scale = random.nextInt(5) - 2;
    double[] thresholds = {0, 0.001, 0.01, 0x1p-7, 0.3};
    return ExponentialHistogramValue.of(
        scale,
        thresholds[random.nextInt(thresholds.length)],
        random.nextInt(3),
        buckets(random, scale),
        buckets(random, scale),
        whole(random));
  }

  // Around 0.3 and above, so that the greatest threshold falls into a bucket.
  private static Map<Integer, Long> buckets(Random random, int scale) {
    Map<Integer, Long> buckets = new TreeMap<>();
    int least = new ExponentialScale(scale).index(0.3000001);
    for (int i = random.nextInt(5); i > 0; i--) {
      buckets.put(least + random.nextInt(9), 1L + random.nextInt(9));
    }
    return buckets;
  }

  private static MetricValue summary(Random random) {
    List<SummaryValue.Quantile> quantiles =
        random.nextBoolean() ? List.of() : List.of(SummaryValue.Quantile.of(0.5, 2));
    return new SummaryValue(quantiles, random.nextInt(9), whole(random), start(random), Map.of());
  }

  private static MetricValue info(Random random) {
    Map<String, String> labels = new TreeMap<>();
    for (String name : List.of("version", "zone", "arch")) {
      if (random.nextBoolean()) {
        labels.put(name, "same");
      }
    }
    return InfoValue.of(labels);
  }

  private static MetricValue states(Random random) {
    Map<String, Boolean> states = new TreeMap<>(Map.of("up", random.nextBoolean()));
    if (random.nextBoolean()) {
      states.put("draining", random.nextBoolean());
    }
    return new StateSetValue(states, Map.of());
  }

  private static MetricFamily family(Random random) {
    List<Metric> metrics = new ArrayList<>();
    for (String route : List.of("/orders", "/carts", "/")) {
      if (random.nextBoolean()) {
        Map<String, String> labels = Map.of("route", route);
        metrics.add(new Metric(labels, GaugeValue.of(random.nextInt(4)), start(random), Map.of()));
      }
    }
    Collections.shuffle(metrics, random);
    String help = random.nextBoolean() ? null : "help " + random.nextInt(2);
    return new MetricFamily("requests", MetricType.GAUGE, null, help, metrics, Map.of());
  }
}
