package io.kubernaut.core.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes on the disk turn into others. */
@Tag("BR-REL-008")
@Timeout(300)
class CorruptionTest {

  private static final long SEED = Long.getLong("crash.seed", 5);
  private static final int RECORDS = 60;
  private final Platform platform = TestPlatform.seeded(SEED).platform("damage").start();
  private final SimulatedDisk whole = SimulatedDisk.create();
  private List<Integer> written = List.of();

  @BeforeEach
  void write() throws IOException {
    try (Storage storage = whole.open();
        Journal journal = open(storage)) {
      for (int i = 1; i <= RECORDS; i++) {
        journal.append(Promises.payload(i));
      }
      journal.checkpoint(
          10,
          out -> {
            for (int i = 1; i <= 10; i++) {
              out.append(Promises.payload(i));
            }
          });
      written = Promises.read(journal);
    }
    assertThat(written).hasSize(RECORDS);
    assertThat(whole.files()).hasSizeGreaterThan(3);
  }

  @AfterEach
  void end() {
    platform.close();
  }

  private Journal open(Storage storage) throws IOException {
    return Journal.builder(platform, storage, "damaged").segmentSize(4096).bufferSize(4096).open();
  }

  /** What was found in a damaged journal. */
  private record Reading(List<Integer> numbers, JournalStatus status, Verification verification) {}

  private Reading read(SimulatedDisk disk) throws IOException {
    try (Storage storage = disk.open();
        Journal journal = open(storage)) {
      List<Integer> numbers = Promises.read(journal);
      Verification verification = journal.verify();
      journal.append(Promises.payload(RECORDS + 1));
      return new Reading(numbers, journal.status(), verification);
    }
  }

  /** Reads the same, or says what is damaged and reads the rest. */
  private void check(String where, SimulatedDisk disk, int mostLost) throws IOException {
    Reading reading = read(disk);
    assertThat(written).as("%s: nothing invented", where).containsAll(reading.numbers());
    assertThat(reading.numbers()).as("%s: in order", where).isSorted().doesNotHaveDuplicates();
    int missing = RECORDS - reading.numbers().size();
    assertThat(missing).as("%s: the rest is served", where).isLessThanOrEqualTo(mostLost);
    assertThat(reading.status().lostRecords()).as("%s: losses", where).isEqualTo(missing);
    if (missing > 0) {
      assertThat(reading.status().damages()).as("%s: reported", where).isPositive();
      assertThat(reading.verification().isSound()).as("%s: verified", where).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0xff})
  void oneDamagedByteCostsOneRecordAtMostWhereverItIs(int mask) throws IOException {
    for (String file : whole.files()) {
      for (long at = 0; at < whole.size(file); at++) {
        SimulatedDisk damaged = whole.killed();
        damaged.damage(file, at, mask);
        check("%s byte %d mask %d".formatted(file, at, mask), damaged, 1);
      }
    }
  }

