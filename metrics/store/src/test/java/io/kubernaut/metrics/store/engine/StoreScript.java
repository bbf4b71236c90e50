package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a store is put through while its disk fails: batches, late samples, series that come and go,
 * blocks, joins, retention, deletions, restarts, in an order that follows from a seed. Errors are
 * what happens; only the {@link Ledger} counts.
 */
final class StoreScript {
  static final Duration RETENTION = Duration.ofMinutes(12);
  private static final int SERIES = 4;

  private final TestPlatform test;
  private final Platform platform;
  private final Ledger ledger;
  private final StoreOptions options;
  private final int steps;
  private long time = 1_700_000_000_000L;

  StoreScript(
      TestPlatform test, Platform platform, Ledger ledger, StoreOptions options, int steps) {
    this.test = test;
    this.platform = platform;
    this.ledger = ledger;
    this.options = options;
    this.steps = steps;
  }

  static StoreOptions options(Durability durability) {
    return StoreOptions.STANDARD
        .withBlocks(Duration.ofDays(1_000), 1_000_000)
        .withRetention(RETENTION, Long.MAX_VALUE)
        .withLateness(Duration.ofMinutes(2))
        .withTiers(
            new Tier(Duration.ofSeconds(30), Duration.ofDays(1_000)),
            new Tier(Duration.ofMinutes(1), Duration.ofDays(1_000)))
        .withDurability(durability);
  }

  void run(Storage storage, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int life = 0; life < 2; life++) {
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
        for (int step = 0; step < steps; step++) {
          step(store, random);
          deleteSome(store, step);
        }
      } catch (IOException refusedToOpen) {
        // The next life, or the verification, opens it.
      }
    }
  }

  private void step(TimeSeriesStore store, SplittableRandom random) {
    int kind = random.nextInt(10);
    int churned = random.nextInt(100);
    try {
      if (kind < 4) {
        time += 30_000;
        ledger.commit(store, time, 0, 1, 2, 3, SERIES + churned);
      } else if (kind < 5) {
        ledger.commit(store, time - 1 - random.nextInt(50_000), 0, 2);
      } else if (kind < 9) {
        time += 30_000;
        ledger.commit(store, time, 0, 1, 2);
        store.flush();
      } else {
        test.advance(Duration.ofSeconds(61));
      }
    } catch (IOException happens) {
      // The ledger knows what was acknowledged.
    }
  }

  private void deleteSome(TimeSeriesStore store, int step) {
    long from = time - step * 17_000L;
    try {
      if (step % 9 == 5) {
        ledger.delete(store, from, from + 100_000, step % SERIES);
      } else if (step % 18 == 15) {
        store.cleanTombstones();
      }
    } catch (IOException happens) {
      // The ledger knows what was answered.
    }
  }
}
