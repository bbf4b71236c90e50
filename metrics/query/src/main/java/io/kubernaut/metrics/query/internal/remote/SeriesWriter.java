package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Appender.Outcome;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the samples of one series after the other into a batch and notes what became of them. A
 * series that is known is found by the bytes of its labels alone. For one thread.
 */
final class SeriesWriter {

  private final SeriesCache cache;
  private final LabelReader labels;
  private final Appender batch;
  private final WriteReport report;
  private final long latestMillis;
  private final SeriesKey key = new SeriesKey();
  private final Map<KnownSeries, Long> news = new HashMap<>();
  private @Nullable KnownSeries before;
  private @Nullable KnownSeries current;
  private String refusal = "";
  private Outcome refusedAs = Outcome.INVALID;

  SeriesWriter(
      SeriesCache cache,
      LabelReader labels,
      Appender batch,
      WriteReport report,
      long latestMillis) {
    this.cache = cache;
    this.labels = labels;
    this.batch = batch;
    this.report = report;
    this.latestMillis = latestMillis;
  }

  /** Returns the series that probably comes next, or null. */
  @Nullable KnownSeries guess() {
    return before == null ? null : before.following;
  }

  /** Begins a series that was found already. */
  void begin(KnownSeries known) {
    before = known;
    current = known;
  }

  /** Begins the series whose label fields stand there. */
  void begin(byte[] bytes, int from, int to) throws MalformedMessageException {
    key.over(bytes, from, to);
    KnownSeries found = cache.find(key);
    current = found == null ? cache.make(this, bytes, from, to) : found;
    if (before != null && current != null && current.length() <= SeriesCache.LONGEST) {
      before.following = current;
    }
    before = current;
  }

  /** Called by the cache alone. */
  @Nullable KnownSeries made(byte[] bytes, int from, int to) throws MalformedMessageException {
    try {
      Labels read = labels.series(bytes, from, to);
      long reference = batch.series(read);
      if (reference != Appender.NO_SERIES) {
        return cache.add(key, reference);
      }
      refuse(Outcome.UNKNOWN_SERIES, "there are too many series for " + read);
    } catch (LabelReader.InvalidLabelsException invalid) {
      refuse(Outcome.INVALID, String.valueOf(invalid.getMessage()));
    }
    return null;
  }

  private void refuse(Outcome outcome, String why) {
    refusedAs = outcome;
    refusal = why;
  }

  void sample(long time, double value, long start) throws MalformedMessageException {
    KnownSeries series = current;
    if (series == null) {
      report.refused(refusedAs, () -> refusal);
      return;
    }
    if (time > latestMillis) {
      refuseAsEarly(series, time);
      return;
    }
    Outcome outcome = batch.append(series.reference(), time, value, start);
    if (outcome == Outcome.ACCEPTED) {
      report.storedSample();
      return;
    }
    if (outcome == Outcome.UNKNOWN_SERIES && renewed(series)) {
      outcome = batch.append(series.reference(), time, value, start);
    }
    report.count(WriteReport.Kind.SAMPLE, outcome, () -> where(series, time));
  }

  /** Reads a histogram and puts it into the batch. */
  void histogram(MessageCursor in, HistogramReader reader) throws MalformedMessageException {
    int outer = in.enter();
    reader.read(in);
    in.leave(outer);
    histogram(reader.histogram(), reader.time(), reader.start());
  }

  private void histogram(@Nullable NativeHistogram histogram, long time, long start)
      throws MalformedMessageException {
    KnownSeries series = current;
    if (series == null) {
      report.refused(refusedAs, () -> refusal);
    } else if (time > latestMillis) {
      refuseAsEarly(series, time);
    } else if (histogram == null) {
      report.refused(Outcome.INVALID, () -> "malformed histogram of " + where(series, time));
    } else {
      Outcome outcome = batch.append(series.reference(), time, histogram, start);
      if (outcome == Outcome.UNKNOWN_SERIES && renewed(series)) {
        outcome = batch.append(series.reference(), time, histogram, start);
      }
      report.count(WriteReport.Kind.HISTOGRAM, outcome, () -> where(series, time));
    }
  }

  private void refuseAsEarly(KnownSeries series, long time) {
    report.refused(
        Outcome.INVALID,
        () -> where(series, time) + " lies too far ahead. Set the clock of the sender.");
  }

  void exemplar(byte[] bytes, int from, int to, double value, long time)
      throws MalformedMessageException {
    KnownSeries series = current;
    if (series == null) {
      return; // its samples are reported
    }
    try {
      Exemplar exemplar = new Exemplar(labels.labels(bytes, from, to), value, time);
      Outcome outcome = batch.exemplar(series.reference(), exemplar);
      report.count(WriteReport.Kind.EXEMPLAR, outcome, () -> "exemplar of " + where(series, time));
    } catch (LabelReader.InvalidLabelsException invalid) {
      report.refused(Outcome.INVALID, () -> "exemplar: " + invalid.getMessage());
    }
  }

  /** Tells whether something is said of this series that was not said the last time. */
  boolean isNews(long fingerprint) {
    KnownSeries series = current;
    return series != null
        && series.said != fingerprint
        && !Long.valueOf(fingerprint).equals(news.put(series, fingerprint));
  }

  /** The batch is stored: what was said with it need not be said again. */
  void committed() {
    news.forEach((series, fingerprint) -> series.said = fingerprint);
  }

  /** A series that was forgotten by the store gets a new reference. */
  private boolean renewed(KnownSeries series) throws MalformedMessageException {
    byte[] bytes = series.copy();
    try {
      long reference = batch.series(labels.series(bytes, 0, bytes.length));
      series.reference(reference);
      return reference != Appender.NO_SERIES;
    } catch (LabelReader.InvalidLabelsException invalid) {
      return false;
    }
  }

  private String where(KnownSeries series, long time) {
    byte[] bytes = series.copy();
    try {
      return labels.labels(bytes, 0, bytes.length) + " at " + time;
    } catch (MalformedMessageException | LabelReader.InvalidLabelsException unreadable) {
      return "a series at " + time;
    }
  }
}
