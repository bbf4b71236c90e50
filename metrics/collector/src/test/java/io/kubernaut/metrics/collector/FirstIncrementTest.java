package io.kubernaut.metrics.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryValue;
import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.exposition.ClassicBounds;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import io.kubernaut.metrics.registry.exposition.MetricType;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a counter has counted before it was seen for the first time is seen by queries. */
@Tag("BR-MET-005")
class FirstIncrementTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD.withDurability(Durability.everyCommit());

  private final TestPlatform test = TestPlatform.seeded(6);
  private SimulatedDisk disk = SimulatedDisk.create();
  private Platform platform;
  private FaultyStorage storage;
  private TimeSeriesStore store;
  private KubernautMeterRegistry registry;

  @BeforeEach
  void open() throws IOException {
    platform = test.platform("counted").start();
    openStore();
    openRegistry();
  }

  private void openStore() throws IOException {
    storage = FaultyStorage.over(disk.open());
    store = TimeSeriesStore.open(platform, storage, OPTIONS);
  }

  private void openRegistry() {
    registry = KubernautMeterRegistry.builder().platform(platform).build();
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
    store.close();
    storage.close();
    platform.close();
  }

  private Collector collector(SeriesSink sink) {
    return Collector.builder(registry, sink).start(platform);
  }

  private double value(String query) {
    QueryValue value = PromQl.over(store).query(query).at(test.clock().instant()).run().value();
    List<SampleSeries> series = ((QueryValue.Vector) value).series();
    assertThat(series).as(query).hasSize(1);
    return series.get(0).value(0);
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
  void aCounterThatComesLaterCountsFromTheCollectionBefore() {
    try (Collector collector = collector(store)) {
      test.advance(Duration.ofSeconds(5));
      registry.counter("x").increment(3);
      long before = collector.status().last().orElseThrow().toEpochMilli();
      test.advance(SECOND);
      assertThat(value("increase(x_total[1m])")).isEqualTo(3);
      assertThat(read("x_total").times()).startsWith(before, before + 1_000);
      registry.counter("x").increment(2);
      test.advance(SECOND);
      assertThat(value("increase(x_total[1m])")).isEqualTo(5);
      assertThat(value("count_over_time(x_total[1m])")).isEqualTo(3);
    }
  }

  @Test
  void theFirstCollectionCountsFromWhenTheRegistryWasMade() {
    registry.counter("x").increment(3);
    long made = test.clock().millis();
    test.advance(Duration.ofSeconds(20));
    try (Collector collector = collector(store)) {
      test.advance(SECOND);
      assertThat(read("x_total").times()).startsWith(made, made + 21_000);
      assertThat(value("increase(x_total[1m])")).isEqualTo(3);
      assertThat(collector.status().failures()).isZero();
    }
  }

  @Test
  void timersSummariesAndHistogramsBeginWithZerosAndGaugesDoNot() {
    try (Collector collector = collector(store)) {
      test.advance(Duration.ofSeconds(2));
      registry.gauge("depth", 7.5);
      registry.timer("plain").record(Duration.ofMillis(500));
      Timer.builder("wait")
          .serviceLevelObjectives(Duration.ofMillis(100), SECOND)
          .register(registry)
          .record(Duration.ofMillis(300));
      test.advance(SECOND);
      assertThat(value("increase(plain_seconds_count[1m])")).isEqualTo(1);
      assertThat(value("increase(plain_seconds_sum[1m])")).isEqualTo(0.5);
      assertThat(value("increase(wait_seconds_count[1m])")).isEqualTo(1);
      assertThat(value("sum(increase(wait_seconds_bucket[1m]))")).isEqualTo(2);
      assertThat(value("histogram_quantile(1, increase(wait_seconds_bucket[1m]))")).isEqualTo(1);
      assertThat(read("depth").size()).isEqualTo(1);
      assertThat(read("plain_seconds_max").size()).isEqualTo(1);
      assertThat(collector.status().allDropped()).isZero();
    }
  }

  @Test
  void aHistogramOfWhatIsThereNowDoesNotBeginWithZeros() {
    HistogramSample sample = new HistogramSample();
    sample.bounds = ClassicBounds.of(1);
    sample.cumulative = new long[] {3, 5};
    sample.count = 5;
    boolean[] shown = {false};
    MetricSource source =
        (filter, sink) -> {
          if (!shown[0]) {
            return;
          }
          sink.family(new MetricMetadata("queued", MetricType.GAUGE_HISTOGRAM, "", ""));
          sink.histogram(new byte[0], 0, 0, sample);
        };
    try (Collector collector = Collector.builder(source, store).start(platform)) {
      test.advance(SECOND);
      shown[0] = true;
      test.advance(Duration.ofSeconds(2));
      assertThat(read("queued_count").size()).isEqualTo(2);
      assertThat(collector.status().allDropped()).isZero();
    }
  }

  @Test
  void nativeHistogramsKeepTheirResolution() {
    try (Collector collector =
        Collector.builder(registry, store).histograms(HistogramForm.NATIVE).start(platform)) {
      test.advance(SECOND);
      Timer wait = Timer.builder("wait").publishPercentileHistogram().register(registry);
      for (int i = 1; i <= 1_000; i++) {
        wait.record(Duration.ofMillis(i));
      }
      test.advance(SECOND);
      assertThat(value("histogram_count(increase(wait_seconds[1m]))")).isEqualTo(1_000);
      assertThat(value("histogram_quantile(0.5, increase(wait_seconds[1m]))"))
          .isEqualTo(value("histogram_quantile(0.5, wait_seconds)"));
      assertThat(collector.status().allDropped()).isZero();
    }
  }

  @Test
  void aRestartedProcessDoesNotCountTwice() throws IOException {
    try (Collector collector = collector(store)) {
      registry.counter("x").increment(3);
      test.advance(Duration.ofSeconds(3));
      assertThat(collector.status().failures()).isZero();
    }
    registry.close();
    test.advance(Duration.ofSeconds(2));
    openRegistry();
    registry.counter("x").increment(4);
    try (Collector collector = collector(store)) {
      test.advance(Duration.ofSeconds(3));
      assertThat(value("increase(x_total[1m])")).isEqualTo(7);
      assertThat(collector.status().failures()).isZero();
    }
  }

  @Test
  void aProcessAfterOneThatWasKilledDoesNotCountTwice() throws IOException {
    registry.counter("x").increment(3);
    Collector killed = collector(store);
    test.advance(Duration.ofSeconds(3));
    SimulatedDisk left = disk.killed();
    killed.close();
    close();
    disk = left;
    test.advance(Duration.ofSeconds(2));
    open();
    registry.counter("x").increment(4);
    try (Collector collector = collector(store)) {
      test.advance(Duration.ofSeconds(3));
      assertThat(value("increase(x_total[1m])")).isEqualTo(7);
      assertThat(collector.status().failures()).isZero();
    }
  }

  /** The same registry again: what was collected before is newer than when it was made. */
  @Test
  void anotherCollectorOfTheSameRegistryBeginsNothingAnew() throws IOException {
    registry.counter("x").increment(3);
    for (int life = 0; life < 3; life++) {
      try (Collector collector = collector(store)) {
        test.advance(Duration.ofSeconds(3));
        assertThat(collector.status().failures()).isZero();
        assertThat(value("increase(x_total[1m])")).as("life %d", life).isEqualTo(3);
      }
      test.advance(SECOND);
      store.close(); // all of it is in blocks
      storage.close();
      openStore();
    }
  }

  /** What the other has written meanwhile is newer than the moment at which this one was made. */
  @Test
  void aRegistryThatWasMadeWhileAnotherWasCollectedBeginsNothingInBetween() {
    registry.counter("x").increment(5);
    try (KubernautMeterRegistry next = madeWhileCollected();
        Collector collector = Collector.builder(next, store).start(platform)) {
      next.counter("x").increment(4);
      test.advance(Duration.ofSeconds(3));
      assertThat(value("increase(x_total[1m])")).isEqualTo(9);
      assertThat(collector.status().failures()).isZero();
    }
  }

  private KubernautMeterRegistry madeWhileCollected() {
    try (Collector collector = collector(store)) {
      test.advance(Duration.ofMillis(3_500));
      KubernautMeterRegistry next = KubernautMeterRegistry.builder().platform(platform).build();
      test.advance(Duration.ofMillis(2_500));
      assertThat(collector.status().failures()).isZero();
      return next;
    }
  }

  @Test
  void whatCouldNotBeStoredAtFirstCountsFromWhatWasStoredLast() throws IOException {
    try (Collector collector = collector(store)) {
      test.advance(Duration.ofSeconds(2));
      registry.counter("x").increment(1);
      storage.failFrom(storage.operations() + 1, Fault.DISK_FULL);
      test.advance(Duration.ofSeconds(3));
      registry.counter("x").increment(2);
      storage.heal();
      test.advance(SECOND);
      assertThat(collector.status().failures()).isEqualTo(3);
      assertThat(value("increase(x_total[1m])")).isEqualTo(3);
      SampleColumns found = read("x_total");
      assertThat(found.times()[1] - found.times()[0]).isEqualTo(4_000);
    }
  }

  @Test
  void aSeriesThatTheStoreRefusedForLongDoesNotJump() throws IOException {
    store.close();
    store = TimeSeriesStore.open(platform, storage, OPTIONS.withSeriesLimit(1));
    try (Appender batch = store.appender()) {
      long only = batch.series(Labels.of(Labels.NAME, "only"));
      batch.append(only, test.clock().millis(), 1, SampleColumns.NO_START);
      batch.commit();
    }
    registry.counter("x").increment(1_000);
    try (Collector collector = collector(new Switched())) {
      test.advance(Duration.ofSeconds(3));
      assertThat(collector.status().dropped().get("limit")).isPositive();
      store.close();
      store = TimeSeriesStore.open(platform, storage, OPTIONS);
      test.advance(SECOND);
      assertThat(read("x_total").size()).as("no zero a second ago").isEqualTo(1);
    }
  }

  /** Whatever store is open now. */
  private final class Switched implements SeriesSink {

    @Override
    public Appender appender() {
      return store.appender();
    }
  }

  @Test
  void aSeriesThatIsKnownIsNotLookedUpAgain() {
    Asked sink = new Asked();
    try (Collector collector = collector(sink)) {
      registry.counter("x").increment(3);
      registry.timer("plain").record(SECOND);
      test.advance(SECOND);
      assertThat(sink.asked).isPositive();
      int first = sink.asked;
      test.advance(Duration.ofSeconds(20));
      assertThat(sink.asked).isEqualTo(first);
      assertThat(collector.status().failures()).isZero();
    }
  }

  /** Counts how often somebody asks when a series was last written. */
  private final class Asked implements SeriesSink {
    private int asked;

    @Override
    public Appender appender() {
      return new AskedBatch(store.appender());
    }

    private final class AskedBatch implements Appender {
      private final Appender inner;

      AskedBatch(Appender inner) {
        this.inner = inner;
      }

      @Override
      public long series(Labels labels) {
        return inner.series(labels);
      }

      @Override
      public long lastTime(long series) {
        asked++;
        return inner.lastTime(series);
      }

      @Override
      public Outcome append(long series, long timeMillis, double value, long startMillis) {
        return inner.append(series, timeMillis, value, startMillis);
      }

      @Override
      public Outcome append(long series, long timeMillis, NativeHistogram value, long startMillis) {
        return inner.append(series, timeMillis, value, startMillis);
      }

      @Override
      public Outcome exemplar(long series, Exemplar exemplar) {
        return inner.exemplar(series, exemplar);
      }

      @Override
      public void metadata(String metric, io.kubernaut.metrics.store.MetricMetadata metadata) {
        inner.metadata(metric, metadata);
      }

      @Override
      public void commit() throws IOException {
        inner.commit();
      }

      @Override
      public void close() {
        inner.close();
      }
    }
  }
}
