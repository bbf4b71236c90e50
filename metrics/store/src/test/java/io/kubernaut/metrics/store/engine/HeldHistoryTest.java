package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.SeriesQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Between samples that are held and the newest ones there is condensed history alone. */
@Tag("BR-PERF-015")
class HeldHistoryTest {
  private static final long TIME = 1_700_000_040_000L; // the begin of a minute
  private static final long STEP = 10_000;
  private static final long STRETCH = 30_000;
  private static final int SAMPLES = 180;
  private static final int HELD = 12;

  private final TestPlatform test = TestPlatform.seeded(3);
  private final Platform platform = test.platform("held").start();
  private final Ledger ledger = new Ledger(Duration.ofDays(1_000));

  @AfterEach
  void end() {
    platform.close();
  }

  @Test
  void isReadFromWhereTheHeldSamplesEndToWhereTheNewestBegin() throws IOException {
    StoreOptions options =
        StoreScript.options(Durability.everyCommit())
            .withRetention(Duration.ofMinutes(1), Long.MAX_VALUE);
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      store.hold(new LegalHold("case 7", List.of(), TIME, TIME + HELD * STEP - 1));
      for (int i = 0; i < SAMPLES; i++) {
        ledger.commit(store, TIME + i * STEP, 0);
        if (i % HELD == HELD - 1) {
          store.flush();
          test.advance(Duration.ofMinutes(2));
        }
      }
      Map<Ledger.Place, Double> found =
          Ledger.read(store, SeriesQuery.of(List.of(), TIME, Long.MAX_VALUE));
      assertThat(found).as("most samples are condensed").hasSizeLessThan(SAMPLES);
      found.forEach((place, value) -> assertThat(value).isEqualTo(Ledger.value(place)));
      for (long stretch = TIME; stretch < TIME + SAMPLES * STEP; stretch += STRETCH) {
        assertThat(found)
            .as("the last sample of the stretch at %d s", (stretch - TIME) / 1_000)
            .containsKey(place((int) ((stretch - TIME + STRETCH) / STEP) - 1));
      }
      for (int i = 0; i < HELD - STRETCH / STEP; i++) {
        assertThat(found).as("held").containsKey(place(i));
      }
    }
  }

  private static Ledger.Place place(int i) {
    return new Ledger.Place(Ledger.series(0), TIME + i * STEP);
  }
}
