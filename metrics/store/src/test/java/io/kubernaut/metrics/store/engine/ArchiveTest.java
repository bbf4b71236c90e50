package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-PERF-015")
class ArchiveTest {
  private static final long TIME = 1_700_000_000_000L;
  private static final StoreOptions SHORT =
      StoreScript.options(Durability.everyCommit())
          .withTiers()
          .withRetention(Duration.ofMinutes(1), Long.MAX_VALUE);
  private static final StoreOptions LONG =
      SHORT.withRetention(Duration.ofDays(1_000), Long.MAX_VALUE);

  private final TestPlatform test = TestPlatform.seeded(2);
  private final Platform platform = test.platform("archive").start();
  private final Ledger ledger = new Ledger(Duration.ofDays(1_000));
  private final SimulatedDisk disk = SimulatedDisk.create();
  private final SimulatedDisk kept = SimulatedDisk.create();

  @AfterEach
  void end() {
    platform.close();
  }

  private void fill(TimeSeriesStore store) throws IOException {
    for (int i = 0; i < 4; i++) {
      ledger.commit(store, TIME + i * 10_000L, 0, 1, 2);
      ledger.commit(store, TIME + i * 10_000L + 5_000, 0, 1, 2);
      store.flush();
    }
  }

  @Test
  void anArchivedBlockIsReadBackAfterTheRetentionTookIt() throws IOException {
    try (Storage archive = kept.open();
        Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, SHORT)) {
      ArchiveTarget target = ArchiveTarget.in(archive);
      fill(store);
      Map<Ledger.Place, Double> written = Ledger.read(store);
      assertThat(store.archive(target, Long.MAX_VALUE)).isEqualTo(4);
      assertThat(store.archive(target, Long.MAX_VALUE)).as("again").isZero();
      assertThat(target.list()).hasSize(4).allMatch(name -> name.startsWith("blocks/17000000"));

      ledger.commit(store, TIME + 1_000_000, 0);
      store.flush();
      test.advance(Duration.ofSeconds(3));
      assertThat(Ledger.read(store)).hasSize(1);

      store.hold(new LegalHold("wanted again", List.of(), TIME, TIME + 100_000));
      assertThat(store.fetch(target, TIME, TIME + 12_000).blocks()).isEqualTo(2);
      test.advance(Duration.ofMinutes(3));
      assertThat(Ledger.read(store))
          .hasSize(13)
          .containsEntry(
              new Ledger.Place(Ledger.series(1), TIME + 5_000),
              written.get(new Ledger.Place(Ledger.series(1), TIME + 5_000)));
      store.fetch(target, TIME, TIME + 100_000);
      written.forEach((place, value) -> assertThat(Ledger.read(store)).containsEntry(place, value));
    }
  }

  @Test
  void archivedBlocksMakeAnotherStore() throws IOException {
    try (Storage archive = kept.open();
        Storage storage = disk.open();
        Storage other = SimulatedDisk.create().open()) {
      ArchiveTarget target = ArchiveTarget.in(archive);
      Map<Ledger.Place, Double> written;
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, LONG)) {
        fill(store);
        ledger.commit(store, TIME + 60_000, 0, 1, 2);
        store.flush();
        ledger.commit(store, TIME + 61_000, 0, 1, 2);
        store.flush();
        test.advance(Duration.ofSeconds(2)); // six are joined
        written = Ledger.read(store);
        store.archive(target, Long.MAX_VALUE);
      }
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, other, LONG)) {
        ledger.commit(store, TIME + 62_000, 7);
        store.flush();
        assertThat(store.fetch(target, Long.MIN_VALUE, Long.MAX_VALUE).blocks()).isEqualTo(1);
      }
      try (TimeSeriesStore store = TimeSeriesStore.open(platform, other, LONG)) {
        assertThat(Ledger.read(store)).containsAllEntriesOf(written).hasSize(written.size() + 1);
        assertThat(store.verify().problems()).isEmpty();
      }
    }
  }

  /** An object store that loses a byte. */
  private record Forgetful(ArchiveTarget target) implements ArchiveTarget {

    @Override
    public void put(String name, ByteBuffer content) throws IOException {
      target.put(name, content.duplicate().limit(content.limit() - 1));
    }

    @Override
    public ByteBuffer get(String name) throws IOException {
      return target.get(name);
    }

    @Override
    public List<String> list() throws IOException {
      return target.list();
    }

    @Override
    public void delete(String name) throws IOException {
      target.delete(name);
    }
  }

  @Test
  void whatIsNotReadBackAsItWasPutIsNotArchived() throws IOException {
    try (Storage archive = kept.open();
        Storage storage = disk.open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, LONG)) {
      fill(store);
      ArchiveTarget target = ArchiveTarget.in(archive);
      assertThatThrownBy(() -> store.archive(new Forgetful(target), Long.MAX_VALUE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the block is still in the store");
      assertThat(target.list()).isEmpty();
      assertThat(store.archive(target, Long.MAX_VALUE)).isEqualTo(4);
      String name = target.list().get(0);
      ByteBuffer content = target.get(name);
      content.put(20, (byte) (content.get(20) ^ 1));
      target.put(name, content);
      assertThatThrownBy(() -> store.fetch(target, TIME, TIME))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(name + " of the archive is damaged");
      assertThatThrownBy(() -> target.get("nothing")).isInstanceOf(FileNotFoundException.class);
    }
  }
}
