package io.kubernaut.metrics.store.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.backup.Backup;
import io.kubernaut.core.storage.backup.BackupException;
import io.kubernaut.core.storage.backup.BackupReport;
import io.kubernaut.core.storage.backup.BackupSource;
import io.kubernaut.core.storage.backup.RestoreReport;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store is backed up while it is written to, and comes back as it was at one moment. */
@Tag("BR-REL-007")
@Tag("BR-ENT-004")
@Timeout(120)
class StoreBackupTest {
  private static final long TIME = 1_700_000_000_000L;
  private static final StoreOptions OPTIONS =
      StoreScript.options(Durability.everyCommit())
          .withRetention(Duration.ofDays(1_000), Long.MAX_VALUE);

  private final TestPlatform test = TestPlatform.seeded(9);
  private final Platform platform = test.platform("backup").start();
  private final SecretKey key = new SecretKeySpec(new byte[32], "AES");
  private final SimulatedDisk copies = SimulatedDisk.create();

  @AfterEach
  void end() {
    platform.close();
  }

  private Backup backup(Storage target, TimeSeriesStore store) throws IOException {
    return Backup.builder(platform, target)
        .source(store.backupSource("metrics"))
        .every(Duration.ofHours(1))
        .encryptedWith(() -> key)
        .open();
  }

  private Map<Ledger.Place, Double> restored(Backup backup, String id) throws IOException {
    SimulatedDisk empty = SimulatedDisk.create();
    try (Storage into = empty.open()) {
      RestoreReport report = backup.restore(id, into);
      assertThat(report.bytes()).isPositive();
      try (TimeSeriesStore store =
          TimeSeriesStore.open(platform, into.folder("metrics"), OPTIONS)) {
        assertThat(store.verify().problems()).isEmpty();
        return Ledger.read(store);
      }
    }
  }

  @Test
  void comesBackWithTheSameAnswersIntoAnEmptyFolder() throws IOException {
    Ledger ledger = new Ledger(Duration.ofDays(1_000));
    try (Storage storage = SimulatedDisk.create().open();
        Storage target = copies.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
        Backup backup = backup(target, store)) {
      for (int i = 0; i < 30; i++) {
        ledger.commit(store, TIME + i * 1_000L, 0, 1, 2, 3);
        if (i % 4 == 0) {
          store.flush();
        }
      }
      Map<Ledger.Place, Double> then = Ledger.read(store);
      String id = backup.run().id();
      ledger.commit(store, TIME + 99_000, 0, 1);
      store.flush();
      test.advance(Duration.ofSeconds(5)); // joins: files of the backup's blocks go
      assertThat(restored(backup, id)).isEqualTo(then);
      test.advance(Duration.ofHours(1));
      while (backup.list().size() < 2) {
        Thread.onSpinWait(); // one on demand, and one by schedule, on a thread of its own
      }
      assertThat(restored(backup, backup.newest().orElseThrow())).isEqualTo(Ledger.read(store));
    }
  }

