package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The power fails before every operation that changes the disk, and each time states that the disk
 * may be left in are opened: {@code -Dcrash.states} of them, 6 unless set.
 */
@Tag("BR-MET-005")
@Tag("BR-REL-006")
@Timeout(900)
class StoreCrashStatesTest {
  private static final long SEED = Long.getLong("crash.seed", 11);
  private static final int STATES = Integer.getInteger("crash.states", 6);
  private static final int STEPS = Integer.getInteger("crash.steps", 22);
  private static final Set<String> CHANGES =
      Set.of("create", "write", "truncate", "force", "rename", "link", "delete");

  private final TestPlatform test = TestPlatform.seeded(SEED);
  private final Platform platform = test.platform("crash").start();

  @AfterEach
  void end() {
    platform.close();
  }

  /** A moment before an operation. */
  private record Moment(String operation, SimulatedDisk disk, Ledger ledger) {}

  private List<Moment> moments(StoreOptions options) throws IOException {
    List<Moment> moments = new ArrayList<>();
    SimulatedDisk disk = SimulatedDisk.create();
    Ledger ledger = new Ledger(StoreScript.RETENTION);
    try (FaultyStorage storage = FaultyStorage.over(disk.open())) {
      storage.before(
          (operation, name) -> {
            if (CHANGES.contains(operation)) {
              moments.add(new Moment(operation + " " + name, disk.killed(), ledger.copy()));
            }
          });
      new StoreScript(test, platform, ledger, options, STEPS).run(storage, SEED);
    }
    return moments;
  }

  @Test
  void keepsEverythingForcedInEveryStateAPowerLossMayLeave() throws IOException {
    StoreOptions options = StoreScript.options(Durability.everyCommit());
    int states = 0;
    for (Moment moment : moments(options)) {
      for (SimulatedDisk after : moment.disk().crashStates(STATES, SEED)) {
        verify("state " + ++states + " before " + moment.operation(), moment, after, options);
      }
    }
    assertThat(states).isGreaterThan(300);
  }

  @Test
  void keepsEverythingCommittedWhenTheProcessIsKilledUnderAnySetting() throws IOException {
    StoreOptions options = StoreScript.options(Durability.operatingSystem());
    for (Moment moment : moments(options)) {
      verify("killed before " + moment.operation(), moment, moment.disk().killed(), options);
    }
  }

  /** What was not forced may be lost; what is there is right, and the store can be used. */
  @Test
  void inventsNothingWhenThePowerFailsBeforeTheForce() throws IOException {
    StoreOptions options = StoreScript.options(Durability.operatingSystem());
    List<Moment> moments = moments(options);
    for (int i = 0; i < moments.size(); i += 3) {
      Moment moment = moments.get(i);
      SimulatedDisk after = moment.disk().crashed(SEED + i);
      try (Storage storage = after.open();
          TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
        String where = "seed %s, power lost before %s".formatted(SEED, moment.operation());
        moment.ledger().checkNothingInvented(where, Ledger.read(store));
        assertThat(store.verify().damagedChunks()).as(where).isZero();
      }
    }
  }

  /** Opening is cut short by the next crash, at each of its operations. */
  @Test
  void recoversFromACrashDuringRecovery() throws IOException {
    StoreOptions options = StoreScript.options(Durability.everyCommit());
    List<Moment> moments = moments(options);
    for (int i = 0; i < moments.size(); i += 17) {
      Moment moment = moments.get(i);
      SimulatedDisk crashed = moment.disk().crashed(SEED + i);
      List<SimulatedDisk> again = new ArrayList<>();
      try (FaultyStorage storage = FaultyStorage.over(crashed.open())) {
        storage.before(
            (operation, name) -> {
              if (CHANGES.contains(operation)) {
                again.add(crashed.crashed(SEED + again.size()));
              }
            });
        TimeSeriesStore.open(platform, storage, options).close();
      }
      for (SimulatedDisk after : again) {
        verify("twice crashed before " + moment.operation(), moment, after, options);
      }
    }
  }

  private void verify(String where, Moment moment, SimulatedDisk after, StoreOptions options)
      throws IOException {
    try (Storage storage = after.open()) {
      moment.ledger().copy().verify("seed " + SEED + ", " + where, platform, storage, options);
    }
  }
}
