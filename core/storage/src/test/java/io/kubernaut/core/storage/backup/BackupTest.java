package io.kubernaut.core.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.journal.Journal;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("BR-ENT-004")
@Tag("BR-REL-007")
@Timeout(120)
class BackupTest {

  private static final String SECRET = "a sentence that must not be found";
  private final TestPlatform test = TestPlatform.seeded(9);
  private final Platform platform = test.platform("backup").start();
  private final SimulatedDisk disk = SimulatedDisk.create();
  private final SimulatedDisk elsewhere = SimulatedDisk.create();
  private Storage storage;
  private Storage target;
  private Journal journal;

  @BeforeEach
  void begin() throws IOException {
    storage = disk.open();
    target = elsewhere.open();
    journal = open(storage.folder("wal"));
  }

  @AfterEach
  void end() throws IOException {
    journal.close();
    target.close();
    storage.close();
    platform.close();
  }

  private Journal open(Storage folder) throws IOException {
    return Journal.builder(platform, folder, "orders")
        .segmentSize(4096)
        .bufferSize(4096)
        .durability(Durability.operatingSystem())
        .open();
  }

  private void append(int from, int to) throws IOException {
    for (int i = from; i <= to; i++) {
      journal.append(ByteBuffer.wrap((i + " " + SECRET).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static int number(ByteBuffer payload) {
    String text = StandardCharsets.UTF_8.decode(payload).toString();
    return Integer.parseInt(text.substring(0, text.indexOf(' ')));
  }

  private static List<Integer> read(Journal journal) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    journal.replay(
        (sequence, payload) -> numbers.add(number(payload)),
        (sequence, payload) -> numbers.add(number(payload)));
    return numbers;
  }

  private List<Integer> restored(Backup backup, String id) throws IOException {
    try (Storage fresh = SimulatedDisk.create().open()) {
      backup.restore(id, fresh);
      try (Journal copy = open(fresh.folder("wal"))) {
        assertThat(copy.verify().isSound()).isTrue();
        return read(copy);
      }
    }
  }

  private static List<Integer> upTo(int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= last; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private BackupBuilder builder() {
    return Backup.builder(platform, target).source(journal.backupSource("wal"));
  }

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return new SecretKeySpec(bytes, "AES");
  }

  @Test
  void restoresEachBackupAsItWasThen() throws IOException {
    try (Backup backup = builder().open()) {
      append(1, 400);
      BackupReport first = backup.run();
      append(401, 450);
      test.clock().advance(Duration.ofHours(1));
      BackupReport second = backup.run();
      assertThat(backup.list()).containsExactly(first.id(), second.id());
      assertThat(restored(backup, first.id())).isEqualTo(upTo(400));
      assertThat(restored(backup, second.id())).isEqualTo(upTo(450));
      assertThat(second.written()).as("only what is new").isLessThan(second.bytes() / 2);
    }
  }

  @Test
  void takesAConsistentCutWhileRecordsAreAppendedAndLetGo() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 1; !stop.get(); i++) {
                  append(i, i);
                  if (i % 40 == 0) {
                    checkpoint(i);
                  }
                }
              } catch (IOException | RuntimeException failed) {
                failure.set(failed);
              }
            });
    writer.start();
    try (Backup backup = builder().open()) {
      for (int round = 0; round < 15; round++) {
        long before = journal.last();
        String id = backup.run().id();
        List<Integer> numbers = restored(backup, id);
        assertThat(numbers).as("round %s: a cut", round).isEqualTo(upTo(numbers.size()));
        assertThat(numbers.size()).as("round %s", round).isGreaterThanOrEqualTo((int) before);
      }
    } finally {
      stop.set(true);
      writer.join();
    }
    assertThat(failure).hasValue(null);
    journal.checkpoint(journal.last(), out -> {});
    assertThat(journal.status().segments()).as("let go after the backup").isLessThan(5);
  }

  private void checkpoint(int through) throws IOException {
    journal.checkpoint(
        through,
        out -> {
          for (int i = 1; i <= through; i++) {
            out.append(ByteBuffer.wrap((i + " state").getBytes(StandardCharsets.UTF_8)));
          }
        });
  }

  @Test
  void encryptsEverythingAndRefusesAnotherKey() throws IOException {
    append(1, 50);
    String id;
    try (Backup backup = builder().encryptedWith(() -> key(1)).open()) {
      id = backup.run().id();
      assertThat(restored(backup, id)).isEqualTo(upTo(50));
    }
    for (String file : elsewhere.files()) {
      String bytes = StandardCharsets.ISO_8859_1.decode(target.readAll(file)).toString();
      assertThat(bytes).doesNotContain(SECRET).doesNotContain("segment").doesNotContain("wal");
    }
    try (Backup other = builder().encryptedWith(() -> key(2)).open();
        Backup none = builder().open()) {
      assertThatThrownBy(() -> other.verify(id))
          .isInstanceOf(BackupException.class)
          .hasMessageMatching(
              "Backup .* was written with key \"[0-9a-f]{16}\", and key \"[0-9a-f]{16}\" was given\\."
                  + " Use the one it was written with\\.");
      assertThatThrownBy(() -> none.verify(id)).hasMessageContaining("key \"plain\" was given");
    }
  }

  @Test
  void detectsATurnedBitInAnyFileOfABackup() throws IOException {
    for (boolean encrypted : new boolean[] {false, true}) {
      append((int) journal.last() + 1, (int) journal.last() + 10);
      BackupBuilder builder = builder().keep(1);
      if (encrypted) {
        builder.encryptedWith(() -> key(3));
      }
      try (Backup backup = builder.open()) {
        String id = backup.run().id();
        for (String file : elsewhere.files()) {
          for (long at = 0; at < elsewhere.size(file); at += 1 + elsewhere.size(file) / 50) {
            elsewhere.damage(file, at, 0x20);
            assertThatThrownBy(() -> backup.verify(id))
                .as("byte %d of %s", at, file)
                .isInstanceOf(BackupException.class);
            elsewhere.damage(file, at, 0x20);
          }
        }
        backup.verify(id);
      }
    }
  }

  @Test
  void saysHowLongARestoreTakesAndWhatWouldBeLost() throws IOException {
    append(1, 80);
    try (Backup backup = builder().open();
        Storage scratch = SimulatedDisk.create().open()) {
      String id = backup.run().id();
      append(81, 90);
      test.clock().advance(Duration.ofMinutes(20));
      RestoreReport report = backup.rehearse(scratch);
      assertThat(report.id()).isEqualTo(id);
      assertThat(report.lostWindow()).isEqualTo(Duration.ofMinutes(20));
      assertThat(report.recoveryTime()).isLessThan(Duration.ofSeconds(60));
      assertThat(report.records()).containsEntry("wal", 80L);
      assertThat(scratch.list("")).as("scratch is left empty").isEmpty();
      assertThat(elsewhere.files()).anyMatch(name -> name.startsWith("rehearsals/"));
    }
  }

  @Test
  void failsARehearsalLoudlyWithoutABackup() throws IOException {
    try (Backup backup = builder().open();
        Storage scratch = SimulatedDisk.create().open()) {
      assertThatThrownBy(() -> backup.rehearse(scratch))
          .isInstanceOf(BackupException.class)
          .hasMessage("There is no backup in simulated to rehearse with: take one first.");
    }
  }

  @Test
  void restoresOneStoreOfSeveralAndNothingOverWhatIsThere() throws IOException {
    append(1, 10);
    try (Backup backup = builder().source(journal.backupSource("audit")).open();
        Storage fresh = SimulatedDisk.create().open()) {
      String id = backup.run().id();
      backup.restore(id, fresh, "audit");
      assertThat(fresh.list("")).hasSize(1);
      assertThatThrownBy(() -> backup.restore(id, fresh, "audit"))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("There is something in folder \"audit\"");
      assertThatThrownBy(() -> backup.restore(id, fresh, "ledger"))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("does not hold all of [ledger], only [wal, audit]");
      assertThatThrownBy(() -> backup.restore("20200101T000000.000Z", fresh))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("There is no backup 20200101T000000.000Z");
    }
  }

  @Test
  void keepsTheNewestAndDeletesWhatOnlyTheOthersNeeded() throws IOException {
    try (Backup backup = builder().keep(2).open()) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        append(i * 20 + 1, i * 20 + 20);
        ids.add(backup.run().id());
        test.clock().advance(Duration.ofMinutes(1));
      }
      assertThat(backup.list()).isEqualTo(ids.subList(3, 5));
      assertThat(restored(backup, ids.get(3))).isEqualTo(upTo(80));
      assertThat(restored(backup, ids.get(4))).isEqualTo(upTo(100));
      journal.checkpoint(100, out -> {});
      int before = elsewhere.files().size();
      backup.run();
      backup.run();
      assertThat(elsewhere.files()).hasSizeLessThan(before);
    }
  }

  @Test
  void takesTheNewestForTheNewestAlsoWhenTheClockIsSetBack() throws IOException {
    try (Backup backup = builder().keep(1).open()) {
      append(1, 10);
      backup.run();
      append(11, 20);
      test.clock().set(test.clock().instant().minus(Duration.ofDays(1)));
      String id = backup.run().id();
      assertThat(backup.newest()).contains(id);
      assertThat(restored(backup, id)).isEqualTo(upTo(20));
    }
  }

  @Test
  void takesBackupsBySchedule() throws Exception {
    append(1, 10);
    CountDownLatch taken = new CountDownLatch(1);
    BackupSource source = journal.backupSource("wal");
    try (Backup backup =
        Backup.builder(platform, target).source(source).every(Duration.ofHours(6)).open()) {
      assertThat(backup.list()).isEmpty();
      test.advance(Duration.ofHours(6));
      Thread waiter =
          new Thread(
              () -> {
                while (taken.getCount() > 0) {
                  if (!platform
                      .events()
                      .since(Instant.EPOCH, BackupEvent.Completed.class)
                      .isEmpty()) {
                    taken.countDown();
                  }
                  Thread.onSpinWait();
                }
              });
      waiter.setDaemon(true);
      waiter.start();
      assertThat(taken.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(backup.list()).hasSize(1);
    }
  }

  /** Whichever operation of the target fails, the backups before can still be restored. */
  @Test
  void harmsNoEarlierBackupWhicheverOperationFails() throws IOException {
    append(1, 30);
    String first;
    try (Backup backup = builder().open()) {
      first = backup.run().id();
    }
    append(31, 60);
    test.clock().advance(Duration.ofMinutes(1));
    long failed = 0;
    for (long n = 1; n == failed + 1; n++) {
      SimulatedDisk copy = elsewhere.killed();
      try (FaultyStorage faulty = FaultyStorage.over(copy.open());
          Backup backup =
              Backup.builder(platform, faulty).source(journal.backupSource("wal")).keep(1).open()) {
        faulty.failOnce(n, Fault.IO_ERROR);
        try {
          backup.run();
        } catch (IOException expected) {
          assertThat(expected).hasMessageContaining("injected");
        }
        failed = faulty.operations() >= n ? n : 0;
        faulty.heal();
        List<String> ids = backup.list();
        assertThat(ids).as("operation %s", n).isNotEmpty();
        for (String id : ids) {
          assertThat(restored(backup, id))
              .as("operation %s", n)
              .isEqualTo(upTo(id.equals(first) ? 30 : 60));
        }
      }
    }
  }
}
