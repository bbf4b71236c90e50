package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageEntry;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever checks a store that nobody has open does not know with which options it was written. */
@Tag("BR-REL-008")
class ClosedStoreVerificationTest {
  private static final long TIME = 1_700_000_040_000L;
  private static final int SAMPLES = 180;
  private static final String TIER = "tiers/30";

  private final TestPlatform test = TestPlatform.seeded(4);
  private final Platform platform = test.platform("closed").start();
  private final SimulatedDisk disk = SimulatedDisk.create();

  @AfterEach
  void end() {
    platform.close();
  }

  private void write(Storage storage) throws IOException {
    Ledger ledger = new Ledger(Duration.ofDays(1_000));
    StoreOptions options = StoreScript.options(Durability.everyCommit());
    try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options)) {
      for (int i = 0; i < SAMPLES; i++) {
        ledger.commit(store, TIME + i * 10_000L, 0);
      }
      store.flush();
      test.advance(Duration.ofMinutes(2));
    }
  }

  @Test
  void findsDamageInCondensedHistoryToo() throws IOException {
    try (Storage storage = disk.open()) {
      write(storage);
      assertThat(TimeSeriesStore.verify(platform, storage).problems()).isEmpty();
      for (StorageEntry entry : storage.list(TIER)) {
        if (entry.name().endsWith(BlockFormat.SUFFIX)) {
          damage(storage, TIER + "/" + entry.name());
        }
      }
      assertThat(TimeSeriesStore.verify(platform, storage).problems()).isNotEmpty();
    }
  }

  private static void damage(Storage storage, String name) throws IOException {
    ByteBuffer content = storage.readAll(name);
    ByteBuffer copy = ByteBuffer.allocate(content.remaining()).put(content).flip();
    copy.put(copy.limit() / 2, (byte) ~copy.get(copy.limit() / 2));
    storage.replace(name, copy);
  }
}
