package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Directories that earlier versions have written are read by this one. {@code -Dgolden.write=true}
 * writes the directory of the present format, once, when there is a new one.
 */
@Tag("BR-MET-005")
class GoldenDirectoriesTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/io/kubernaut/metrics/store/engine/golden");
  private static final String PRESENT = "format-1";
  private static final String DELETED = "format-1-tombstones";
  private static final long TIME = 1_700_000_000_000L;
  private static final int SAMPLES = 100;
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD
          .withRetention(Duration.ofDays(100_000), Long.MAX_VALUE)
          .withBlocks(Duration.ofDays(1_000), 1_000_000)
          .withTiers(Tier.FIVE_MINUTES)
          .withDurability(Durability.everyCommit());

  @TempDir private Path copy;
  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("golden").start();

  @AfterEach
  void end() {
    platform.close();
  }

  private static Labels series(String name) {
    return Labels.of(Labels.NAME, name, "place", "Zürich");
  }

  private static double value(String name, int i) {
    return name.equals("counter") ? 3.0 * i : Math.sin(i) * 100;
  }

  private static NativeHistogram histogram(int i) {
    return NativeHistogram.builder(2)
        .count(3 + i)
        .sum(i * 1.5)
        .zero(1e-9, 1)
        .positive(new int[] {-2, 5}, new double[] {1, 1 + i})
        .build();
  }

  private static long time(int i) {
    return TIME + i * 60_000L;
  }

  private static void write(TimeSeriesStore store, int i) throws IOException {
    try (Appender batch = store.appender()) {
      for (String name : List.of("counter", "gauge")) {
        batch.append(batch.series(series(name)), time(i), value(name, i), SampleColumns.NO_START);
      }
      batch.append(batch.series(series("started")), time(i), i, TIME - 5_000);
      batch.append(
          batch.series(series("histogram")), time(i), histogram(i), SampleColumns.NO_START);
      if (i == SAMPLES - 1) {
        batch.append(
            batch.series(series("ended")), time(i), StaleMarker.VALUE, SampleColumns.NO_START);
      }
      batch.metadata("counter", new MetricMetadata("counter", "What was counted", ""));
      batch.exemplar(
          batch.series(series("counter")),
          new Exemplar(Labels.of("trace_id", "a" + i), i, time(i)));
      batch.commit();
    }
  }

  /** Blocks, a tier, a hold, and a journal that was not put into a block. */
  private void write(Path folder, boolean deletes) throws IOException {
    try (Storage storage = Storage.open(folder)) {
      TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
      for (int i = 0; i < SAMPLES; i++) {
        write(store, i);
        if (i == 40 || i == 80) {
          store.flush();
        }
      }
      store.hold(
          new LegalHold(
              "case", List.of(LabelMatcher.equal(Labels.NAME, "gauge")), TIME, TIME + 1_000));
      store.tidy();
      if (deletes) {
        store.delete(
            List.of(List.of(LabelMatcher.equal(Labels.NAME, "counter"))), time(20), time(59));
      }
      store.leave();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PRESENT, DELETED})
  void theDirectoryOfThePresentFormatIsThere(String format) throws IOException {
    Path golden = FOLDER.resolve(format);
    if (Boolean.getBoolean("golden.write") && !Files.exists(golden)) {
      write(golden, format.equals(DELETED));
      Files.deleteIfExists(golden.resolve(".lock"));
    }
    try (Stream<Path> files = Files.walk(golden)) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isBetween(1_000L, 100_000L);
    }
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  private static SampleColumns read(TimeSeriesStore store, String name, ReadHint hint) {
    SampleColumns columns = new SampleColumns();
    SeriesQuery query = SeriesQuery.of(LabelMatcher.equal(Labels.NAME, name)).withHint(hint);
    try (SeriesSet set = store.select(query)) {
      assertThat(set.size()).as(name).isEqualTo(1);
      assertThat(set.labels(0)).isEqualTo(series(name));
      set.read(0, columns);
    }
    return columns;
  }

  @ParameterizedTest
  @ValueSource(strings = {"format-1"})
  void everyFormatThereEverWasIsRead(String format) throws IOException {
    copy(FOLDER.resolve(format));
    try (Storage storage = Storage.open(copy)) {
      assertThat(TimeSeriesStore.verify(platform, storage).problems()).isEmpty();
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
        for (String name : List.of("counter", "gauge", "started", "histogram")) {
          check(name, read(store, name, ReadHint.RAW));
        }
        assertThat(StaleMarker.is(read(store, "ended", ReadHint.RAW).values()[0])).isTrue();
        assertThat(store.metadata()).containsKey("counter");
        assertThat(store.exemplars(SeriesQuery.of()))
            .singleElement()
            .satisfies(found -> assertThat(found.exemplars()).hasSize(SAMPLES));
        assertThat(store.holds()).extracting(LegalHold::name).containsExactly("case");
        SampleColumns condensed =
            read(store, "counter", new ReadHint(ReadHint.Reading.SUM, 300_000));
        assertThat(condensed.condensed()).isGreaterThan(10);
        assertThat(store.reconcile().differences()).isEmpty();
      }
    }
  }

  @Test
  void whatWasDeletedStaysDeleted() throws IOException {
    copy(FOLDER.resolve(DELETED));
    try (Storage storage = Storage.open(copy)) {
      assertThat(TimeSeriesStore.verify(platform, storage).problems()).isEmpty();
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
        SampleColumns left = read(store, "counter", ReadHint.RAW);
        assertThat(left.size()).isEqualTo(SAMPLES - 40);
        assertThat(left.times()[19]).isEqualTo(time(19));
        assertThat(left.times()[20]).isEqualTo(time(60));
        check("gauge", read(store, "gauge", ReadHint.RAW));
        assertThat(store.tombstones()).isEqualTo(1);
        assertThat(store.reconcile().differences()).isEmpty();
      }
    }
  }

  private static void check(String name, SampleColumns columns) {
    assertThat(columns.size()).as(name).isEqualTo(SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      assertThat(columns.times()[i]).isEqualTo(time(i));
      if (name.equals("histogram")) {
        assertThat(columns.histograms()[i]).isEqualTo(histogram(i));
      } else {
        boolean isStarted = name.equals("started");
        assertThat(columns.values()[i]).isEqualTo(isStarted ? i : value(name, i));
        assertThat(!isStarted || columns.starts()[i] == TIME - 5_000).isTrue();
      }
    }
  }
}
