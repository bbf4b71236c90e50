package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes on the disk turn into others: what is read is right or not there, and damage is said. */
@Tag("BR-REL-008")
@Timeout(600)
class StoreCorruptionTest {
  private static final long SEED = Long.getLong("crash.seed", 5);
  private static final StoreOptions OPTIONS = StoreScript.options(Durability.everyCommit());

  private final TestPlatform test = TestPlatform.seeded(SEED);
  private final Platform platform = test.platform("damage").start();
  private final SimulatedDisk whole = SimulatedDisk.create();
  private final Ledger ledger = new Ledger(Duration.ofDays(1_000));
  private Map<Ledger.Place, Double> written = Map.of();
  private Map<Ledger.Place, Double> deleted = Map.of();

  /** Blocks, of one of which something was deleted, and a journal with a checkpoint and records. */
  @BeforeEach
  void write() throws IOException {
    long time = 1_700_000_000_000L;
    TimeSeriesStore store = TimeSeriesStore.open(platform, whole.open(), OPTIONS);
    for (int i = 0; i < 9; i++) {
      ledger.commit(store, time += 1_000 + i % 2, 0, 1, 2);
      if (i % 3 == 2 && i < 6) {
        store.flush();
      }
      if (i == 4) {
        deleted = Ledger.read(store);
        ledger.delete(store, time - 2_500, time, 1);
      }
    }
    written = Ledger.read(store);
    assertThat(written).hasSize(24);
    deleted.keySet().removeAll(written.keySet());
    assertThat(deleted).hasSize(3);
    store.leave(); // the journal is to hold something
  }

  @AfterEach
  void end() {
    platform.close();
  }

  /** Opens a damaged copy: whatever is read was written, and what is missing is reported. */
  private int check(String where, SimulatedDisk disk, boolean mayBringBack) throws IOException {
    try (Storage storage = disk.open()) {
      boolean told = !TimeSeriesStore.verify(platform, storage).isSound();
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
        Map<Ledger.Place, Double> found = Ledger.read(store);
        if (mayBringBack && told) {
          found.entrySet().removeAll(deleted.entrySet());
        }
        assertThat(written).as("%s: nothing wrong", where).containsAllEntriesOf(found);
        int missing = written.size() - found.size();
        assertThat(missing == 0 || told).as("%s: %s missing, said", where, missing).isTrue();
        ledger.copy().commit(store, 1_800_000_000_000L, 1);
        return missing;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x80, 0xff})
  void everyByteOfEveryFileMayBeDamaged(int mask) throws IOException {
    int detected = 0;
    for (String file : whole.killed().files()) {
      for (long at = 0; at < whole.size(file); at++) {
        SimulatedDisk damaged = whole.killed();
        damaged.damage(file, at, mask);
        detected +=
            check("%s byte %d mask %d".formatted(file, at, mask), damaged, false) > 0 ? 1 : 0;
      }
    }
    assertThat(detected).as("bytes that mattered").isGreaterThan(500);
  }

  /** Where both files of tombstones are damaged, what was deleted may be seen again; it is said. */
  @Test
  void randomDamageIsDetectedAndTheRestIsServed() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int run = 0; run < 1_000; run++) {
      SimulatedDisk damaged = whole.killed();
      int bytes = 1 + random.nextInt(6);
      StringBuilder where = new StringBuilder("seed %d run %d:".formatted(SEED, run));
      for (int i = 0; i < bytes; i++) {
        String file = damaged.files().get(random.nextInt(damaged.files().size()));
        long at = random.nextLong(damaged.size(file));
        damaged.damage(file, at, 1 + random.nextInt(255));
        where.append(" %s %d of %d".formatted(file, at, damaged.size(file)));
      }
      check(where.toString(), damaged, true);
    }
  }
}
