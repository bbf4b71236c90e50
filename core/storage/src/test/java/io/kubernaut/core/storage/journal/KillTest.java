package io.kubernaut.core.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.ChildJvm;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageInUseException;
import io.kubernaut.core.testing.TestPlatform;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends is killed at any moment, on a real disk, again and again on the same
 * directory: {@code -Dkill.rounds} times, 12 unless set.
 */
@Tag("BR-REL-006")
@Timeout(3_600)
class KillTest {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 12);
  private static final long SEED = Long.getLong("crash.seed", 3);
  @TempDir private Path folder;

  @Test
  void keepsWhatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    try (Platform platform = TestPlatform.seeded(SEED).platform("kill").start()) {
      int acknowledged = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        acknowledged = Math.max(acknowledged, appendUntilKilled(random.nextInt(1, 400), round));
        acknowledged = check("seed %d round %d".formatted(SEED, round), platform, acknowledged);
      }
      assertThat(acknowledged).as("records in all").isGreaterThan(ROUNDS);
    }
  }

  /** Lets a child append some records, kills it in the middle, and returns the last it reported. */
  private int appendUntilKilled(int reports, int round) throws Exception {
    String durability = round % 2 == 0 ? "forced" : "system";
    try (ChildJvm child = ChildJvm.start(Appender.class, folder.toString(), durability)) {
      assertThat(child.line()).isEqualTo("ready");
      int last = 0;
      for (int i = 0; i < reports; i++) {
        last = Integer.parseInt(child.line());
      }
      child.kill();
      // What it had still reported in the pipe counts too; the last line may be cut short.
      String before = child.line();
      for (String line = child.line(); line != null; line = child.line()) {
        last = Integer.parseInt(before);
        before = line;
      }
      return last;
    }
  }

  private int check(String where, Platform platform, int acknowledged) throws Exception {
    try (Storage storage = Storage.open(folder);
        Journal journal = Journal.builder(platform, storage, "killed").open()) {
      List<Integer> numbers = Promises.read(journal);
      List<Integer> all = new ArrayList<>();
      for (int i = 1; i <= numbers.size(); i++) {
        all.add(i);
      }
      assertThat(numbers).as("%s: each once, nothing invented", where).isEqualTo(all);
      assertThat(numbers.size()).as("%s: nothing lost", where).isGreaterThanOrEqualTo(acknowledged);
      assertThat(journal.status().damages()).as("%s: no damage", where).isZero();
      assertThat(journal.verify().isSound()).as("%s: sound", where).isTrue();
      return numbers.size();
    }
  }

  @Test
  void refusesADirectoryThatAnotherProcessHasOpenAndTakesItWhenThatIsDead() throws Exception {
    try (ChildJvm child = ChildJvm.start(Appender.class, folder.toString(), "forced")) {
      assertThat(child.line()).isEqualTo("ready");
      assertThatThrownBy(() -> Storage.open(folder))
          .isInstanceOfSatisfying(
              StorageInUseException.class,
              inUse -> assertThat(inUse.owner()).matches("process \\d+, running since .*Z"))
          .hasMessageContaining(folder.toString());
      child.kill();
      Storage.open(folder).close();
    }
  }

  /** What runs in the child: goes on from what is there, and reports what is acknowledged. */
  static final class Appender {

    public static void main(String[] arguments) throws Exception {
      Durability durability =
          arguments[1].equals("forced")
              ? Durability.everyCommit()
              : Durability.every(Duration.ofMillis(20));
      PrintStream out = System.out;
      try (Platform platform = Platform.builder("child").start();
          Storage storage = Storage.open(Path.of(arguments[0]));
          Journal journal =
              Journal.builder(platform, storage, "killed")
                  .durability(durability)
                  .segmentSize(16 * 1024)
                  .open()) {
        append(journal, out);
      }
    }

    private static void append(Journal journal, PrintStream out) throws Exception {
      List<Integer> numbers = Promises.read(journal);
      int next = numbers.size() + 1;
      out.println("ready");
      while (true) {
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < 1 + next % 5; i++) {
          receipts.add(journal.submit(Promises.payload(next + i)));
          numbers.add(next + i);
        }
        for (Receipt receipt : receipts) {
          receipt.await();
          out.println(next++);
        }
        if (next % 50 == 0) {
          checkpoint(journal, numbers);
        }
      }
    }

    private static void checkpoint(Journal journal, List<Integer> numbers) throws Exception {
      journal.checkpoint(
          journal.last(),
          out -> {
            for (int number : numbers) {
              out.append(Promises.payload(number));
            }
          });
    }
  }
}
