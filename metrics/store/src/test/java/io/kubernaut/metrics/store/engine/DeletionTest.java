package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.backup.Backup;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.Fault;
import io.kubernaut.core.storage.simulation.FaultyStorage;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.HeldSamplesException;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are deleted: from answers at once and for good, from the disk when it is cleaned. */
@Tag("BR-PERF-015")
@Tag("BR-MET-005")
@Timeout(120)
class DeletionTest {
  private static final long TIME = 1_700_000_040_000L; // the begin of a minute
  private static final long STEP = 10_000;
  private static final Duration LONG = Duration.ofDays(1_000);
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD
          .withBlocks(LONG, 1_000_000)
          .withRetention(LONG, Long.MAX_VALUE)
          .withLateness(Duration.ofHours(1))
          .withDurability(Durability.everyCommit());
  private static final StoreOptions CONDENSING =
      OPTIONS
          .withLateness(Duration.ofMinutes(1))
          .withTiers(new Tier(Duration.ofSeconds(30), LONG), new Tier(Duration.ofMinutes(1), LONG));

  private final TestPlatform test = TestPlatform.seeded(4);
  private final Platform platform = test.platform("deletion").start();
  private SimulatedDisk disk = SimulatedDisk.create();

  @AfterEach
  void end() {
    platform.close();
  }

  private TimeSeriesStore open(Storage storage) throws IOException {
    return TimeSeriesStore.open(platform, storage, OPTIONS);
  }

  private static Labels series(int i) {
    return Labels.of(Labels.NAME, "m", "i", Integer.toString(i));
  }

  private static long time(int at) {
    return TIME + at * STEP;
  }

  private static void append(TimeSeriesStore store, int i, long time, double value)
      throws IOException {
    try (Appender batch = store.appender()) {
      assertThat(
              batch.append(batch.series(series(i)), time, value, SampleColumns.NO_START).stored())
          .isTrue();
      batch.commit();
    }
  }

  /** Appends samples of series 0 and 1, whose values are their places. */
  private static void fill(TimeSeriesStore store, int from, int to) throws IOException {
    for (int at = from; at < to; at++) {
      append(store, 0, time(at), at);
      append(store, 1, time(at), at);
    }
  }

  private static List<List<LabelMatcher>> only(int i) {
    return List.of(List.of(LabelMatcher.equal("i", Integer.toString(i))));
  }

  private static int delete(TimeSeriesStore store, int i, int from, int to) throws IOException {
    return store.delete(only(i), time(from), time(to));
  }

