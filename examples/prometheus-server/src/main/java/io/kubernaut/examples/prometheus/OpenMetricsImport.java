package io.kubernaut.examples.prometheus;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.registry.exposition.MetricParser;
import io.kubernaut.metrics.registry.exposition.ParseException;
import io.kubernaut.metrics.registry.exposition.ParsedFamily;
import io.kubernaut.metrics.registry.exposition.ParsedSample;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a text of OpenMetrics with timestamps into a store, a piece at a time, so that it may be
 * longer than the memory. The samples of one series have to be in order of time; series may come in
 * any order.
 */
final class OpenMetricsImport {

  private static final int PIECE = 1 << 20;
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private final Platform platform;
  private final Storage storage;
  private final StoreOptions options;
  private final Map<Map<String, String>, Long> references = new HashMap<>();
  private long samples;
  private long refused;

  private OpenMetricsImport(Platform platform, Storage storage, StoreOptions options) {
    this.platform = platform;
    this.storage = storage;
    this.options = options;
  }

  /** Prepares an import into a store that nobody else has open. */
  static OpenMetricsImport of(Platform platform, Storage storage, Arguments arguments) {
    // No window for late samples: a series that comes later may begin as early as it likes.
    StoreOptions options = PrometheusServer.options(arguments).withLateness(Duration.ZERO);
    return new OpenMetricsImport(platform, storage, options);
  }

  /** Imports a file and says what was done. */
  String run(Path file) throws IOException {
    try (TimeSeriesStore store = TimeSeriesStore.open(platform, storage, options);
        InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[PIECE];
      int filled = 0;
      for (int read = in.read(piece);
          read >= 0;
          read = in.read(piece, filled, piece.length - filled)) {
        filled += read;
        if (filled == piece.length) {
          int end = lineEnd(piece, filled);
          take(store, Arrays.copyOf(piece, end));
          System.arraycopy(piece, end, piece, 0, filled - end);
          filled -= end;
        }
      }
      take(store, Arrays.copyOf(piece, filled));
    } catch (ParseException malformed) {
      throw new IOException(file + ": " + malformed.getMessage(), malformed);
    }
    return "Imported %d samples of %d series from %s, %d refused"
        .formatted(samples, references.size(), file, refused);
  }

  private static int lineEnd(byte[] piece, int filled) throws IOException {
    for (int i = filled; i > 0; i--) {
      if (piece[i - 1] == '\n') {
        return i;
      }
    }
    throw new IOException("A line has more than " + PIECE + " bytes.");
  }

  private void take(TimeSeriesStore store, byte[] text) throws IOException {
    List<ParsedFamily> families = MetricParser.parseLeniently(text);
    try (Appender batch = store.appender()) {
      for (ParsedFamily family : families) {
        for (ParsedSample sample : family.samples()) {
          append(batch, sample);
        }
      }
      batch.commit();
    }
  }

  private void append(Appender batch, ParsedSample sample) throws IOException {
    BigDecimal seconds = sample.timestamp();
    if (seconds == null) {
      throw new IOException(
          "A sample of %s has no timestamp. Write one behind the value.".formatted(sample.name()));
    }
    long time = seconds.multiply(MILLIS).longValue();
    long series = reference(batch, sample);
    Appender.Outcome outcome = batch.append(series, time, sample.value(), SampleColumns.NO_START);
    if (outcome.stored()) {
      samples++;
    } else {
      refused++;
    }
  }

  private long reference(Appender batch, ParsedSample sample) {
    Map<String, String> labels = new HashMap<>(sample.labels());
    labels.put(Labels.NAME, sample.name());
    return references.computeIfAbsent(labels, all -> batch.series(Labels.of(all)));
  }
}
