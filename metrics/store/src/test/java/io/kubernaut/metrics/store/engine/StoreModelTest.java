package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store against a map of samples by time, under random batches, flushes and restarts. */
@Tag("BR-MET-005")
class StoreModelTest {
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD
          .withBlocks(Duration.ofDays(1000), 1_000_000)
          .withDurability(Durability.operatingSystem());

  @TempDir Path folder;
  private final TreeMap<Labels, TreeMap<Long, String>> model = new TreeMap<>();
  private SplittableRandom random = new SplittableRandom();
  private long seed;
  private long clock;

  @BeforeEach
  void startTheClock() {
    clock = 1_700_000_000_000L;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAsAMapWould(long seed) throws IOException {
    this.seed = seed;
    random = new SplittableRandom(seed);
    try (Platform platform = TestPlatform.seeded(seed).platform("store").start();
        Storage storage = Storage.open(folder)) {
      TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
      for (int round = 0; round < 60; round++) {
        writeSome(store);
        if (random.nextInt(6) == 0) {
          store.flush();
        }
        if (random.nextInt(5) == 0) {
          deleteSome(store);
        }
        if (random.nextInt(12) == 0) {
          store.cleanTombstones();
        }
        if (random.nextInt(15) == 0) {
          store.close();
          store = TimeSeriesStore.open(platform, storage, OPTIONS);
        }
        check(store);
      }
      assertThat(store.verify().problems()).isEmpty();
      store.close();
    }
  }

  private void writeSome(TimeSeriesStore store) throws IOException {
    for (int scrape = 0; scrape < random.nextInt(1, 60); scrape++) {
      clock += random.nextInt(10) == 0 ? random.nextInt(60_000) : 15_000;
      try (Appender batch = store.appender()) {
        for (int i = 0; i < 12; i++) {
          if (random.nextInt(20) != 0) {
            append(batch, labels(i), i);
          }
        }
        batch.commit();
      }
    }
  }

  /** Deletes a range, often the newest one, and writes some of it again. */
  private void deleteSome(TimeSeriesStore store) throws IOException {
    long from = clock - random.nextInt(3_000_000);
    long to = random.nextInt(3) == 0 ? Long.MAX_VALUE : from + random.nextInt(1_000_000);
    from = random.nextInt(10) == 0 ? Long.MIN_VALUE : from;
    LabelMatcher one = LabelMatcher.equal("instance", "host-" + random.nextInt(13));
    LabelMatcher some =
        LabelMatcher.of("instance", LabelMatcher.Operator.MATCHES, "host-.[0-1]?[3-4]?");
    List<List<LabelMatcher>> selectors =
        random.nextInt(4) == 0 ? List.of(List.of(one), List.of(some)) : List.of(List.of(one));
    store.delete(selectors, from, to);
    for (Map.Entry<Labels, TreeMap<Long, String>> entry : model.entrySet()) {
      if (selectors.stream().anyMatch(each -> LabelMatcher.allMatch(each, entry.getKey()))) {
        entry.getValue().subMap(from, true, to, true).clear();
      }
    }
    try (Appender batch = store.appender()) {
      for (int i = 0; i < 12; i++) {
        append(batch, labels(i), i);
      }
      batch.commit();
    }
  }

  private static Labels labels(int i) {
    return Labels.of("__name__", "metric_" + i % 4, "job", "orders", "instance", "host-" + i);
  }

  private void append(Appender batch, Labels labels, int i) {
    long time = random.nextInt(30) == 0 ? clock - random.nextInt(300_000) : clock;
    long start = i == 5 ? clock - 3_600_000 : SampleColumns.NO_START;
    Appender.Outcome outcome;
    String shown;
    if (i % 4 == 3) {
      NativeHistogram histogram = histogram();
      outcome = batch.append(batch.series(labels), time, histogram, start);
      shown = histogram.toString();
    } else {
      double value = value(i);
      outcome = batch.append(batch.series(labels), time, value, start);
      shown = Double.doubleToRawLongBits(value) + "@" + start;
    }
    if (outcome == Appender.Outcome.ACCEPTED) {
      model.computeIfAbsent(labels, ignored -> new TreeMap<>()).put(time, shown);
    }
  }

  private double value(int i) {
    if (random.nextInt(100) == 0) {
      return random.nextBoolean() ? StaleMarker.VALUE : Double.NaN;
    }
    return i % 4 == 0 ? random.nextInt(1000) : random.nextInt(10_000) / 100.0;
  }

  private NativeHistogram histogram() {
    int[] indexes = {-2, 1 + random.nextInt(2), 5};
    double[] counts = {random.nextInt(100), random.nextInt(10), random.nextInt(3)};
    return NativeHistogram.builder(3)
        .count(counts[0] + counts[1] + counts[2])
        .sum(random.nextInt(100_000) / 1000.0)
        .zero(1e-128, 0)
        .positive(indexes, counts)
        .build();
  }

  private void check(TimeSeriesStore store) {
    long from = clock - random.nextInt(5_000_000);
    long to = random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(5_000_000);
    from = random.nextInt(4) == 0 ? Long.MIN_VALUE : from;
    LabelMatcher matcher =
        random.nextBoolean()
            ? LabelMatcher.of("instance", LabelMatcher.Operator.MATCHES, "host-[0-5]")
            : LabelMatcher.of("__name__", LabelMatcher.Operator.NOT_EQUAL, "metric_1");
    Map<Labels, Map<Long, String>> expected = expected(matcher, from, to);
    Map<Labels, Map<Long, String>> found = new TreeMap<>();
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of(List.of(matcher), from, to))) {
      for (int i = 0; i < set.size(); i++) {
        set.read(i, columns);
        if (columns.size() > 0) {
          found.put(set.labels(i), shown(columns));
        }
      }
    }
    assertThat(found.keySet()).as("seed " + seed).isEqualTo(expected.keySet());
    expected.forEach(
        (labels, samples) ->
            assertThat(firstDifference(found.getOrDefault(labels, Map.of()), samples))
                .as("seed " + seed + ", " + labels)
                .isEmpty());
  }

  private static String firstDifference(Map<Long, String> found, Map<Long, String> samples) {
    TreeMap<Long, String> all = new TreeMap<>(samples);
    all.putAll(found);
    for (long time : all.keySet()) {
      String a = found.get(time);
      String b = samples.get(time);
      if (a == null || !a.equals(b)) {
        return "at " + time + " found " + a + ", expected " + b;
      }
    }
    return "";
  }

  private Map<Labels, Map<Long, String>> expected(LabelMatcher matcher, long from, long to) {
    Map<Labels, Map<Long, String>> expected = new TreeMap<>();
    model.forEach(
        (labels, samples) -> {
          if (matcher.matches(labels) && !samples.subMap(from, true, to, true).isEmpty()) {
            expected.put(labels, new TreeMap<>(samples.subMap(from, true, to, true)));
          }
        });
    return expected;
  }

  private static Map<Long, String> shown(SampleColumns columns) {
    TreeMap<Long, String> samples = new TreeMap<>();
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      NativeHistogram histogram = columns.hasHistograms() ? columns.histograms()[i] : null;
      long start = columns.hasStarts() ? columns.starts()[i] : SampleColumns.NO_START;
      times.add(columns.times()[i]);
      samples.put(
          columns.times()[i],
          histogram != null
              ? histogram.toString()
              : Double.doubleToRawLongBits(columns.values()[i]) + "@" + start);
    }
    assertThat(times).isSorted().doesNotHaveDuplicates();
    return samples;
  }
}
