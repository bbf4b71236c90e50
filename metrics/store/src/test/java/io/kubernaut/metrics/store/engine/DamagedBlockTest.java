package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-MET-005")
class DamagedBlockTest {
  private static final int BLOCKS = 6;
  private static final int SAMPLES = 100;
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD
          .withBlocks(Duration.ofDays(1000), 1_000_000)
          .withDurability(Durability.operatingSystem());

  @TempDir Path folder;
  private final TestPlatform test = TestPlatform.seeded(1);
  private long time = 1_700_000_000_000L;

  private void fill(TimeSeriesStore store) throws IOException {
    for (int block = 0; block < BLOCKS; block++) {
      for (int i = 0; i < SAMPLES; i++) {
        time += 15_000;
        try (Appender batch = store.appender()) {
          for (String host : List.of("a", "b", "c")) {
            batch.append(batch.series(series(host)), time, i * i, SampleColumns.NO_START);
          }
          batch.commit();
        }
      }
      store.flush();
    }
  }

  private static Labels series(String host) {
    return Labels.of("__name__", "m", "host", host);
  }

  private static int samples(TimeSeriesStore store, String host) {
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = store.select(SeriesQuery.of(LabelMatcher.equal("host", host)))) {
      set.read(0, columns);
      return columns.size();
    }
  }

  /** Damages the last chunk of the oldest block: that of the last series. */
  private void damage() throws IOException {
    Path oldest;
    try (Stream<Path> files = Files.list(folder.resolve("blocks"))) {
      oldest = files.filter(file -> file.toString().endsWith(".block")).sorted().findFirst().get();
    }
    try (FileChannel file =
        FileChannel.open(oldest, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer footer = ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
      file.read(footer, file.size() - BlockFormat.FOOTER);
      long last = footer.getLong(0) - 1;
      ByteBuffer one = ByteBuffer.allocate(1);
      file.read(one, last);
      file.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 4)}), last);
    }
  }

  @Test
  void joinsNeighbours() throws IOException {
    try (Platform platform = test.platform("store").start();
        Storage storage = Storage.open(folder);
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      fill(store);
      test.advance(Duration.ofSeconds(2));
      assertThat(store.status().blocks()).isEqualTo(1);
      assertThat(samples(store, "c")).isEqualTo(BLOCKS * SAMPLES);
    }
  }

  @Test
  void leavesADamagedChunkOutAndItsBlockAsItIs() throws IOException {
    try (Platform platform = test.platform("store").start();
        Storage storage = Storage.open(folder);
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      fill(store);
      damage();
      test.advance(Duration.ofSeconds(5));
      assertThat(test.scheduler().failures()).as("failures of upkeep").isEmpty();
      assertThat(store.status().blocks()).as("blocks, none joined").isEqualTo(BLOCKS);
      assertThat(store.status().damagedChunks()).isEqualTo(1);
      assertThat(samples(store, "a")).isEqualTo(BLOCKS * SAMPLES);
      assertThat(samples(store, "c")).isEqualTo((BLOCKS - 1) * SAMPLES);
      assertThat(store.verify().damagedChunks()).isEqualTo(1);
    }
  }
}
