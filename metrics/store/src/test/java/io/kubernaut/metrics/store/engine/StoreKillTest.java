package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageInUseException;
import io.kubernaut.core.storage.backup.Backup;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.testing.ChildJvm;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes, joins blocks and backs itself up is killed at any moment, on a real disk,
 * again and again on the same directory: {@code -Dkill.rounds} times, 5 unless set; 50 for a
 * release. In turn it is killed while it writes, as soon as it says that it writes and joins
 * blocks, and as soon as it says that it backs up.
 */
@Tag("BR-MET-005")
@Tag("BR-REL-006")
@Timeout(3_600)
class StoreKillTest {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
  private static final long SEED = Long.getLong("crash.seed", 3);
  private static final long TIME = 1_700_000_000_000L;
  private static final int SERIES = 7;
  private static final int A_RELEASE = 50;

  private final Map<Deed, Integer> struck = new EnumMap<>(Deed.class);
  @TempDir private Path folder;

  /** What the child is doing, and what it prints before it does so. */
  private enum Deed {
    WRITES("ack "),
    JOINS("joins"),
    BACKS_UP("backs up");

    private final String line;

    Deed(String line) {
      this.line = line;
    }
  }

  @Test
  void keepsWhatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int acknowledged = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      int reports = random.nextInt(1, 250);
      acknowledged = Math.max(acknowledged, writeUntilKilled(acknowledged + reports, round));
      String where = "seed %d round %d".formatted(SEED, round);
      acknowledged = check(where, folder.resolve("data"), acknowledged);
    }
    restoreTheNewestBackup();
    System.out.printf("%d rounds; killed in the middle of: %s%n", ROUNDS, struck);
    if (ROUNDS >= A_RELEASE) {
      assertThat(struck).as("killed in the middle of each").containsOnlyKeys(Deed.values());
    }
  }

  @Test
  void refusesAStoreThatAnotherProcessHasOpenAndTakesItWhenThatIsDead() throws Exception {
    Path data = folder.resolve("data");
    try (ChildJvm child = ChildJvm.of(Writer.class).start(folder.toString(), "forced")) {
      child.awaitLine("ack 1");
      assertThatThrownBy(() -> Storage.open(data))
          .isInstanceOfSatisfying(
              StorageInUseException.class,
              inUse -> assertThat(inUse.owner()).matches("process \\d+, running since .*Z"))
          .hasMessageContaining(data.toString());
      child.kill();
      child.exitCode();
    }
    assertThat(check("after the first owner", data, 1)).isPositive();
  }

  /** Lets a child write some samples, kills it in the middle, and returns the last it reported. */
  private int writeUntilKilled(int until, int round) throws Exception {
    String durability = round % 2 == 0 ? "forced" : "system";
    try (ChildJvm child = ChildJvm.of(Writer.class).start(folder.toString(), durability)) {
      child.awaitLine("ready");
      Deed deed = Deed.values()[round % Deed.values().length];
      int last = 0;
      while (last < until || !lastLine(child.output()).startsWith(deed.line)) {
        last = Math.max(last, lastReported(child.output()));
      }
      child.kill();
      child.exitCode();
      if (lastLine(child.output()).startsWith(deed.line)) {
        struck.merge(deed, 1, Integer::sum);
      }
      return Math.max(last, lastReported(child.output()));
    }
  }

  private static String lastLine(String output) {
    int end = output.lastIndexOf('\n');
    return end < 0 ? "" : output.substring(output.lastIndexOf('\n', end - 1) + 1, end);
  }

  /** The last line may be cut short: only those that are ended count. */
  private static int lastReported(String output) {
    int end = output.lastIndexOf('\n');
    int begin = output.lastIndexOf("ack ", Math.max(0, end));
    return end < 0 || begin < 0
        ? 0
        : Integer.parseInt(output.substring(begin + 4, output.indexOf('\n', begin)));
  }

  private static int check(String where, Path data, int acknowledged) throws Exception {
    try (Platform platform = TestPlatform.seeded(SEED).platform("check").start();
        Storage storage = Storage.open(data)) {
      assertThat(TimeSeriesStore.verify(platform, storage).problems()).as(where).isEmpty();
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, Writer.options("any"))) {
        NavigableSet<Integer> numbers = numbers(store);
        int count = numbers.size();
        assertThat(count == 0 || (numbers.first() == 1 && numbers.last() == count))
            .as("%s: all up to %s, nothing invented", where, numbers)
            .isTrue();
        assertThat(count).as("%s: nothing lost", where).isGreaterThanOrEqualTo(acknowledged);
        return count;
      }
    }
  }

  private void restoreTheNewestBackup() throws Exception {
    try (Platform platform = TestPlatform.seeded(SEED).platform("restore").start();
        Storage copies = Storage.open(folder.resolve("backup"));
        Storage into = Storage.open(folder.resolve("restored"));
        Backup backup = Backup.builder(platform, copies).open()) {
      assertThat(backup.list()).as("whole backups").isNotEmpty();
      for (String id : backup.list()) {
        backup.verify(id);
      }
      backup.restore(backup.newest().orElseThrow(), into);
    }
    assertThat(check("restored", folder.resolve("restored/metrics"), 1)).isPositive();
  }

  /** Reads which samples are there: each has its own number as value, place and time. */
  private static NavigableSet<Integer> numbers(TimeSeriesStore store) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of())) {
      for (int i = 0; i < set.size(); i++) {
        set.read(i, columns);
        int series = Integer.parseInt(set.labels(i).get("i"));
        for (int at = 0; at < columns.size(); at++) {
          int number = (int) columns.values()[at];
          assertThat(numbers.add(number)).as("%s is there once", number).isTrue();
          assertThat(number % SERIES).as("series of %s", number).isEqualTo(series);
          assertThat(columns.times()[at]).isEqualTo(TIME + number * 1_000L);
        }
      }
    }
    return numbers;
  }

  /** What runs in the child: goes on from what is there, and reports what is acknowledged. */
  static final class Writer {

    private Writer() {}

    static StoreOptions options(String durability) {
      return StoreOptions.STANDARD
          .withBlocks(Duration.ofDays(1_000), 1_000_000)
          .withDurability(
              durability.equals("forced")
                  ? Durability.everyCommit()
                  : Durability.every(Duration.ofMillis(20)));
    }

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      try (Platform platform = Platform.builder("child").start();
          Storage storage = Storage.open(folder.resolve("data"));
          Storage copies = Storage.open(folder.resolve("backup"));
          TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options(arguments[1]));
          Backup backup =
              Backup.builder(platform, copies)
                  .source(store.backupSource("metrics"))
                  .keep(3)
                  .open()) {
        int next = numbers(store).size() + 1;
        System.out.println("ready");
        for (int batch = 0; ; batch++) {
          next = write(store, next, 1 + batch % 4);
          System.out.println("ack " + (next - 1));
          if (batch % 5 == 4) {
            System.out.println(Deed.JOINS.line);
            store.flush();
            store.tidy();
          }
          if (batch % 31 == 30) {
            System.out.println(Deed.BACKS_UP.line);
            backup.run();
          }
        }
      }
    }

    private static int write(TimeSeriesStore store, int from, int count) throws IOException {
      try (Appender batch = store.appender()) {
        for (int number = from; number < from + count; number++) {
          Labels series = Labels.of("__name__", "m", "i", Integer.toString(number % SERIES));
          batch.append(
              batch.series(series), TIME + number * 1_000L, number, SampleColumns.NO_START);
        }
        batch.commit();
      }
      return from + count;
    }
  }
}
