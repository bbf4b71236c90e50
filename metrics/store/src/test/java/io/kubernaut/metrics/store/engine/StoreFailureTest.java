package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.journal.JournalException;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation of the disk fails in its turn, once and from then on. */
@Tag("BR-MET-005")
@Tag("BR-REL-006")
@Timeout(600)
class StoreFailureTest {
  private static final long SEED = Long.getLong("crash.seed", 7);
  private static final int STEPS = Integer.getInteger("crash.steps", 20);

  private final TestPlatform test = TestPlatform.seeded(SEED);
  private final Platform platform = test.platform("crash").start();

  @AfterEach
  void end() {
    platform.close();
  }

  @Test
  void theScriptWritesJoinsAndDropsBlocks() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    Ledger ledger = new Ledger(StoreScript.RETENTION);
    Map<String, Integer> operations = new HashMap<>();
    try (FaultyStorage storage = FaultyStorage.over(disk.open())) {
      storage.before(
          (operation, name) -> operations.merge(operation + " " + kind(name), 1, Integer::sum));
      StoreOptions options = StoreScript.options(Durability.everyCommit());
      new StoreScript(test, platform, ledger, options, STEPS).run(storage, SEED);
    }
    assertThat(ledger.acknowledged()).isGreaterThan(50);
    assertThat(ledger.deleted()).as("samples deleted").isGreaterThan(5);
    assertThat(operations.get("rename tombstones")).as("deletions noted").isGreaterThan(3);
    assertThat(operations.get("rename block")).as("blocks made").isGreaterThan(12);
    assertThat(operations.get("delete block")).as("blocks joined or dropped").isGreaterThan(6);
    assertThat(operations.get("rename condensed")).as("blocks of tiers made").isPositive();
    assertThat(disk.files()).filteredOn(name -> name.startsWith("blocks/")).hasSizeLessThan(12);
  }

  private static String kind(String name) {
    boolean isBlock = name.endsWith(".block");
    return isBlock ? (name.startsWith("tiers/") ? "condensed" : "block") : name;
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, IO_ERROR, once",
    "PT0S, DISK_FULL, for good",
    "PT1H, IO_ERROR, for good",
    "PT1H, DISK_FULL, once"
  })
  void keepsItsPromisesWhicheverOperationFails(Duration interval, Fault fault, String howOften)
      throws IOException {
    StoreOptions options = StoreScript.options(new Durability(interval));
    long failed = 0;
    for (long n = 1; n == failed + 1; n++) {
      SimulatedDisk disk = SimulatedDisk.create();
      Ledger ledger = new Ledger(StoreScript.RETENTION);
      FaultyStorage storage = FaultyStorage.over(disk.open());
      if (howOften.equals("once")) {
        storage.failOnce(n, fault);
      } else {
        storage.failFrom(n, fault);
      }
      new StoreScript(test, platform, ledger, options, STEPS).run(storage, SEED);
      failed = storage.operations() >= n ? n : 0;
      String where = "seed %s, operation %s, %s %s".formatted(SEED, n, fault, howOften);
      verify(where + ", killed", ledger.copy(), disk.killed(), options);
      if (interval.isZero()) {
        verify(where + ", power lost", ledger.copy(), disk.crashed(SEED + n), options);
      }
    }
    assertThat(test.scheduler().failures()).isEmpty();
  }

  private void verify(String where, Ledger ledger, SimulatedDisk disk, StoreOptions options)
      throws IOException {
    try (Storage storage = disk.open()) {
      ledger.verify(where, platform, storage, options);
    }
  }

  @ParameterizedTest
  @CsvSource({"IO_ERROR", "DISK_FULL"})
  void goesOnWithoutARestartWhenTheDiskWorksAgain(Fault fault) throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    StoreOptions options = StoreScript.options(Durability.everyCommit());
    Ledger ledger = new Ledger(StoreScript.RETENTION);
    try (FaultyStorage storage = FaultyStorage.over(disk.open());
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      long time = 1_700_000_000_000L;
      for (int round = 1; round <= 20; round++) {
        ledger.commit(store, time += 1_000, 0, 1, 2);
        storage.failFrom(storage.operations() + 1, fault);
        long refused = time += 1_000;
        assertThatThrownBy(() -> ledger.commit(store, refused, 0, 1))
            .isInstanceOf(JournalException.class);
        assertThatThrownBy(store::flush).isInstanceOf(IOException.class);
        test.advance(Duration.ofSeconds(2));
        storage.heal();
        ledger.commit(store, time += 1_000, 0, 1, 2);
        if (round % 3 == 0) {
          store.flush();
        }
        ledger.check("round " + round, Ledger.read(store));
        assertThat(store.status().memorySamples()).as("round %s", round).isLessThan(40);
      }
    }
    verify("healed", ledger, disk.killed(), options);
  }

  /** A small disk that fills up, is refused, and is given room, again and again. */
  @Test
  @Tag("BR-REL-003")
  void aDiskThatIsReallyFullIsLeftAsItIsAndUsedAgainWhenThereIsRoom() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    StoreOptions options = StoreScript.options(Durability.everyCommit());
    Ledger ledger = new Ledger(StoreScript.RETENTION);
    long time = 1_700_000_000_000L;
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      for (int round = 1; round <= 3; round++) {
        disk.capacity(64_000L * round);
        int refused = 0;
        while (refused < 20) {
          try {
            ledger.commit(store, time += 1_000, 0, 1, 2, 3, 4, 5, 6, 7);
          } catch (IOException full) {
            refused++;
          }
        }
        ledger.check("full, round " + round, Ledger.read(store));
      }
      disk.capacity(Long.MAX_VALUE);
      ledger.commit(store, time += 1_000, 0, 1);
      store.flush();
    }
    verify("after all", ledger, disk.killed(), options);
  }
}