  private static Map<Long, Double> read(TimeSeriesStore store, int i, SeriesQuery query) {
    Map<Long, Double> found = new TreeMap<>();
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(query)) {
      for (int at = 0; at < set.size(); at++) {
        if (set.labels(at).equals(series(i))) {
          set.read(at, columns);
          for (int j = 0; j < columns.size(); j++) {
            found.put(columns.times()[j], columns.values()[j]);
          }
        }
      }
    }
    return found;
  }

  private static List<Integer> values(TimeSeriesStore store, int i) {
    return read(store, i, SeriesQuery.of()).values().stream().map(Double::intValue).toList();
  }

  private static List<Integer> numbers(int... pairs) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      for (int number = pairs[i]; number < pairs[i + 1]; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  @Test
  void takesSamplesOutOfMemoryAndBlocksAtOnce() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 100);
      store.flush();
      fill(store, 100, 200);
      assertThat(delete(store, 0, 50, 149)).as("series").isEqualTo(1);
      assertThat(values(store, 0)).isEqualTo(numbers(0, 50, 150, 200));
      assertThat(values(store, 1)).as("another series").isEqualTo(numbers(0, 200));
      assertThat(delete(store, 7, 0, 200)).as("a series that is not there").isZero();
      assertThat(store.verify().problems()).isEmpty();
    }
  }

  @Test
  void survivesAKillAndAPowerLossRightAfterTheAnswer() throws IOException {
    try (Storage storage = disk.open()) {
      TimeSeriesStore store = open(storage);
      fill(store, 0, 60);
      delete(store, 0, 10, 19);
      List<SimulatedDisk> after = new ArrayList<>(disk.crashStates(20, 5));
      after.add(disk.killed());
      for (SimulatedDisk state : after) {
        try (Storage again = state.open();
            TimeSeriesStore opened = open(again)) {
          assertThat(values(opened, 0)).isEqualTo(numbers(0, 10, 20, 60));
          assertThat(opened.verify().problems()).isEmpty();
        }
      }
      store.close();
    }
  }

  @Test
  void doesNotMeanSamplesThatComeLater() throws IOException {
    try (Storage storage = disk.open()) {
      TimeSeriesStore store = open(storage);
      fill(store, 0, 100);
      delete(store, 0, 20, 200);
      for (int at = 30; at < 110; at++) {
        append(store, 0, time(at), at + 1_000);
      }
      List<Integer> expected = new ArrayList<>(numbers(0, 20, 1_030, 1_110));
      assertThat(values(store, 0)).as("in memory").isEqualTo(expected);
      store.flush();
      assertThat(values(store, 0)).as("in a block").isEqualTo(expected);
      store.close();
      store = open(storage);
      assertThat(values(store, 0)).as("after a restart").isEqualTo(expected);
      store.cleanTombstones();
      assertThat(values(store, 0)).as("cleaned").isEqualTo(expected);
      store.close();
      store = open(storage);
      assertThat(values(store, 0)).as("and restarted").isEqualTo(expected);
      store.close();
    }
  }

  @Test
  void takesTheNewestSampleAgainAfterItWasDeleted() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 10);
      delete(store, 0, 9, 9);
      append(store, 0, time(9), 9);
      assertThat(values(store, 0)).isEqualTo(numbers(0, 10));
    }
  }

  /** As after a client whose clock was wrong. */
  @Test
  void letsThePresentInAgainWhenSamplesOfTheFutureAreDeleted() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 10);
      append(store, 1, time(1_000_000), 7);
      try (Appender batch = store.appender()) {
        assertThat(batch.append(batch.series(series(2)), time(10), 10, SampleColumns.NO_START))
            .isEqualTo(Appender.Outcome.TOO_OLD);
      }
      delete(store, 1, 10, 2_000_000);
      append(store, 2, time(10), 10);
      assertThat(values(store, 2)).isEqualTo(numbers(10, 11));
    }
  }

  @Test
  void doesNotMeanABlockThatIsMadeWhenAllOthersAreGone() throws IOException {
    try (Storage storage = disk.open()) {
      TimeSeriesStore store = open(storage);
      fill(store, 0, 10);
      delete(store, 0, 0, 100);
      delete(store, 1, 0, 100);
      for (String name : List.copyOf(disk.files())) {
        if (name.endsWith(".block")) {
          store.leave();
          storage.delete(name);
        }
      }
      store = open(storage);
      fill(store, 0, 10);
      store.flush();
      store.leave();
      store = open(storage);
      assertThat(values(store, 0)).isEqualTo(numbers(0, 10));
      store.close();
    }
  }

  private static boolean holds(SimulatedDisk disk, String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    SimulatedDisk copy = disk.killed();
    try (Storage storage = copy.open()) {
      for (String name : copy.files()) {
        if (name.endsWith(".block")) {
          byte[] content = storage.readAll(name).array();
          found |=
              new String(content, StandardCharsets.ISO_8859_1)
                  .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return found;
  }

  @Test
  void cleaningTakesItOffTheDisk() throws IOException {
    Labels secret = Labels.of(Labels.NAME, "m", "person", "Erika Mustermann");
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING)) {
      for (int at = 0; at < 100; at++) {
        append(store, 0, time(at), at);
        try (Appender batch = store.appender()) {
          batch.append(batch.series(secret), time(at), at, SampleColumns.NO_START);
          batch.commit();
        }
      }
      store.flush();
      store.tidy();
      assertThat(holds(disk, "Mustermann")).isTrue();
      store.delete(
          List.of(List.of(LabelMatcher.equal("person", "Erika Mustermann"))),
          Long.MIN_VALUE,
          Long.MAX_VALUE);
      assertThat(holds(disk, "Mustermann")).as("still on the disk").isTrue();
      assertThat(store.tombstones()).isEqualTo(1);
      assertThat(store.cleanTombstones()).as("blocks: one, and one of each tier").isEqualTo(3);
      assertThat(holds(disk, "Mustermann")).isFalse();
      assertThat(store.tombstones()).isZero();
      assertThat(values(store, 0)).isEqualTo(numbers(0, 100));
      assertThat(store.cleanTombstones()).isZero();
      test.advance(Duration.ofMinutes(3));
      assertThat(store.labelNames(SeriesQuery.of())).as("forgotten").doesNotContain("person");
    }
  }

  @Test
  void aDeletionIsDoneWithWhenItsBlocksAreJoined() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 20);
      delete(store, 0, 5, 9);
      for (int i = 1; i < 6; i++) {
        fill(store, 20 * i, 20 * i + 20);
        store.flush();
      }
      assertThat(store.tombstones()).isEqualTo(1);
      store.tidy();
      assertThat(store.status().blocks()).as("joined").isEqualTo(1);
      assertThat(store.tombstones()).isZero();
      assertThat(values(store, 0)).isEqualTo(numbers(0, 5, 10, 120));
    }
  }

  @Test
  void deletesNothingOfWhatIsHeldAndNamesTheHold() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING)) {
      fill(store, 0, 100);
      store.hold(new LegalHold("case 7", only(0).get(0), time(50), time(52)));
      assertThatThrownBy(() -> delete(store, 0, 40, 60))
          .isInstanceOfSatisfying(
              HeldSamplesException.class, held -> assertThat(held.hold()).isEqualTo("case 7"))
          .hasMessageContaining("legal hold \"case 7\"")
          .hasMessageContaining("i=\"0\"");
      assertThatThrownBy(() -> delete(store, 0, 53, 53))
          .as("it shares a stretch with what is held")
          .isInstanceOf(HeldSamplesException.class);
      assertThatThrownBy(() -> store.delete(List.of(List.of()), Long.MIN_VALUE, Long.MAX_VALUE))
          .isInstanceOf(HeldSamplesException.class);
      assertThat(values(store, 0)).isEqualTo(numbers(0, 100));
      assertThat(values(store, 1)).isEqualTo(numbers(0, 100));
      assertThat(delete(store, 1, 40, 60)).as("not held").isEqualTo(1);
      assertThat(delete(store, 0, 60, 100)).as("not held any more").isEqualTo(1);
      store.release("case 7");
      assertThat(delete(store, 0, 40, 60)).isEqualTo(1);
      assertThat(values(store, 0)).isEqualTo(numbers(0, 40));
    }
  }

  @Test
  void isNotUndoneByAHoldThatIsSetLater() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 20);
      delete(store, 0, 5, 9);
      store.hold(new LegalHold("too late", List.of(), Long.MIN_VALUE, Long.MAX_VALUE));
      assertThat(values(store, 0)).isEqualTo(numbers(0, 5, 10, 20));
      assertThat(store.cleanTombstones()).isEqualTo(1);
      assertThat(values(store, 0)).isEqualTo(numbers(0, 5, 10, 20));
    }
  }

  @Test
  void isUndoneByFetchingWhatWasArchivedBefore() throws IOException {
    try (Storage storage = disk.open();
        Storage archive = SimulatedDisk.create().open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 20);
      store.flush();
      store.archive(ArchiveTarget.in(archive), Long.MAX_VALUE);
      delete(store, 0, 5, 9);
      store.fetch(ArchiveTarget.in(archive), time(0), time(20));
      assertThat(values(store, 0)).isEqualTo(numbers(0, 20));
    }
  }

  private static SeriesQuery condensed(ReadHint.Reading reading) {
    return SeriesQuery.of().withHint(new ReadHint(reading, 60_000));
  }

  /** Stretches have 6 samples here; the range begins and ends in the midst of one. */
  @Test
  void condensesAgainWhatIsLeftOfAStretch() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING)) {
      fill(store, 0, 120);
      store.flush();
      fill(store, 120, 200);
      store.tidy();
      delete(store, 0, 20, 45);
      Map<Long, Double> sums = read(store, 0, condensed(ReadHint.Reading.SUM));
      assertThat(sums).containsEntry(time(17), 12.0 + 13 + 14 + 15 + 16 + 17);
      assertThat(sums).as("what is left at the begin").containsEntry(time(19), 18.0 + 19);
      assertThat(sums).as("at the end").containsEntry(time(47), 46.0 + 47);
      assertThat(sums.keySet()).noneMatch(time -> time >= time(20) && time <= time(45));
      assertThat(store.reconcile().differences()).isEmpty();
      assertThat(store.reconcile().stretches()).isPositive();
      store.cleanTombstones();
      assertThat(read(store, 0, condensed(ReadHint.Reading.SUM))).isEqualTo(sums);
      assertThat(store.reconcile().differences()).isEmpty();
      assertThat(store.verify().problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void condensedHistoryAgreesWithWhatIsLeftAfterAnyDeletions(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    try (Storage storage = disk.open()) {
      TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING);
      for (int at = 0; at < 600; ) {
        int end = at + random.nextInt(1, 40);
        fill(store, at, end);
        at = end;
        switch (random.nextInt(6)) {
          case 0, 1 -> store.flush();
          case 2 -> {
            int from = random.nextInt(at);
            delete(store, random.nextInt(2), from, from + random.nextInt(60));
          }
          case 3 -> {
            store.flush();
            store.tidy();
          }
          case 4 -> store.cleanTombstones();
          default -> {
            store.close();
            store = TimeSeriesStore.open(platform, storage, CONDENSING);
          }
        }
        assertThat(store.reconcile().differences()).as("seed %s, at %s", seed, at).isEmpty();
      }
      assertThat(store.reconcile().stretches()).isGreaterThan(50);
      assertThat(store.verify().problems()).isEmpty();
      store.close();
    }
  }

  @Test
  void takesAStretchWithItsLastSamplesWhereSamplesAreGone() throws IOException {
    StoreOptions options = CONDENSING.withRetention(Duration.ofMinutes(2), Long.MAX_VALUE);
    try (Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      for (int block = 0; block < 10; block++) {
        fill(store, block * 12, block * 12 + 12);
        store.flush();
        test.advance(Duration.ofSeconds(2));
      }
      assertThat(store.folders().values().iterator().next().oldest())
          .as("gone")
          .isGreaterThan(time(40));
      assertThat(read(store, 0, condensed(ReadHint.Reading.LAST))).containsKey(time(17));
      delete(store, 0, 14, 30);
      Map<Long, Double> left = read(store, 0, condensed(ReadHint.Reading.LAST));
      assertThat(left).containsKeys(time(11), time(41)).doesNotContainKeys(time(17), time(35));
      assertThat(read(store, 1, condensed(ReadHint.Reading.LAST))).containsKey(time(17));
    }
  }

  /** The power fails at each step between the deletion and what is condensed again. */
  @Test
  void condensesAgainAfterACrash() throws IOException {
    SimulatedDisk filled = SimulatedDisk.create();
    try (Storage storage = filled.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING)) {
      fill(store, 0, 200);
      store.flush();
      store.tidy();
    }
    List<SimulatedDisk> moments = new ArrayList<>();
    disk = filled.killed();
    try (FaultyStorage storage = FaultyStorage.over(disk.open());
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING)) {
      storage.before((operation, name) -> moments.add(disk.killed()));
      delete(store, 0, 20, 45);
      storage.before((operation, name) -> {});
    }
    for (SimulatedDisk moment : moments) {
      try (Storage storage = moment.open();
          TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING)) {
        store.tidy();
        assertThat(values(store, 0)).isIn(numbers(0, 200), numbers(0, 20, 46, 200));
        assertThat(store.reconcile().differences()).isEmpty();
        delete(store, 0, 20, 45);
        assertThat(values(store, 0)).isEqualTo(numbers(0, 20, 46, 200));
        assertThat(store.reconcile().differences()).isEmpty();
      }
    }
    assertThat(moments).hasSizeGreaterThan(20);
  }

  @Test
  void reachesATierThatIsNotInUse() throws IOException {
    try (Storage storage = disk.open()) {
      StoreOptions shortly = CONDENSING.withRetention(Duration.ofMinutes(2), Long.MAX_VALUE);
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, shortly)) {
        for (int block = 0; block < 10; block++) {
          fill(store, block * 12, block * 12 + 12);
          store.flush();
          test.advance(Duration.ofSeconds(2));
        }
      }
      try (TimeSeriesStore store = open(storage)) {
        delete(store, 0, 0, 1_000);
        store.cleanTombstones();
        assertThat(store.tombstones()).as("the tiers have it still").isEqualTo(1);
      }
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, CONDENSING)) {
        assertThat(read(store, 0, condensed(ReadHint.Reading.LAST))).isEmpty();
        assertThat(read(store, 1, condensed(ReadHint.Reading.LAST))).isNotEmpty();
        store.cleanTombstones();
        assertThat(store.tombstones()).isZero();
      }
    }
  }

  /** A block of which a part is damaged is not written anew, and what was deleted stays so. */
  @Test
  void leavesADamagedBlockAsItIs() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 50);
      store.flush();
    }
    String block =
        disk.files().stream().filter(name -> name.endsWith(".block")).findFirst().orElseThrow();
    disk.damage(block, 16, 0x40); // the times of both series
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 50, 60);
      delete(store, 0, 40, 55);
      store.cleanTombstones();
      assertThat(store.status().damagedChunks()).isPositive();
      assertThat(disk.files()).as("kept").contains(block);
      assertThat(store.tombstones()).isEqualTo(1);
      assertThat(values(store, 0)).isEqualTo(numbers(56, 60));
      assertThat(values(store, 1)).isEqualTo(numbers(50, 60));
    }
  }

  @Test
  void isInBackupsAndNotInTheArchive() throws IOException {
    SimulatedDisk archived = SimulatedDisk.create();
    SimulatedDisk restored = SimulatedDisk.create();
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage);
        Storage copies = SimulatedDisk.create().open();
        Storage archive = archived.open();
        Backup backup =
            Backup.builder(platform, copies).source(store.backupSource("metrics")).open()) {
      fill(store, 0, 40);
      delete(store, 0, 10, 19);
      String id = backup.run().id();
      try (Storage into = restored.open()) {
        backup.restore(id, into);
        try (TimeSeriesStore copy = open(into.folder("metrics"))) {
          assertThat(values(copy, 0)).isEqualTo(numbers(0, 10, 20, 40));
        }
      }
      store.archive(ArchiveTarget.in(archive), Long.MAX_VALUE);
    }
    try (Storage storage = SimulatedDisk.create().open();
        Storage archive = archived.killed().open();
        TimeSeriesStore other = open(storage)) {
      other.fetch(ArchiveTarget.in(archive), Long.MIN_VALUE, Long.MAX_VALUE);
      assertThat(values(other, 0)).isEqualTo(numbers(0, 10, 20, 40));
    }
  }

  @Test
  void readsTheOtherFileOfTombstonesWhenOneIsDamaged() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 40);
      delete(store, 0, 10, 19);
    }
    for (String name : List.of("tombstones", "tombstones.copy")) {
      SimulatedDisk damaged = disk.killed();
      damaged.damage(name, 9, 1);
      try (Storage storage = damaged.open()) {
        assertThat(TimeSeriesStore.verify(platform, storage).problems())
            .singleElement()
            .asString()
            .contains("tombstones");
        try (TimeSeriesStore store = open(storage)) {
          assertThat(values(store, 0)).isEqualTo(numbers(0, 10, 20, 40));
          assertThat(storage.list("quarantine"))
              .extracting(StorageEntry::name)
              .containsExactly(name);
        }
        assertThat(TimeSeriesStore.verify(platform, storage).problems()).as("mended").isEmpty();
      }
    }
  }

  @Test
  void readsTheOtherFileOfTombstonesWhenOneIsOnABadSector() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 40);
      delete(store, 0, 10, 19);
    }
    for (String name : List.of("tombstones", "tombstones.copy")) {
      SimulatedDisk same = disk.killed();
      try (FaultyStorage storage = FaultyStorage.over(same.open())) {
        storage.before(
            (operation, file) -> {
              if (operation.equals("read") && file.equals(name)) {
                storage.failOnce(storage.operations() + 1, Fault.IO_ERROR);
              }
            });
        try (TimeSeriesStore store = open(storage)) {
          assertThat(values(store, 0)).isEqualTo(numbers(0, 10, 20, 40));
          assertThat(store.verify().problems())
              .singleElement()
              .asString()
              .contains("tombstones is damaged or can not be read");
        }
      }
    }
  }

  @Test
  void saysThatDeletedSamplesMayBeSeenAgainWhenBothFilesAreDamaged() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 40);
      delete(store, 0, 10, 19);
    }
    disk.damage("tombstones", 9, 1);
    disk.damage("tombstones.copy", 2, 1);
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      assertThat(store.verify().problems())
          .singleElement()
          .asString()
          .contains("may be seen again");
      assertThat(values(store, 0)).isEqualTo(numbers(0, 40));
      delete(store, 0, 10, 19);
      assertThat(values(store, 0)).isEqualTo(numbers(0, 10, 20, 40));
    }
  }

  /** A flush that made its block and failed to say so leaves its samples in the journal too. */
  @Test
  void isNotUndoneByTheJournalOfAFlushThatFailedAtItsEnd() throws IOException {
    try (FaultyStorage storage = FaultyStorage.over(disk.open())) {
      TimeSeriesStore store = open(storage);
      fill(store, 0, 40);
      storage.before(
          (operation, name) -> {
            if (operation.equals("create") && name.startsWith("journal/checkpoint")) {
              storage.failOnce(storage.operations() + 1, Fault.IO_ERROR);
            }
          });
      assertThatThrownBy(store::flush).isInstanceOf(IOException.class);
      storage.before((operation, name) -> {});
      delete(store, 0, 10, 19);
      try (Storage after = disk.killed().open();
          TimeSeriesStore again = open(after)) {
        assertThat(values(again, 0)).isEqualTo(numbers(0, 10, 20, 40));
      }
      store.close();
    }
  }

  @Test
  void keepsHistogramsStartsAndMarkersOfWhatIsLeft() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      for (int at = 0; at < 30; at++) {
        try (Appender batch = store.appender()) {
          long series = batch.series(series(0));
          batch.append(series, time(at), at == 25 ? StaleMarker.VALUE : at, TIME - at);
          batch.append(
              batch.series(series(1)),
              time(at),
              NativeHistogram.builder(1).count(at).sum(at).build(),
              SampleColumns.NO_START);
          batch.commit();
        }
      }
      store.delete(List.of(List.of()), time(3), time(20));
      SampleColumns columns = new SampleColumns();
      try (SeriesSet set = store.select(SeriesQuery.of())) {
        set.read(0, columns);
        assertThat(columns.size()).isEqualTo(12);
        assertThat(columns.starts()[3]).isEqualTo(TIME - 21);
        assertThat(StaleMarker.is(columns.values()[7])).isTrue();
        set.read(1, columns);
        assertThat(columns.size()).isEqualTo(12);
        assertThat(columns.histograms()[3].count()).isEqualTo(21);
      }
    }
  }

  @Test
  void refusesToDeleteWithoutASelectorOrAgainstTime() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      assertThatThrownBy(() -> store.delete(List.of(), 0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least one");
      assertThatThrownBy(() -> store.delete(only(0), 1, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void cleansFirstWhenThereAreManyDeletions() throws IOException {
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 10);
      store.flush();
      for (int i = 0; i <= Eraser.MOST; i++) {
        store.delete(only(i % 2), time(i % 5), time(i % 5));
      }
      assertThat(store.tombstones()).isLessThan(Eraser.MOST);
      assertThat(values(store, 0)).isEqualTo(numbers(5, 10));
    }
  }

  /** Series 1 is never deleted, series 2 always. */
  @Test
  void leavesWhatOthersWriteMeanwhileAlone() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    AtomicBoolean stop = new AtomicBoolean();
    try (Storage storage = disk.open();
        TimeSeriesStore store = open(storage)) {
      fill(store, 0, 1);
      Future<Integer> writer =
          pool.submit(
              () -> {
                int at = 1;
                for (; !stop.get(); at++) {
                  append(store, 1, time(at), at);
                  append(store, 2, time(at), at);
                }
                return at;
              });
      for (int round = 0; round < 40; round++) {
        int before = values(store, 1).size();
        store.delete(only(2), Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(values(store, 2)).noneMatch(value -> value < before - 1);
        if (round % 4 == 3) {
          store.cleanTombstones();
        }
      }
      stop.set(true);
      int end = writer.get();
      assertThat(values(store, 1)).isEqualTo(numbers(0, end));
      store.delete(only(2), Long.MIN_VALUE, Long.MAX_VALUE);
      store.cleanTombstones();
      assertThat(values(store, 2)).isEmpty();
      assertThat(store.verify().problems()).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }
}
