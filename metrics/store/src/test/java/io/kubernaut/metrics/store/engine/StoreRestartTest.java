package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageInUseException;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.journal.JournalException;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Appender.Outcome;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was wrong once, about series and batches across restarts. */
@Tag("BR-MET-005")
class StoreRestartTest {
  private static final long TIME = 1_700_000_000_000L;
  private static final StoreOptions OPTIONS = StoreScript.options(Durability.everyCommit());

  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("restart").start();

  @AfterEach
  void end() {
    platform.close();
  }

  private static int[] shuffled(SplittableRandom random) {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A process that took over a journal used to write ids that the one before had given others. */
  @Test
  void aSampleIsOfItsSeriesAfterAnyNumberOfKills() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    Ledger ledger = new Ledger(StoreScript.RETENTION);
    SimulatedDisk disk = SimulatedDisk.create();
    for (int life = 0; life < 12; life++) {
      // Not closed: the process is killed.
      TimeSeriesStore store = TimeSeriesStore.open(platform, disk.open(), OPTIONS);
      ledger.check("life " + life, Ledger.read(store));
      ledger.commit(store, TIME + life * 2_000L, shuffled(random));
      if (random.nextInt(3) == 0) {
        store.flush();
      }
      ledger.commit(store, TIME + life * 2_000L + 1_000, shuffled(random)[0]);
      disk = disk.killed();
    }
    try (Storage storage = disk.open()) {
      ledger.verify("after 12 kills", platform, storage, OPTIONS);
    }
  }

