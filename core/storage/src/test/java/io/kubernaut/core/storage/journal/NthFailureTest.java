package io.kubernaut.core.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation of the disk fails in its turn, once and from then on. */
@Tag("BR-REL-006")
@Timeout(300)
class NthFailureTest {

  private static final long SEED = Long.getLong("crash.seed", 7);
  private final Platform platform = TestPlatform.seeded(SEED).platform("crash").start();

  @AfterEach
  void end() {
    platform.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, IO_ERROR, once",
    "PT0S, IO_ERROR, for good",
    "PT0S, DISK_FULL, once",
    "PT0S, DISK_FULL, for good",
    "PT1H, IO_ERROR, once",
    "PT1H, DISK_FULL, for good"
  })
  void keepsItsPromisesWhicheverOperationFails(Duration interval, Fault fault, String howOften)
      throws IOException {
    long failed = 0;
    for (long n = 1; n == failed + 1; n++) {
      SimulatedDisk disk = SimulatedDisk.create();
      Promises promises = Promises.none();
      FaultyStorage storage = FaultyStorage.over(disk.open());
      if (howOften.equals("once")) {
        storage.failOnce(n, fault);
      } else {
        storage.failFrom(n, fault);
      }
      new Workload(platform, promises, new Durability(interval), 10).run(storage, SEED);
      failed = storage.operations() >= n ? n : 0;
      String where = "seed %s, operation %s, %s %s".formatted(SEED, n, fault, howOften);
      verify(where + ", killed", promises.copy(), disk.killed());
      if (interval.isZero()) {
        verify(where + ", power lost", promises.copy(), disk.crashed(SEED + n));
      }
    }
  }

  private void verify(String where, Promises promises, SimulatedDisk disk) throws IOException {
    try (Storage storage = disk.open()) {
      promises.verify(where, platform, storage);
    }
  }

  @ParameterizedTest
  @CsvSource({"IO_ERROR", "DISK_FULL"})
  void goesOnWithoutARestartWhenTheDiskWorksAgain(Fault fault) throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    try (FaultyStorage storage = FaultyStorage.over(disk.open());
        Journal journal = Journal.builder(platform, storage, "healed").open()) {
      Promises promises = Promises.none();
      for (int round = 1; round <= 20; round++) {
        promises.acknowledged(append(journal, promises));
        storage.failFrom(storage.operations() + round % 4, fault);
        for (int i = 0; i < 3; i++) {
          int number = promises.submit();
          try {
            journal.append(Promises.payload(number));
            promises.acknowledged(number);
          } catch (JournalException failed) {
            promises.failed(number, failed);
            assertThat(failed.isDiskFull()).isEqualTo(fault == Fault.DISK_FULL);
          }
        }
        assertThat(journal.status().problem()).isPresent();
        storage.heal();
        promises.acknowledged(append(journal, promises));
        assertThat(journal.status().problem()).isEmpty();
        promises.check("round " + round, Promises.read(journal));
      }
      assertThat(
              platform.events().since(java.time.Instant.EPOCH, JournalEvent.WritingResumed.class))
          .hasSize(20);
      verify("killed", promises, disk.killed());
    }
  }

  private static int append(Journal journal, Promises promises) throws JournalException {
    int number = promises.submit();
    journal.append(Promises.payload(number));
    return number;
  }
}
