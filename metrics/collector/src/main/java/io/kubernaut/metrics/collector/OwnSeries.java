package io.kubernaut.metrics.collector;

import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.util.Map;

/** What a collection says about itself, named as Prometheus names it. For one thread. */
final class OwnSeries {
  private static final String[] NAMES = {
    "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_series_added"
  };
  private static final String[] HELP = {
    "1 for each collection that was stored",
    "Time it took to read the source, in seconds",
    "Samples read from the source",
    "Series that were new to the store"
  };

  private static final int UP = 0;

  private final Labels labels;
  private final long[] references = new long[NAMES.length];
  private boolean ended;

  OwnSeries(Map<String, String> labels) {
    this.labels = Labels.of(labels);
  }

  /** From now on only stale markers are written. */
  void end() {
    ended = true;
  }

  void append(Appender batch, long time, double seconds, Round round) {
    double read = round.appended() + round.dropped().values().stream().mapToInt(i -> i).sum();
    double[] values = {1, seconds, read, round.created()};
    for (int i = 0; i < NAMES.length; i++) {
      append(batch, i, time, ended ? StaleMarker.VALUE : values[i]);
    }
  }

  /** Says that the source could not be read. */
  void appendDown(Appender batch, long time) {
    append(batch, UP, time, 0);
  }

  private void append(Appender batch, int i, long time, double value) {
    if (references[i] == Appender.NO_SERIES || !stored(batch, references[i], time, value)) {
      batch.metadata(NAMES[i], new MetricMetadata("gauge", HELP[i], ""));
      references[i] = batch.series(labels.with(Labels.NAME, NAMES[i]));
      stored(batch, references[i], time, value);
    }
  }

  private static boolean stored(Appender batch, long reference, long time, double value) {
    return batch.append(reference, time, value, SampleColumns.NO_START)
        != Appender.Outcome.UNKNOWN_SERIES;
  }
}
