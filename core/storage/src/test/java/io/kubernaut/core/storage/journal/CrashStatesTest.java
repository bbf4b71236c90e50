package io.kubernaut.core.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The power fails before every operation of the disk, and each time every state the disk may be
 * left in is opened, as far as they can be counted: {@code -Dcrash.states} of them, 40 unless set.
 */
@Tag("BR-REL-006")
@Timeout(600)
class CrashStatesTest {

  private static final long SEED = Long.getLong("crash.seed", 11);
  private static final int STATES = Integer.getInteger("crash.states", 40);
  private final Platform platform = TestPlatform.seeded(SEED).platform("crash").start();

  @AfterEach
  void end() {
    platform.close();
  }

  /** A moment before an operation. */
  private record Moment(String operation, SimulatedDisk disk, Promises promises) {}

  private List<Moment> moments(Durability durability, int steps) throws IOException {
    List<Moment> moments = new ArrayList<>();
    SimulatedDisk disk = SimulatedDisk.create();
    Promises promises = Promises.none();
    try (FaultyStorage storage = FaultyStorage.over(disk.open())) {
      storage.before(
          (operation, name) -> {
            if (!operation.contains("read") && !operation.contains("size")) {
              moments.add(new Moment(operation + " " + name, disk.killed(), promises.copy()));
            }
          });
      new Workload(platform, promises, durability, steps).run(storage, SEED);
    }
    return moments;
  }

  @Test
  void keepsEverythingForcedInEveryStateAPowerLossMayLeave() throws IOException {
    int states = 0;
    for (Moment moment : moments(Durability.everyCommit(), 12)) {
      for (SimulatedDisk after : moment.disk().crashStates(STATES, SEED)) {
        verify("state " + ++states + " before " + moment.operation(), moment.promises(), after);
      }
    }
    assertThat(states).isGreaterThan(200);
  }

  @Test
  void keepsEverythingWrittenWhenTheProcessIsKilledUnderAnySetting() throws IOException {
    for (Moment moment : moments(Durability.operatingSystem(), 30)) {
      verify("killed before " + moment.operation(), moment.promises(), moment.disk().killed());
    }
  }

  @Test
  void keepsAPrefixWhenThePowerFailsBeforeTheForce() throws IOException {
    for (Moment moment : moments(Durability.operatingSystem(), 12)) {
      for (SimulatedDisk after : moment.disk().crashStates(STATES / 4, SEED)) {
        try (Storage storage = after.open();
            Journal journal = Journal.builder(platform, storage, "prefix").open()) {
          List<Integer> numbers = Promises.read(journal);
          List<Integer> prefix = new ArrayList<>(moment.promises().acknowledged());
          for (int i = 0; i < numbers.size() && i < prefix.size(); i++) {
            assertThat(numbers.get(i)).as("before %s", moment.operation()).isEqualTo(prefix.get(i));
          }
        }
      }
    }
  }

  /** Recovery itself is cut short by the next crash, at each of its operations. */
  @Test
  void recoversFromACrashDuringRecovery() throws IOException {
    List<Moment> moments = moments(Durability.everyCommit(), 10);
    for (int i = 0; i < moments.size(); i += 7) {
      Moment moment = moments.get(i);
      SimulatedDisk crashed = moment.disk().crashed(SEED + i);
      List<SimulatedDisk> again = new ArrayList<>();
      try (FaultyStorage storage = FaultyStorage.over(crashed.open())) {
        storage.before((operation, name) -> again.add(crashed.crashed(SEED + again.size())));
        Journal.builder(platform, storage, "recovered").open().close();
      }
      for (SimulatedDisk after : again) {
        verify("twice crashed before " + moment.operation(), moment.promises().copy(), after);
      }
    }
  }

  private void verify(String where, Promises promises, SimulatedDisk after) throws IOException {
    try (Storage storage = after.open()) {
      promises.copy().verify("seed " + SEED + ", " + where, platform, storage);
    }
  }
}
