package io.kubernaut.metrics.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.store.Appender.Outcome;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-005")
class InMemorySeriesTest {

  private static final Labels UP = Labels.of("__name__", "up", "job", "api");

  private final InMemorySeries store = InMemorySeries.create(2);
  private final SampleColumns columns = new SampleColumns();

  @Test
  void readsBackWhatWasAddedInAnyOrder() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<Long, Double> naive = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      long time = random.nextLong(1_500);
      double value = random.nextInt(5);
      Outcome expected =
          !naive.containsKey(time)
              ? Outcome.ACCEPTED
              : naive.get(time) == value ? Outcome.DUPLICATE : Outcome.CONFLICT;
      naive.putIfAbsent(time, value);
      assertThat(store.add(UP, time, value)).as("seed %d", seed).isEqualTo(expected);
      long from = random.nextLong(1_500);
      long to = from + random.nextLong(500);
      assertThat(read(from, to)).as("seed %d", seed).isEqualTo(naive.subMap(from, true, to, true));
    }
  }

  private Map<Long, Double> read(long from, long to) {
    Map<Long, Double> found = new TreeMap<>();
    try (SeriesSet set = store.select(SeriesQuery.of(List.of(), from, to))) {
      for (int i = 0; i < set.size(); i++) {
        set.read(i, columns);
        for (int j = 0; j < columns.size(); j++) {
          found.put(columns.times()[j], columns.values()[j]);
        }
      }
    }
    return found;
  }

  @Test
  void showsNothingOfABatchBeforeItsCommit() throws Exception {
    try (Appender batch = store.appender()) {
      long series = batch.series(UP);
      assertThat(batch.append(series, 1, 1.0, SampleColumns.NO_START)).isEqualTo(Outcome.ACCEPTED);
      assertThat(batch.append(series, 1, 1.0, SampleColumns.NO_START)).isEqualTo(Outcome.DUPLICATE);
      assertThat(batch.append(series, 1, 2.0, SampleColumns.NO_START)).isEqualTo(Outcome.CONFLICT);
      assertThat(read(0, 9)).isEmpty();
      batch.commit();
    }
    assertThat(read(0, 9)).isEqualTo(Map.of(1L, 1.0));
  }

  @Test
  void dropsABatchThatIsNotCommitted() {
    try (Appender batch = store.appender()) {
      batch.append(batch.series(UP), 1, 1.0, SampleColumns.NO_START);
    }
    assertThat(read(0, 9)).isEmpty();
  }

  @Test
  void refusesSeriesPastItsLimit() {
    store.add(UP, 1, 1.0);
    store.add(UP.with("job", "b"), 1, 1.0);
    try (Appender batch = store.appender()) {
      assertThat(batch.series(UP.with("job", "c"))).isEqualTo(Appender.NO_SERIES);
      assertThat(batch.series(UP)).isNotEqualTo(Appender.NO_SERIES);
      assertThat(batch.append(99, 1, 1.0, SampleColumns.NO_START))
          .isEqualTo(Outcome.UNKNOWN_SERIES);
    }
  }

  @Test
  void keepsHistogramsStartsAndStaleMarkersApart() throws Exception {
    NativeHistogram histogram =
        NativeHistogram.builder(0)
            .count(3)
            .sum(2.5)
            .positive(new int[] {0, 4}, new double[] {1, 2})
            .build();
    try (Appender batch = store.appender()) {
      long series = batch.series(UP);
      batch.append(series, 1, 1.0, SampleColumns.NO_START);
      batch.append(series, 2, histogram, 1);
      batch.append(series, 3, StaleMarker.VALUE, SampleColumns.NO_START);
      batch.commit();
    }
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      set.read(0, columns);
    }
    assertThat(columns.size()).isEqualTo(3);
    assertThat(columns.maybeStale()).isTrue();
    assertThat(StaleMarker.is(columns.values()[2])).isTrue();
    assertThat(columns.histograms()[1]).isEqualTo(histogram);
    assertThat(columns.histograms()[0]).isNull();
    assertThat(columns.starts()[1]).isEqualTo(1);
    assertThat(columns.starts()[0]).isEqualTo(SampleColumns.NO_START);
  }

  @Test
  void whatWasSelectedDoesNotChange() {
    store.add(UP, 1, 1.0);
    store.add(UP, 5, 5.0);
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      store.add(UP, 6, 6.0);
      store.add(UP, 3, 3.0);
      set.read(0, columns);
    }
    assertThat(columns.size()).isEqualTo(2);
    assertThat(columns.times()).startsWith(1L, 5L);
    assertThat(columns.values()).startsWith(1.0, 5.0);
  }

  @Test
  void listsNamesValuesAndWhatThereIsMostOf() {
    store.add(UP, 1, 1.0);
    store.add(Labels.of("__name__", "down", "zone", "z"), 2, 1.0);
    SeriesQuery everything = SeriesQuery.of();
    assertThat(store.labelNames(everything)).containsExactly("__name__", "job", "zone");
    assertThat(store.labelValues("__name__", everything)).containsExactly("down", "up");
    assertThat(store.labelValues("job", SeriesQuery.of(LabelMatcher.equal("__name__", "down"))))
        .isEmpty();
    SourceStatistics statistics = store.statistics(1);
    assertThat(statistics.series()).isEqualTo(2);
    assertThat(statistics.valuesByLabel())
        .containsExactly(new SourceStatistics.Count("__name__", 2));
  }

  @Test
  void keepsExemplarsAndDescriptions() throws Exception {
    Exemplar exemplar = new Exemplar(Labels.of("trace_id", "1"), 2.0, 5);
    MetricMetadata known = new MetricMetadata("gauge", "Whether it is up", "");
    try (Appender batch = store.appender()) {
      batch.exemplar(batch.series(UP), exemplar);
      batch.metadata("up", known);
      batch.commit();
    }
    assertThat(store.exemplars(SeriesQuery.of()))
        .containsExactly(new SeriesExemplars(UP, List.of(exemplar)));
    assertThat(store.exemplars(SeriesQuery.of(List.of(), 6, 9))).isEmpty();
    assertThat(store.metadata()).isEqualTo(Map.of("up", List.of(known)));
  }
}