  /** What is held when the copy is taken is held where it is restored, whatever came after. */
  @Test
  void aRestoredStoreDeletesNothingThatWasHeld() throws IOException {
    StoreOptions brief = OPTIONS.withTiers().withRetention(Duration.ofMinutes(1), Long.MAX_VALUE);
    LegalHold hold = new LegalHold("case 7", List.of(), TIME, TIME + 30_000);
    Ledger ledger = new Ledger(Duration.ofDays(1_000));
    SimulatedDisk empty = SimulatedDisk.create();
    try (Storage storage = SimulatedDisk.create().open();
        Storage target = copies.open();
        Storage into = empty.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, brief);
        Backup backup = backup(target, store)) {
      store.hold(hold);
      for (int i = 0; i < 30; i++) {
        ledger.commit(store, TIME + i * 10_000L, 0);
        store.flush();
      }
      test.advance(Duration.ofMinutes(3));
      String id = backup.run().id();
      store.release("case 7");
      backup.restore(id, into);
      try (TimeSeriesStore restored =
          TimeSeriesStore.open(platform, into.folder("metrics"), brief)) {
        assertThat(restored.holds()).containsExactly(hold);
        ledger.commit(restored, TIME + 900_000, 0);
        restored.flush();
        test.advance(Duration.ofMinutes(3));
        assertThat(Ledger.read(restored).keySet().stream().map(Ledger.Place::time))
            .as("held, and the newest")
            .contains(TIME, TIME + 10_000, TIME + 20_000, TIME + 30_000, TIME + 900_000)
            .doesNotContain(TIME + 200_000);
      }
    }
  }

  @Test
  void holdsAreThoseOfTheMomentOfTheCopy() throws IOException {
    try (Storage storage = SimulatedDisk.create().open();
        Storage into = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      store.hold(new LegalHold("before", List.of(), TIME, TIME));
      try (BackupSource.Snapshot snapshot = store.backupSource("metrics").snapshot()) {
        store.hold(new LegalHold("after", List.of(), TIME, TIME));
        BackupSource.Content content =
            snapshot.contents().stream()
                .filter(each -> each.name().equals("holds"))
                .findAny()
                .get();
        ByteBuffer copy = ByteBuffer.allocate((int) content.size());
        try (StorageFile file = snapshot.open("holds")) {
          file.readFully(copy, 0);
          assertThat(file.read(ByteBuffer.allocate(1), content.size())).isEqualTo(-1);
        }
        into.replace("holds", copy.flip());
      }
      try (TimeSeriesStore restored = TimeSeriesStore.open(platform, into, OPTIONS)) {
        assertThat(restored.holds()).extracting(LegalHold::name).containsExactly("before");
      }
    }
  }

  /** A file of holds that nobody can read holds everything, also after it was restored. */
  @Test
  void damagedHoldsStayDamagedAndHoldEverything() throws IOException {
    SimulatedDisk disk = SimulatedDisk.create();
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      store.hold(new LegalHold("case 8", List.of(), TIME, TIME));
    }
    SimulatedDisk damaged = disk.killed();
    damaged.damage("holds", damaged.size("holds") / 2, 1);
    try (Storage storage = damaged.open();
        Storage target = copies.open();
        Storage into = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
        Backup backup = backup(target, store)) {
      backup.restore(backup.run().id(), into);
      try (TimeSeriesStore restored =
          TimeSeriesStore.open(platform, into.folder("metrics"), OPTIONS)) {
        assertThat(restored.holds()).extracting(LegalHold::name).containsExactly("damaged holds");
      }
    }
  }

  /** Every acknowledged sample is in the copy up to one moment, and none behind it. */
  @Test
  void isAConsistentCutUnderWriteLoadJoinsAndFlushes() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong acknowledged = new AtomicLong();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Storage storage = SimulatedDisk.create().open();
        Storage target = copies.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS);
        Backup backup = backup(target, store)) {
      Ledger ledger = new Ledger(Duration.ofDays(1_000));
      Future<Void> writer =
          pool.submit(
              () -> {
                for (long n = 1; !stop.get(); n++) {
                  ledger.commit(store, TIME + n * 1_000, 0, 1, 2);
                  acknowledged.set(n);
                  if (n % 7 == 0) {
                    store.flush();
                    store.tidy();
                  }
                }
                return null;
              });
      List<String> ids = new ArrayList<>();
      List<Long> floors = new ArrayList<>();
      List<Long> ceilings = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        long wanted = acknowledged.get() + 20;
        while (acknowledged.get() < wanted && !writer.isDone()) {
          Thread.onSpinWait();
        }
        floors.add(acknowledged.get());
        BackupReport report = backup.run();
        ceilings.add(acknowledged.get() + 1);
        ids.add(report.id());
      }
      stop.set(true);
      writer.get();
      for (int i = 0; i < ids.size(); i++) {
        checkCut("backup " + i, restored(backup, ids.get(i)), floors.get(i), ceilings.get(i));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void checkCut(
      String where, Map<Ledger.Place, Double> found, long floor, long ceiling) {
    long newest = found.keySet().stream().mapToLong(Ledger.Place::time).max().orElse(TIME);
    long last = (newest - TIME) / 1_000;
    assertThat(last).as("%s: all acknowledged before", where).isBetween(floor, ceiling);
    assertThat(found).as("%s: each batch whole, up to one", where).hasSize((int) last * 3);
    found.forEach((place, value) -> assertThat(value).isEqualTo(Ledger.value(place)));
  }

  @Test
  void damageToACopyIsFoundAndAnotherKeyIsRefused() throws IOException {
    Ledger ledger = new Ledger(Duration.ofDays(1_000));
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      ledger.commit(store, TIME, 0, 1, 2);
      store.flush();
      ledger.commit(store, TIME + 1_000, 0, 1, 2);
      String id;
      try (Storage target = copies.open();
          Backup backup = backup(target, store)) {
        id = backup.run().id();
      }
      SimulatedDisk damaged = copies.killed();
      for (String piece : damaged.files()) {
        if (piece.startsWith("pieces/")) {
          damaged.damage(piece, damaged.size(piece) / 2, 1);
        }
      }
      try (Storage target = damaged.open();
          Backup backup = backup(target, store)) {
        Assertions.assertThatThrownBy(() -> backup.verify(id)).isInstanceOf(BackupException.class);
      }
      try (Storage target = copies.killed().open();
          Backup other =
              Backup.builder(platform, target)
                  .encryptedWith(
                      () ->
                          new SecretKeySpec(
                              "another key of 32 bytes in all..".getBytes(UTF_8), "AES"))
                  .open()) {
        Assertions.assertThatThrownBy(() -> other.verify(id)).isInstanceOf(BackupException.class);
      }
    }
  }
}
