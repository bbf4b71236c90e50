package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreThreadsTest {
  private static final int THREADS = 4;
  private static final int SERIES = 500;

  @TempDir Path folder;

  /**
   * A series that was added while another batch was committed used to be missing in the journal.
   */
  @Test
  @Tag("BR-MET-005")
  void readsBackTheSeriesOfAllThreadsFromTheJournal() throws Exception {
    StoreOptions options = StoreOptions.STANDARD.withDurability(Durability.operatingSystem());
    try (Platform platform = TestPlatform.seeded(1).platform("writers").start();
        Storage storage = Storage.open(folder)) {
      TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options);
      writeFromAllThreads(store);
      // As after a crash: nothing was put into a block.
      try (Platform next = TestPlatform.seeded(2).platform("readers").start();
          TimeSeriesStore again = TimeSeriesStore.open(next, storage, options);
          SeriesSet found = again.select(SeriesQuery.of())) {
        assertThat(again.status().blocks()).isZero();
        assertThat(found.size()).isEqualTo(THREADS * SERIES);
      }
    }
  }

  private static void writeFromAllThreads(TimeSeriesStore store) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String name = "thread-" + thread;
        writers.add(() -> write(store, name));
      }
      for (Future<Void> writer : pool.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Void write(TimeSeriesStore store, String thread) throws IOException {
    for (int i = 0; i < SERIES; i++) {
      try (Appender batch = store.appender()) {
        Labels labels = Labels.of("__name__", "m", "thread", thread, "i", Integer.toString(i));
        batch.append(batch.series(labels), 1_700_000_000_000L, i, SampleColumns.NO_START);
        batch.commit();
      }
    }
    return null;
  }
}
