package io.kubernaut.benchmarks.store;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A store in a folder, and a fleet that is scraped into it at simulated times. */
final class Bench implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final Platform platform;
  private final Storage storage;
  private final TimeSeriesStore store;
  private final Fleet fleet;
  private final long[] references;
  private final Duration interval;
  private Instant now = START;
  private long appended;
  private long appendNanos;

  private Bench(Path folder, Fleet fleet, Duration interval) throws IOException {
    this.platform = Platform.builder("bench").start();
    this.storage = Storage.open(folder);
    this.store =
        TimeSeriesStore.open(
            platform, storage, StoreOptions.STANDARD.withRetention(FOREVER, 1L << 40));
    this.fleet = fleet;
    this.interval = interval;
    this.references = new long[fleet.size()];
    try (Appender batch = store.appender()) {
      int i = 0;
      for (Labels labels : fleet.labels()) {
        references[i++] = batch.series(labels);
      }
      batch.commit();
    }
  }

  static Bench open(Path folder, Fleet fleet, Duration interval) throws IOException {
    return new Bench(folder, fleet, interval);
  }

  /** Scrapes until so much simulated time has passed. */
  void scrapeFor(Duration time) throws IOException {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      double[] values = fleet.scrape();
      long begun = THREADS.getCurrentThreadCpuTime();
      append(values);
      appendNanos += THREADS.getCurrentThreadCpuTime() - begun;
      now = now.plus(interval);
    }
  }

  private void append(double[] values) throws IOException {
    try (Appender batch = store.appender()) {
      appended += batch.append(references, values, values.length, now.toEpochMilli());
      batch.commit();
    }
  }

  /** Millions of samples that a second of the appending thread's processor time takes. */
  double takeAppendRate() {
    double rate = appended * 1e3 / Math.max(1, appendNanos);
    appended = 0;
    appendNanos = 0;
    return rate;
  }

  TimeSeriesStore store() {
    return store;
  }

  Instant now() {
    return now;
  }

  @Override
  public void close() throws IOException {
    store.close();
    storage.close();
    platform.close();
  }
}
