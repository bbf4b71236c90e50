package io.kubernaut.metrics.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryValue;
import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.StaleMarker;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-005")
class CollectorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD.withDurability(Durability.operatingSystem());

  private final TestPlatform test = TestPlatform.seeded(5);
  private final SimulatedDisk disk = SimulatedDisk.create();
  private Platform platform;
  private FaultyStorage storage;
  private TimeSeriesStore store;
  private KubernautMeterRegistry registry;

  @BeforeEach
  void open() throws IOException {
    platform = test.platform("collected").start();
    storage = FaultyStorage.over(disk.open());
    store = TimeSeriesStore.open(platform, storage, OPTIONS);
    registry = KubernautMeterRegistry.builder().platform(platform).build();
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
    store.close();
    storage.close();
    platform.close();
  }

  private Collector collector() {
    return Collector.builder(registry, store).labels(Map.of("job", "orders")).start(platform);
  }

  private double value(String query) {
    QueryValue value = PromQl.over(store).query(query).at(test.clock().instant()).run().value();
    List<Double> values = new ArrayList<>();
    ((QueryValue.Vector) value).series().forEach(series -> values.add(series.value(0)));
    assertThat(values).as(query).hasSize(1);
    return values.get(0);
  }

  private List<String> values(String query) {
    QueryValue value = PromQl.over(store).query(query).at(test.clock().instant()).run().value();
    return ((QueryValue.Vector) value)
        .series().stream().map(series -> series.labels() + " " + series.value(0)).toList();
  }

  private SampleColumns read(String metric) {
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of(LabelMatcher.equal(Labels.NAME, metric)))) {
      assertThat(set.size()).as(metric).isEqualTo(1);
      set.read(0, columns);
    }
    return columns;
  }

  @Test
  @Tag("BR-PERF-005")
  void whatIsRecordedIsSeenByQueriesWithinASecond() {
    Counter placed = registry.counter("orders.placed", "channel", "web");
    SplittableRandom random = new SplittableRandom(7);
    try (Collector collector = collector()) {
      double sum = 0;
      for (int i = 0; i < 500; i++) {
        test.advance(Duration.ofMillis(random.nextInt(1_500)));
        placed.increment();
        sum++;
        test.advance(SECOND);
        assertThat(value("orders_placed_total{channel=\"web\"}")).isEqualTo(sum);
      }
      assertThat(collector.status().failures()).isZero();
    }
  }

  @Test
  void everySampleOfACollectionHasOneTimeOnTheGrid() {
    registry.counter("a").increment();
    registry.gauge("b", 7);
    try (Collector collector = collector()) {
      test.advance(Duration.ofSeconds(30));
      long[] times = read("a_total").times();
      assertThat(times[0]).as("zero, when the registry was made").isEqualTo(registry.sinceMillis());
      assertThat(read("b").times()).startsWith(java.util.Arrays.copyOfRange(times, 1, 31));
      for (int i = 1; i < 31; i++) {
        assertThat(times[i] - times[i - 1]).isEqualTo(1_000);
      }
      assertThat(collector.status().last()).contains(Instant.ofEpochMilli(times[30]));
    }
  }

  @Test
  void namesSeriesAsTheExpositionDoes() {
    registry.counter("orders", "channel", "we\"b\n").increment(3);
    registry.gauge("depth", 7.5);
    registry.timer("plain").record(Duration.ofMillis(20));
    Timer.builder("wait")
        .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1))
        .register(registry)
        .record(Duration.ofMillis(300));
    try (Collector collector = collector()) {
      test.advance(SECOND);
      assertThat(values("orders_total"))
          .containsExactly("orders_total{channel=\"we\\\"b\\n\"} 3.0");
      assertThat(value("depth")).isEqualTo(7.5);
      assertThat(value("plain_seconds_count")).isEqualTo(1);
      assertThat(value("plain_seconds_sum")).isEqualTo(0.02);
      assertThat(values("wait_seconds_bucket"))
          .containsExactlyInAnyOrder(
              "wait_seconds_bucket{le=\"0.1\"} 0.0",
              "wait_seconds_bucket{le=\"1.0\"} 1.0",
              "wait_seconds_bucket{le=\"+Inf\"} 1.0");
      assertThat(value("wait_seconds_count")).isEqualTo(1);
      assertThat(store.metadata().get("orders_total"))
          .singleElement()
          .satisfies(known -> assertThat(known.type()).isEqualTo("counter"));
      assertThat(collector.status().allDropped()).isZero();
    }
  }

  @Test
  void keepsHistogramsInTheFormThatIsAskedFor() {
    Timer wait = Timer.builder("wait").publishPercentileHistogram().register(registry);
    for (int i = 1; i <= 1_000; i++) {
      wait.record(Duration.ofMillis(i));
    }
    try (Collector collector =
        Collector.builder(registry, store).histograms(HistogramForm.NATIVE).start(platform)) {
      test.advance(SECOND);
      assertThat(values("wait_seconds_bucket")).isEmpty();
      assertThat(value("histogram_count(wait_seconds)")).isEqualTo(1_000);
      assertThat(value("histogram_quantile(0.5, wait_seconds)")).isBetween(0.45, 0.55);
      assertThat(collector.status().series()).isPositive();
    }
  }

  @Test
  void aSeriesThatIsGoneEndsAtOnce() {
    CounterFamily requests = registry.counters("requests").labels("route").register();
    requests.with("/a").increment();
    Counter other = registry.counter("requests.other");
    try (Collector collector = collector()) {
      test.advance(SECOND);
      assertThat(values("requests_other_total")).hasSize(1);
      registry.remove(other);
      test.advance(SECOND);
      assertThat(values("requests_other_total")).isEmpty();
      assertThat(values("requests_total")).hasSize(1);
      SampleColumns ended = read("requests_other_total");
      assertThat(StaleMarker.is(ended.values()[ended.size() - 1])).isTrue();
      test.advance(Duration.ofSeconds(5));
      assertThat(read("requests_other_total").size())
          .as("a zero, a one and one marker")
          .isEqualTo(3);
      registry.counter("requests.other").increment();
      test.advance(SECOND);
      assertThat(value("requests_other_total")).isEqualTo(1);
      assertThat(collector.status().allDropped()).isZero();
    }
    test.advance(Duration.ofMillis(1));
    assertThat(values("{__name__=~\".+\"}")).as("the end of the collector ends all").isEmpty();
  }

  @Test
  void saysThatItIsUpAndWhatItCosts() {
    try (Collector collector = collector()) {
      collector.bindTo(registry);
      test.advance(Duration.ofSeconds(3));
      assertThat(values("up")).containsExactly("up{job=\"orders\"} 1.0");
      assertThat(value("scrape_samples_scraped")).isGreaterThan(10);
      assertThat(values("scrape_duration_seconds")).hasSize(1);
      assertThat(value("kubernaut_sdk_collections_total")).isEqualTo(2);
      assertThat(value("kubernaut_sdk_collection_samples_total")).isGreaterThan(20);
      assertThat(value("kubernaut_sdk_collection_samples_dropped_total")).isZero();
      assertThat(value("kubernaut_sdk_collection_failures_total")).isZero();
      assertThat(values("kubernaut_sdk_collection_duration_seconds")).hasSize(1);
      assertThat(value("kubernaut_sdk_collection_lag_seconds")).isZero();
    }
  }

  @Test
  @Tag("BR-REL-003")
  void goesOnWhileTheDiskIsFullAndReportsIt() {
    Counter placed = registry.counter("orders.placed");
    try (Collector collector = collector()) {
      placed.increment();
      test.advance(SECOND);
      storage.failFrom(storage.operations() + 1, Fault.DISK_FULL);
      placed.increment();
      test.advance(Duration.ofSeconds(10));
      assertThat(test.scheduler().failures()).isEmpty();
      assertThat(placed.count()).isEqualTo(2);
      assertThat(collector.status().failures()).isEqualTo(10);
      assertThat(collector.status().problem()).isPresent();
      storage.heal();
      test.advance(Duration.ofSeconds(2));
      assertThat(collector.status().problem()).isEqualTo(Optional.empty());
      assertThat(value("orders_placed_total")).isEqualTo(2);
    }
  }

  @Test
  void aSourceThatFailsIsDownUntilItWorks() {
    boolean[] fails = {false};
    MetricSource source =
        (filter, sink) -> {
          registry.collect(filter, sink);
          if (fails[0]) {
            throw new IllegalStateException("half way");
          }
        };
    registry.counter("a").increment();
    try (Collector collector = Collector.builder(source, store).start(platform)) {
      test.advance(SECOND);
      fails[0] = true;
      registry.counter("a").increment();
      test.advance(SECOND);
      assertThat(value("up")).isZero();
      assertThat(value("a_total")).as("nothing of what was read half").isEqualTo(1);
      assertThat(collector.status().problem())
          .hasValueSatisfying(p -> assertThat(p).contains("half"));
      fails[0] = false;
      test.advance(SECOND);
      assertThat(value("up")).isEqualTo(1);
      assertThat(value("a_total")).isEqualTo(2);
    }
  }

  @Test
  @Tag("BR-REL-002")
  void countsWhatTheStoreRefusesByReason() throws IOException {
    store.close();
    store = TimeSeriesStore.open(platform, storage, OPTIONS.withSeriesLimit(10));
    registry.counter("a").increment();
    try (Collector collector = collector()) {
      test.advance(SECOND);
      assertThat(collector.status().dropped().get("limit")).isPositive();
      assertThat(collector.status().samples()).isEqualTo(10);
      assertThat(collector.status().failures()).isZero();
    }
  }

  @Test
  void aClockThatIsSetBackCostsWhatLiesTooFarBackAndNoMore() {
    registry.counter("a").increment();
    try (Collector collector = collector()) {
      test.advance(Duration.ofSeconds(10));
      test.clock().set(test.clock().instant().minus(Duration.ofHours(1)));
      test.advance(Duration.ofSeconds(5));
      assertThat(collector.status().dropped().get("too_old")).isPositive();
      assertThat(collector.status().failures()).isZero();
      test.clock().set(test.clock().instant().plus(Duration.ofHours(2)));
      test.advance(Duration.ofSeconds(1));
      assertThat(value("a_total")).isEqualTo(1);
    }
  }

  @Test
  void refusesAnIntervalThatIsNone() {
    assertThatThrownBy(() -> Collector.builder(registry, store).interval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid interval PT0S of collections: give 10 ms or more, for example PT1S.");
  }
}
