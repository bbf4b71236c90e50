package io.kubernaut.core.storage.journal;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a journal is put through while its disk fails: everything it can do, in an order that
 * follows from a seed. Errors are what happens; only the {@link Promises} count.
 */
final class Workload {

  private final Platform platform;
  private final Promises promises;
  private final Durability durability;
  private final int steps;

  Workload(Platform platform, Promises promises, Durability durability, int steps) {
    this.platform = platform;
    this.promises = promises;
    this.durability = durability;
    this.steps = steps;
  }

  void run(Storage storage, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int life = 0; life < 2; life++) {
      try (Journal journal = open(storage)) {
        for (int step = 0; step < steps; step++) {
          step(journal, random);
        }
      } catch (IOException refusedToOpen) {
        // The next life, or the verification, opens it.
      }
    }
  }

  private Journal open(Storage storage) throws IOException {
    return Journal.builder(platform, storage, "workload")
        .durability(durability)
        .segmentSize(4096)
        .bufferSize(4096)
        .open();
  }

  private void step(Journal journal, SplittableRandom random) {
    int kind = random.nextInt(20);
    try {
      if (kind < 9) {
        append(journal);
      } else if (kind < 15) {
        submit(journal, 1 + random.nextInt(20));
      } else if (kind < 17) {
        journal.force();
      } else if (kind < 19) {
        checkpoint(journal);
      } else {
        Promises.read(journal);
      }
    } catch (IOException happens) {
      // The promises know what was acknowledged.
    }
  }

  private void append(Journal journal) {
    int number = promises.submit();
    try {
      journal.append(Promises.payload(number));
      promises.acknowledged(number);
    } catch (JournalException failed) {
      promises.failed(number, failed);
    }
  }

  private void submit(Journal journal, int count) {
    List<Integer> numbers = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = promises.submit();
      try {
        receipts.add(journal.submit(Promises.payload(number)));
        numbers.add(number);
      } catch (JournalException failed) {
        promises.failed(number, failed);
      }
    }
    for (int i = 0; i < receipts.size(); i++) {
      try {
        receipts.get(i).await();
        promises.acknowledged(numbers.get(i));
      } catch (JournalException failed) {
        promises.failed(numbers.get(i), failed);
      }
    }
  }

  /** A checkpoint holds what can be read up to the middle. */
  private static void checkpoint(Journal journal) throws IOException {
    long through = (journal.first() + journal.last()) / 2;
    List<Integer> numbers = new ArrayList<>();
    journal.replay(
        (sequence, payload) -> numbers.add(Promises.number(payload)),
        (sequence, payload) -> {
          if (sequence <= through) {
            numbers.add(Promises.number(payload));
          }
        });
    boolean covers = journal.checkpoint().map(Checkpoint::through).orElse(0L) <= through;
    if (covers && through >= journal.first()) {
      journal.checkpoint(
          through,
          out -> {
            for (int number : numbers) {
              out.append(Promises.payload(number));
            }
          });
    }
  }
}