  @Test
  void findsRandomDamageAndServesTheRest() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int run = 0; run < 1_000; run++) {
      SimulatedDisk damaged = whole.killed();
      int bytes = 1 + random.nextInt(8);
      for (int i = 0; i < bytes; i++) {
        String file = damaged.files().get(random.nextInt(damaged.files().size()));
        long at = random.nextLong(damaged.size(file));
        damaged.damage(file, at, 1 + random.nextInt(255));
      }
      Reading reading = read(damaged);
      String where = "seed %d run %d".formatted(SEED, run);
      assertThat(written).as(where).containsAll(reading.numbers());
      assertThat(reading.numbers()).as(where).isSorted().doesNotHaveDuplicates();
      assertThat(RECORDS - reading.numbers().size()).as(where).isLessThanOrEqualTo(bytes + 10);
    }
  }

  @Test
  void keepsACopyOfWhatIsDamagedAndSaysSo() throws IOException {
    SimulatedDisk damaged = whole.killed();
    String segment = segments(damaged).get(segments(damaged).size() - 1);
    damaged.damage(segment, SegmentHeader.SIZE + Frame.HEADER + 3, 0x10);
    read(damaged);
    List<JournalEvent.DamageFound> events =
        platform.events().since(Instant.EPOCH, JournalEvent.DamageFound.class);
    assertThat(events).hasSize(1);
    assertThat(events.get(0).file()).isEqualTo(segment);
    assertThat(events.get(0).recordsLost()).isEqualTo(1);
    assertThat(damaged.files()).contains("quarantine/" + events.get(0).copy());
  }

  private static List<String> segments(SimulatedDisk disk) {
    return disk.files().stream().filter(name -> name.endsWith(".segment")).toList();
  }

  private void exchange(SimulatedDisk disk, String one, String other) throws IOException {
    try (Storage storage = disk.open()) {
      storage.rename(one, "aside");
      storage.rename(other, one);
      storage.rename("aside", other);
    }
  }

  @Test
  void doesNotTakeOneSegmentForAnother() throws IOException {
    SimulatedDisk swapped = SimulatedDisk.create();
    try (Storage storage = swapped.open();
        Journal journal = open(storage)) {
      for (int i = 1; i <= 200; i++) {
        journal.append(Promises.payload(i));
      }
    }
    exchange(swapped, segments(swapped).get(1), segments(swapped).get(2));
    Reading reading = read(swapped);
    assertThat(reading.numbers()).contains(1, 200).isSorted().doesNotHaveDuplicates();
    assertThat(reading.status().damages()).isGreaterThanOrEqualTo(2);
    assertThat(reading.status().lostRecords()).isEqualTo(200 - reading.numbers().size());
  }

  @Test
  void doesNotTakeTheSegmentOfAnotherJournalForItsOwn() throws IOException {
    SimulatedDisk foreign = SimulatedDisk.create();
    try (Storage storage = foreign.open();
        Journal journal = Journal.builder(platform, storage, "foreign").open()) {
      journal.append(Promises.payload(999));
    }
    SimulatedDisk mixed = whole.killed();
    String last = segments(mixed).get(segments(mixed).size() - 1);
    try (Storage from = foreign.open();
        Storage to = mixed.open()) {
      to.delete(last);
      try (StorageFile file = to.create(last)) {
        file.writeFully(from.readAll(segments(foreign).get(0)), 0);
      }
    }
    Reading reading = read(mixed);
    assertThat(reading.numbers()).doesNotContain(999).contains(1, 10);
    assertThat(mixed.files()).contains("quarantine/" + last + ".bad");
  }

  @Test
  void noticesThatASegmentIsGoneOrHasLostItsEnd() throws IOException {
    SimulatedDisk gone = whole.killed();
    SimulatedDisk shorter = whole.killed();
    String segment = segments(gone).get(0);
    try (Storage storage = gone.open()) {
      storage.delete(segment);
    }
    try (Storage storage = shorter.open();
        StorageFile file = storage.open(segment)) {
      file.truncate(file.size() - 64);
    }
    for (SimulatedDisk disk : List.of(gone, shorter)) {
      Reading reading = read(disk);
      assertThat(reading.numbers()).contains(1, 10, RECORDS).hasSizeLessThan(RECORDS);
      assertThat(reading.status().lostRecords()).isEqualTo(RECORDS - reading.numbers().size());
    }
  }

  /** The last record is cut at every byte, and what follows is garbage, zeros, or an old record. */
  @ParameterizedTest
  @ValueSource(strings = {"nothing", "zeros", "garbage", "stale"})
  void leavesAnUnfinishedRecordOut(String behind) throws IOException {
    SimulatedDisk fresh = SimulatedDisk.create();
    long begin;
    try (Storage storage = fresh.open();
        Journal journal = open(storage)) {
      for (int i = 1; i <= 5; i++) {
        journal.append(Promises.payload(i));
      }
      begin = fresh.size(Segment.name(1));
      journal.append(Promises.payload(6));
      SimulatedDisk killed = fresh.killed();
      for (long cut = begin; cut < fresh.size(Segment.name(1)); cut++) {
        SimulatedDisk torn = killed.killed();
        tear(torn, cut, behind);
        Promises promises = Promises.none();
        for (int i = 1; i <= 5; i++) {
          promises.submit();
          promises.acknowledged(i);
        }
        promises.submit();
        try (Storage after = torn.open()) {
          promises.verify("cut at " + cut + ", " + behind, platform, after);
        }
      }
    }
  }

  private static void tear(SimulatedDisk disk, long cut, String behind) throws IOException {
    try (Storage storage = disk.open();
        StorageFile file = storage.open(Segment.name(1))) {
      ByteBuffer old = ByteBuffer.allocate(200);
      file.readFully(old, SegmentHeader.SIZE);
      file.truncate(cut);
      SplittableRandom random = new SplittableRandom(cut);
      switch (behind) {
        case "zeros" -> file.writeFully(ByteBuffer.allocate(200), cut);
        case "garbage" -> {
          byte[] garbage = new byte[200];
          random.nextBytes(garbage);
          file.writeFully(ByteBuffer.wrap(garbage), cut);
        }
        case "stale" -> file.writeFully(old.flip(), cut);
        default -> {}
      }
    }
  }

  @Test
  void refusesTheFormatOfALaterVersion() throws IOException {
    SimulatedDisk later = whole.killed();
    try (Storage storage = later.open()) {
      ByteBuffer meta = storage.readAll(JournalMeta.NAME);
      for (int copy : new int[] {0, 32}) {
        meta.putShort(copy + 4, (short) 2);
        meta.putInt(copy + 28, Frame.crc(meta.slice(copy, 28)));
      }
      storage.replace(JournalMeta.NAME, meta);
      assertThatThrownBy(() -> open(storage))
          .isInstanceOf(NewerFormatException.class)
          .hasMessage(
              "File journal.meta has format 2, and this version knows formats up to 1. Use the later"
                  + " version that wrote it.");
    }
  }

  @Test
  void readsAroundABadSector() throws IOException {
    List<Integer> lost = new ArrayList<>(written);
    String segment = segments(whole).get(0);
    SimulatedDisk disk = whole.killed();
    try (Storage storage = new BadSector(disk.open(), segment, 1024, 1536);
        Journal journal = open(storage)) {
      List<Integer> numbers = Promises.read(journal);
      lost.removeAll(numbers);
      assertThat(numbers).hasSizeGreaterThan(RECORDS / 2);
      assertThat(lost).isNotEmpty();
      assertThat(journal.status().lostRecords()).isEqualTo(lost.size());
    }
  }
}