  /** It used to be eight million samples, and the journal with them. */
  @Test
  void aRestartReplaysNoMoreThanIsQuicklyReplayed() throws IOException {
    StoreOptions options =
        StoreOptions.STANDARD
            .withBlocks(Duration.ofDays(1_000), 8_000_000)
            .withDurability(Durability.everyCommit());
    SimulatedDisk disk = SimulatedDisk.create();
    long samples = 0;
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      for (int batch = 0; batch < 14; batch++) {
        samples += commitMany(store, batch);
        store.tidy();
        assertThat(store.status().memorySamples()).isLessThanOrEqualTo(1_000_000);
        assertThat(store.status().journalBytes()).isLessThan(20 << 20);
      }
      disk = disk.killed();
    }
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      assertThat(store.status().memorySamples()).isLessThanOrEqualTo(1_000_000);
      assertThat(store.status().memorySamples() + store.status().blockSamples()).isEqualTo(samples);
      assertThat(store.verify().problems()).isEmpty();
    }
  }

  private static int commitMany(TimeSeriesStore store, int part) throws IOException {
    int count = 0;
    try (Appender batch = store.appender()) {
      long[] references = new long[100];
      double[] values = new double[100];
      for (int i = 0; i < references.length; i++) {
        references[i] = batch.series(Labels.of(Labels.NAME, "many", "i", Integer.toString(i)));
        values[i] = i;
      }
      for (int at = 0; at < 1_000; at++) {
        count += batch.append(references, values, 100, TIME + (part * 1_000 + at) * 1_000L);
      }
      batch.commit();
    }
    return count;
  }

  /** A whole import used to stay in small blocks, which take more room, until more came. */
  @Test
  void joinsAFewBlocksWhenNothingHasComeForAWhile() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, StoreOptions.STANDARD)) {
      for (int part = 0; part < 12; part++) {
        commitMany(store, part);
        if (part % 4 < 3) {
          continue;
        }
        store.flush();
        store.tidy();
      }
      assertThat(store.status().blocks()).isEqualTo(3);
      test.advance(Duration.ofSeconds(4));
      assertThat(store.status().blocks()).isEqualTo(1);
      assertThat(store.status().blockSamples()).isEqualTo(1_200_000);
      assertThat(store.verify().problems()).isEmpty();
    }
  }

  /** A batch is judged once if no other came between; if one did, it is judged again. */
  @Test
  void ofTwoBatchesWithOneMomentTheOneThatIsCommittedFirstCounts() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
        Appender before = store.appender()) {
      long[] references = {before.series(series("a")), before.series(series("b"))};
      assertThat(before.append(references, new double[] {1, 1}, 2, TIME)).isEqualTo(2);
      before.commit();
      try (Appender first = store.appender();
          Appender second = store.appender()) {
        assertThat(second.append(references, new double[] {3, 3}, 2, TIME + 1)).isEqualTo(2);
        assertThat(first.append(references, new double[] {2, 2}, 2, TIME + 1)).isEqualTo(2);
        first.commit();
        second.commit();
      }
      assertThat(Arrays.copyOf(read(store, "b").values(), 2)).containsExactly(1, 2);
      assertThat(store.status().accepted()).isEqualTo(4);
      assertThat(store.status().refused()).isEqualTo(2);
    }
  }

  private static Labels series(String name) {
    return Labels.of(Labels.NAME, name);
  }

  private static SampleColumns read(TimeSeriesStore store, String name) {
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of(LabelMatcher.equal(Labels.NAME, name)))) {
      if (set.size() == 1) {
        set.read(0, columns);
      }
    }
    return columns;
  }

  /** It used to be dropped without a word. */
  @Test
  void aSampleIsKeptWhenItsSeriesIsForgottenBeforeItsCommit() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
        Appender batch = store.appender()) {
      long reference = batch.series(series("late"));
      assertThat(batch.append(reference, TIME, 7, SampleColumns.NO_START))
          .isEqualTo(Outcome.ACCEPTED);
      test.advance(Duration.ofMinutes(5));
      assertThat(store.status().series()).as("forgotten meanwhile").isZero();
      batch.commit();
      assertThat(read(store, "late").size()).isEqualTo(1);
      assertThat(store.status().accepted()).isEqualTo(1);
    }
    try (Storage storage = disk.killed().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      assertThat(read(store, "late").values()[0]).isEqualTo(7);
    }
  }

  /** They used to count against the limit of series for ever. */
  @Test
  void theSeriesOfBatchesThatWereDroppedAreForgotten() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store =
            TimeSeriesStore.open(platform, storage, OPTIONS.withSeriesLimit(100))) {
      for (int round = 0; round < 5; round++) {
        try (Appender batch = store.appender()) {
          for (int i = 0; i < 100; i++) {
            long reference = batch.series(series("dropped_" + round + "_" + i));
            assertThat(reference).as("round %s", round).isNotEqualTo(Appender.NO_SERIES);
          }
          assertThat(batch.series(series("one_too_many"))).isEqualTo(Appender.NO_SERIES);
        }
        assertThat(store.status().series()).isEqualTo(100);
        test.advance(Duration.ofMinutes(3));
        assertThat(store.status().series()).isZero();
      }
    }
  }

  @Test
  void aSeriesThatWasJustMadeIsNotForgottenAtOnce() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
        Appender batch = store.appender()) {
      test.advance(Duration.ofMillis(59_500));
      long reference = batch.series(series("young"));
      test.advance(Duration.ofSeconds(10));
      assertThat(batch.append(reference, TIME, 1, SampleColumns.NO_START))
          .isEqualTo(Outcome.ACCEPTED);
    }
  }

  private static void appendMany(Appender batch, int series, long time) {
    for (int i = 0; i < series; i++) {
      long reference = batch.series(Labels.of(Labels.NAME, "big", "i", Integer.toString(i)));
      assertThat(batch.append(reference, time, i, SampleColumns.NO_START).stored()).isTrue();
    }
  }

  private static int count(TimeSeriesStore store) {
    int samples = 0;
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      for (int i = 0; i < set.size(); i++) {
        set.read(i, columns);
        samples += columns.size();
      }
    }
    return samples;
  }

  /** It used to be an IllegalArgumentException of the journal. */
  @Test
  void aBatchLargerThanARecordOfTheJournalIsTakenWhole(@TempDir Path folder) throws IOException {
    int series = 2_000;
    int rounds = 2_500;
    try (Storage storage = Storage.open(folder);
        TimeSeriesStore store =
            TimeSeriesStore.open(
                platform, storage, OPTIONS.withDurability(Durability.operatingSystem()))) {
      try (Appender batch = store.appender()) {
        long[] references = new long[series];
        for (int i = 0; i < series; i++) {
          references[i] = batch.series(Labels.of(Labels.NAME, "big", "i", Integer.toString(i)));
        }
        for (int round = 0; round < rounds; round++) {
          for (long reference : references) {
            batch.append(reference, TIME + round * 10L, round + 0.1, SampleColumns.NO_START);
          }
        }
        batch.commit();
      }
      assertThat(store.status().journalBytes()).isGreaterThan(32L << 20);
      assertThat(count(store)).isEqualTo(series * rounds);
    }
  }

  @Test
  @Tag("BR-REL-006")
  void aBatchOfSeveralRecordsIsThereWholeOrNotAtAll() throws IOException {
    for (long operation = 1; ; operation++) {
      SimulatedDisk disk = SimulatedDisk.create();
      boolean committed = false;
      try (FaultyStorage storage = FaultyStorage.over(disk.open())) {
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS, 100);
        long before = storage.operations();
        storage.failOnce(before + operation, Fault.IO_ERROR);
        try (Appender batch = store.appender()) {
          appendMany(batch, 40, TIME);
          batch.commit();
          committed = true;
        } catch (JournalException failed) {
          assertThat(count(store)).as("operation %s", operation).isZero();
        }
        storage.heal();
        try (Appender next = store.appender()) {
          next.append(next.series(series("next")), TIME, 1, SampleColumns.NO_START);
          next.commit();
        }
        assertThat(count(store)).isEqualTo(committed ? 41 : 1);
      }
      try (Storage storage = disk.killed().open();
          TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS, 100)) {
        assertThat(count(store)).as("operation %s, killed", operation).isIn(1, 41);
        assertThat(!committed || count(store) == 41).as("operation %s", operation).isTrue();
        assertThat(read(store, "next").size()).isEqualTo(1);
      }
      if (committed) {
        assertThat(operation).as("records of the batch").isGreaterThan(8);
        return;
      }
    }
  }

  @Test
  void aThingTooLargeToBeStoredIsRefusedWhenItIsGiven() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
        Appender batch = store.appender()) {
      String large = "x".repeat(1 << 20);
      assertThat(batch.series(Labels.of(Labels.NAME, "m", "large", large)))
          .isEqualTo(Appender.NO_SERIES);
      int[] indexes = new int[(1 << 16) + 1];
      for (int i = 0; i < indexes.length; i++) {
        indexes[i] = i;
      }
      NativeHistogram histogram =
          NativeHistogram.builder(0).positive(indexes, new double[indexes.length]).build();
      assertThat(batch.append(batch.series(series("h")), TIME, histogram, SampleColumns.NO_START))
          .isEqualTo(Outcome.INVALID);
    }
  }

  @Test
  void twoLateSamplesOfOneTimeInOneBatchAreOne() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      try (Appender batch = store.appender()) {
        long reference = batch.series(series("late"));
        for (long time : new long[] {TIME, TIME - 5, TIME - 5, TIME - 9, TIME - 5}) {
          batch.append(reference, time, (double) time, SampleColumns.NO_START);
        }
        batch.commit();
      }
      assertThat(read(store, "late").size()).isEqualTo(3);
      assertThat(store.verify().problems()).isEmpty();
    }
  }

  @Test
  void twoStoresInOneDirectoryAreRefused(@TempDir Path folder) throws IOException {
    try (Storage storage = Storage.open(folder);
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      assertThat(store.status().series()).isZero();
      assertThatThrownBy(() -> Storage.open(folder))
          .isInstanceOf(StorageInUseException.class)
          .hasMessageContaining(folder.toString());
    }
    Storage.open(folder).close();
  }
}
