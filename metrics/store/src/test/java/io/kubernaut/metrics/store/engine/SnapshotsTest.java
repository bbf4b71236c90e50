package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.HeldSamplesException;
import io.kubernaut.metrics.store.LabelMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots beside a store: whole or not there, and stores themselves. */
@Tag("BR-ENT-004")
@Tag("BR-REL-007")
@Timeout(120)
class SnapshotsTest {
  private static final long TIME = 1_700_000_000_000L;
  private static final StoreOptions OPTIONS =
      StoreScript.options(Durability.everyCommit())
          .withRetention(Duration.ofDays(1_000), Long.MAX_VALUE);

  private final TestPlatform test = TestPlatform.seeded(2);
  private final Platform platform = test.platform("snapshots").start();
  private final Ledger ledger = new Ledger(Duration.ofDays(1_000));

  @TempDir private Path folder;

  @AfterEach
  void end() {
    platform.close();
  }

  /** Blocks, tiers, a deletion, and something that is in memory alone. */
  private void fill(TimeSeriesStore store) throws IOException {
    for (int i = 0; i < 30; i++) {
      ledger.commit(store, TIME + i * 10_000L, 0, 1, 2);
      if (i % 8 == 7) {
        store.flush();
      }
    }
    store.tidy();
    ledger.delete(store, TIME + 50_000, TIME + 90_000, 1);
    ledger.commit(store, TIME + 300_000, 0, 1, 2);
  }

  private Map<Ledger.Place, Double> read(Storage storage) throws IOException {
    try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      assertThat(store.verify().problems()).isEmpty();
      return Ledger.read(store);
    }
  }

  @Test
  void isAStoreWithTheSameSamplesThatGoesItsOwnWay() throws IOException {
    try (Storage storage = Storage.open(folder);
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      fill(store);
      Map<Ledger.Place, Double> then = Ledger.read(store);
      String name = store.snapshot(false);
      assertThat(name).matches("\\d{8}T\\d{6}Z-[0-9a-f]{16}");
      ledger.commit(store, TIME + 400_000, 0);
      store.delete(List.of(List.of()), Long.MIN_VALUE, Long.MAX_VALUE);
      store.cleanTombstones();
      assertThat(Ledger.read(store)).isEmpty();
      Path copy = folder.resolve("snapshots").resolve(name);
      assertThat(Files.isDirectory(copy)).isTrue();
      try (Storage own = Storage.open(copy)) { // as a process with this folder would
        assertThat(read(own)).isEqualTo(then);
        try (TimeSeriesStore other = TimeSeriesStore.open(platform, own, OPTIONS)) {
          ledger.commit(other, TIME + 500_000, 0, 1);
          other.delete(List.of(List.of()), TIME, TIME + 100_000);
          other.cleanTombstones();
        }
      }
    }
  }

  @Test
  void holdsInTheCopyWhatIsHeldInTheStore() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      ledger.commit(store, TIME, 0, 1);
      store.hold(new LegalHold("audit", List.of(), TIME, TIME + 1_000));
      String name = store.snapshot(false);
      try (TimeSeriesStore copy =
          TimeSeriesStore.open(platform, storage.folder("snapshots/" + name), OPTIONS)) {
        assertThatThrownBy(() -> copy.delete(List.of(List.of()), TIME, TIME))
            .isInstanceOf(HeldSamplesException.class)
            .hasMessageContaining("audit");
      }
    }
  }

  @Test
  void leavesOutWhatIsInMemoryIfAsked() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      fill(store);
      Map<Ledger.Place, Double> blocks = new HashMap<>(Ledger.read(store));
      blocks.keySet().removeIf(place -> place.time() == TIME + 300_000);
      String name = store.snapshot(true);
      assertThat(disk.files()).noneMatch(file -> file.startsWith("snapshots/" + name + "/journal"));
      assertThat(read(storage.folder("snapshots/" + name))).isEqualTo(blocks);
      assertThat(store.snapshot(false)).as("another name").isNotEqualTo(name);
      assertThat(storage.list("snapshots")).hasSize(2);
    }
  }

  @Test
  void keepsDeletedWhatWasDeletedButStillOnTheDisk() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      ledger.commit(store, TIME, 0, 1);
      store.delete(List.of(List.of(LabelMatcher.equal("i", "0"))), TIME, TIME);
      assertThat(store.tombstones()).isEqualTo(1);
      for (boolean skipHead : List.of(true, false)) {
        assertThat(read(storage.folder("snapshots/" + store.snapshot(skipHead))))
            .containsOnlyKeys(new Ledger.Place(Ledger.series(1), TIME));
      }
    }
  }

  /** The power fails before each operation: what has a snapshot's name is whole. */
  @Test
  void isWholeOrNotThereWhenThePowerFails() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    List<SimulatedDisk> moments = new ArrayList<>();
    Map<Ledger.Place, Double> then;
    try (FaultyStorage storage = FaultyStorage.over(disk.open());
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      fill(store);
      then = Ledger.read(store);
      storage.before((operation, name) -> moments.addAll(disk.crashStates(4, moments.size())));
      store.snapshot(false);
      moments.add(disk.crashed(1));
      storage.before((operation, name) -> {});
    }
    int whole = 0;
    for (SimulatedDisk moment : moments) {
      try (Storage storage = moment.open()) {
        TimeSeriesStore.open(platform, storage, OPTIONS).close();
        for (StorageEntry entry : storage.list("snapshots")) {
          assertThat(entry.name()).as("leftovers are gone").doesNotContain("tmp");
          assertThat(read(storage.folder("snapshots/" + entry.name()))).isEqualTo(then);
          whole++;
        }
      }
    }
    assertThat(moments).hasSizeGreaterThan(60);
    assertThat(whole).isPositive().isLessThan(moments.size() / 4);
  }

  @Test
  void isGivenUpWhicheverOperationFails() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    try (FaultyStorage storage = FaultyStorage.over(disk.open());
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      fill(store);
      Map<Ledger.Place, Double> then = Ledger.read(store);
      int refused = 0;
      for (long n = 1; n <= 200; n++) {
        storage.failOnce(storage.operations() + n, Fault.IO_ERROR);
        try {
          String name = store.snapshot(false);
          storage.heal(); // it was the turn of none
          assertThat(read(storage.folder("snapshots/" + name))).isEqualTo(then);
          break;
        } catch (IOException failed) {
          refused++;
          storage.heal();
          assertThat(storage.list("snapshots")).as("after failure %s", n).isEmpty();
        }
      }
      assertThat(refused).isGreaterThan(20);
      assertThat(Ledger.read(store)).isEqualTo(then);
      ledger.commit(store, TIME + 400_000, 0);
      store.flush();
    }
  }

  @Test
  void staysOutOfTheWayOfTheStoreWhenTheDiskCannotTakeIt() throws IOException {
    try (FaultyStorage storage = FaultyStorage.over(SimulatedDisk.create().open());
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      fill(store);
      storage.failFrom(storage.operations() + 1, Fault.IO_ERROR);
      assertThatThrownBy(() -> store.snapshot(false)).isInstanceOf(IOException.class);
      storage.heal();
      ledger.commit(store, TIME + 400_000, 0);
      store.tidy();
      assertThat(store.verify().problems()).isEmpty();
    }
  }
}
