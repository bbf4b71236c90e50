package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesSink;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A batch tells what is the newest of a series, wherever it is. */
@Tag("BR-MET-005")
class LastTimeTest {
  private static final long TIME = 1_700_000_000_000L;
  private static final StoreOptions OPTIONS = StoreScript.options(Durability.everyCommit());

  private final TestPlatform test = TestPlatform.seeded(8);
  private final Platform platform = test.platform("last").start();

  @AfterEach
  void end() {
    platform.close();
  }

  private static void write(SeriesSink sink, int series, long time) throws IOException {
    try (Appender batch = sink.appender()) {
      batch.append(batch.series(Ledger.series(series)), time, 1, SampleColumns.NO_START);
      batch.commit();
    }
  }

  private static long lastTime(SeriesSink sink, Labels series) {
    try (Appender batch = sink.appender()) {
      return batch.lastTime(batch.series(series));
    }
  }

  @Test
  void isFoundInMemoryInBlocksAndAfterARestart() throws IOException {
    try (Storage storage = SimulatedDisk.create().open()) {
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
        assertThat(lastTime(store, Ledger.series(1))).isEqualTo(Long.MIN_VALUE);
        write(store, 1, TIME);
        assertThat(lastTime(store, Ledger.series(1))).isEqualTo(TIME);
        store.flush();
        assertThat(lastTime(store, Ledger.series(1))).as("in a block").isEqualTo(TIME);
        write(store, 1, TIME + 5_000);
        write(store, 2, TIME + 6_000);
      }
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
        assertThat(lastTime(store, Ledger.series(1))).as("restarted").isEqualTo(TIME + 5_000);
        write(store, 1, TIME + 2_000);
        assertThat(lastTime(store, Ledger.series(1))).as("late").isEqualTo(TIME + 5_000);
        assertThat(lastTime(store, Ledger.series(3))).isEqualTo(Long.MIN_VALUE);
        try (Appender batch = store.appender()) {
          assertThat(batch.lastTime(Appender.NO_SERIES)).isEqualTo(Long.MAX_VALUE);
        }
      }
    }
  }

  @Test
  void leavesOutWhatWasDeleted() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      write(store, 1, TIME);
      write(store, 1, TIME + 5_000);
      store.delete(List.of(List.of()), TIME + 3_000, Long.MAX_VALUE);
      assertThat(lastTime(store, Ledger.series(1))).isBetween(TIME, TIME + 2_999);
      store.delete(List.of(List.of()), Long.MIN_VALUE, Long.MAX_VALUE);
      assertThat(lastTime(store, Ledger.series(1))).isEqualTo(Long.MIN_VALUE);
    }
  }

  @Test
  void isFoundWithoutFilesToo() throws IOException {
    InMemorySeries series = InMemorySeries.create();
    assertThat(lastTime(series, Ledger.series(1))).isEqualTo(Long.MIN_VALUE);
    write(series, 1, TIME);
    assertThat(lastTime(series, Ledger.series(1))).isEqualTo(TIME);
  }

  /**
   * Series that begin now, between those that begin a collection before, share times all the same.
   */
  @Test
  void seriesThatBeginAtTwoMomentsInTurnShareTwoColumns() {
    Columns columns = new Columns();
    TimeColumn before = columns.beginningAt(TIME);
    before.reach(1, TIME + 1_000);
    TimeColumn now = columns.beginningAt(TIME + 1_000);
    for (int i = 0; i < 3; i++) {
      assertThat(columns.beginningAt(TIME)).isSameAs(before);
      assertThat(columns.beginningAt(TIME + 1_000)).isSameAs(now);
    }
  }
}
