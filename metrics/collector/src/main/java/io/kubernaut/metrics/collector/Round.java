package io.kubernaut.metrics.collector;

import io.kubernaut.metrics.collector.Remembered.Kind;
import io.kubernaut.metrics.registry.exposition.ClassicBounds;
import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.MetricType;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Appender.Outcome;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One collection after the other: takes what the source shows and appends it to a batch, all of it
 * with one time, so that the store keeps the times once. What it remembers from the round before is
 * the references of series, and which of them were there: a series that was and is not any more
 * gets a stale marker. For one thread.
 *
 * <p>A counter that was not there before and is at three now has counted to three meanwhile, which
 * no query would see of the three alone. So it begins with a zero at the moment at which it was not
 * there yet, unless the store has something newer of it. Once a collection with it is stored, it is
 * never looked at again.
 */
final class Round implements MetricSink {
  private static final ClassicBounds NO_BOUNDS = ClassicBounds.of();
  private static final String LIMIT = "limit";

  private final HistogramForm form;
  private final Map<String, FamilyMemory> families = new HashMap<>();
  private final Map<String, MetricMetadata> news = new HashMap<>();
  private final Map<String, Integer> dropped = new HashMap<>();
  private FamilyMemory family = new FamilyMemory("");
  private @Nullable Appender batch;
  private long time;
  private long before;
  private boolean counts;
  private long number;
  private List<Remembered> begun = new ArrayList<>(0);
  private int appended;
  private int created;

  Round(HistogramForm form) {
    this.form = form;
  }

  /**
   * Begins a collection.
   *
   * @param into where to
   * @param timeMillis its time
   * @param beforeMillis when counters that are new were zero: the time of the collection that is
   *     stored last, or when the source was made; not before this collection if that is not known
   */
  void begin(Appender into, long timeMillis, long beforeMillis) {
    batch = into;
    time = timeMillis;
    before = beforeMillis;
    number++;
    appended = 0;
    created = 0;
    news.clear();
    dropped.clear();
  }

  /** Ends the series that were not there: with a marker now, and once that is stored for good. */
  void markEnded() {
    for (FamilyMemory each : families.values()) {
      each.forEachEnded(number, this::end);
    }
  }

  private void end(Remembered series) {
    Appender to = batch;
    for (int place = 0; place < series.places() && to != null; place++) {
      if (series.reference(place) != Appender.NO_SERIES) {
        to.append(series.reference(place), time, StaleMarker.VALUE, SampleColumns.NO_START);
      }
    }
  }

  /** The batch is in the store. */
  void committed() {
    batch = null;
    news.forEach((name, metadata) -> memory(name).described(metadata));
    families.values().removeIf(each -> each.forgetEnded(number));
    begun.forEach(Remembered::stored);
    begun = new ArrayList<>(0);
  }

  /** The batch is lost: what ended will end in the next one. */
  void failed() {
    batch = null;
    begun = new ArrayList<>(0);
  }

  int appended() {
    return appended;
  }

  int created() {
    return created;
  }

  Map<String, Integer> dropped() {
    return dropped;
  }

  int series() {
    return families.values().stream().mapToInt(each -> each.seen(number)).sum();
  }

  private FamilyMemory memory(String name) {
    return families.computeIfAbsent(name, FamilyMemory::new);
  }

  @Override
  public void family(MetricMetadata metadata) {
    family = memory(metadata.name());
    counts = metadata.type() != MetricType.GAUGE_HISTOGRAM; // what is there now was not zero once
    family.begin(number);
    if (family.isNews(metadata) && batch != null) {
      news.put(metadata.name(), metadata);
      batch.metadata(metadata.name() + suffix(metadata.type()), described(metadata));
    }
  }

  private static String suffix(MetricType type) {
    return switch (type) {
      case COUNTER -> Kind.COUNTER.suffix();
      case INFO -> Kind.INFO.suffix();
      default -> "";
    };
  }

  private static io.kubernaut.metrics.store.MetricMetadata described(MetricMetadata metadata) {
    String type = metadata.type().name().toLowerCase(Locale.ROOT).replace("_", "");
    return new io.kubernaut.metrics.store.MetricMetadata(type, metadata.help(), metadata.unit());
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    Remembered series = family.find(labels, offset, length, Kind.COUNTER, NO_BOUNDS, "");
    if (series.isNew()) {
      begin(series);
      zero(series, 0);
    }
    append(series, 0, value, start(createdMillis));
    if (exemplar != null) {
      append(series, 0, exemplar);
    }
  }

  private static long start(long createdMillis) {
    return createdMillis == 0 ? SampleColumns.NO_START : createdMillis;
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {
    append(family.find(labels, offset, length, Kind.GAUGE, NO_BOUNDS, ""), 0, value);
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    append(family.find(labels, offset, length, Kind.INFO, NO_BOUNDS, ""), 0, 1);
  }

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {
    append(family.find(labels, offset, length, Kind.STATE, NO_BOUNDS, state), 0, on ? 1 : 0);
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    ClassicBounds quantiles = family.quantiles(sample);
    Remembered series = family.find(labels, offset, length, Kind.SUMMARY, quantiles, "");
    if (series.isNew()) {
      begin(series);
      zero(series, series.sumPlace());
      zero(series, series.countPlace());
    }
    for (int i = 0; i < sample.size; i++) {
      append(series, i, sample.values[i]);
    }
    appendTotals(series, sample.sum, sample.count, sample.createdMillis);
  }

  private void appendTotals(Remembered series, double sum, long count, long createdMillis) {
    append(series, series.sumPlace(), sum, start(createdMillis));
    append(series, series.countPlace(), (double) count, start(createdMillis));
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    Remembered series = family.find(labels, offset, length, Kind.HISTOGRAM, sample.bounds, "");
    if (series.isNew() && counts) {
      begin(series);
      zeros(series, sample);
    }
    if (form.classic()) {
      long start = start(sample.createdMillis);
      for (int i = 0; i <= sample.bounds.size(); i++) {
        append(series, i, (double) sample.cumulative[i], start);
      }
      appendTotals(series, sample.sum, sample.count, sample.createdMillis);
    }
    if (form.isNative()) {
      append(series, series.nativePlace(), NativeForm.of(sample), start(sample.createdMillis));
    }
    for (int i = 0; i < sample.exemplarCount; i++) {
      append(series, bucket(sample, sample.exemplars[i].value()), sample.exemplars[i]);
    }
  }

  private void zeros(Remembered series, HistogramSample sample) {
    for (int place = 0; form.classic() && place <= series.countPlace(); place++) {
      zero(series, place);
    }
    if (form.isNative()) {
      NativeHistogram zero = NativeForm.empty(sample);
      zero(
          series,
          series.nativePlace(),
          (to, reference) -> to.append(reference, before, zero, SampleColumns.NO_START));
    }
  }

  private void begin(Remembered series) {
    begun.add(series);
  }

  private void zero(Remembered series, int place) {
    zero(
        series,
        place,
        (to, reference) -> to.append(reference, before, 0.0, SampleColumns.NO_START));
  }

  /** Begins a series before this collection, behind all that the store has of it. */
  private void zero(Remembered series, int place, Step step) {
    Appender to = batch;
    if (to == null || before >= time) {
      return;
    }
    long reference = makeSeries(series, place, to); // also if it has one: the store may forget
    if (reference != Appender.NO_SERIES && to.lastTime(reference) < before) {
      step.to(to, reference);
    }
  }

  private int bucket(HistogramSample sample, double value) {
    int place = 0;
    while (place < sample.bounds.size() && value > sample.bounds.upperBound(place)) {
      place++;
    }
    return form.classic() ? place : sample.bounds.size() + 3;
  }

  @Override
  public boolean takesNativeBuckets() {
    return form.isNative();
  }

  void append(Remembered series, int place, double value) {
    append(series, place, value, SampleColumns.NO_START);
  }

  private void append(Remembered series, int place, double value, long start) {
    append(series, place, (to, reference) -> to.append(reference, time, value, start));
  }

  private void append(Remembered series, int place, NativeHistogram value, long start) {
    append(series, place, (to, reference) -> to.append(reference, time, value, start));
  }

  /** Appends one sample, whatever it is. */
  private interface Step {
    Outcome to(Appender batch, long reference);
  }

  private void append(Remembered series, int place, Step step) {
    Appender to = batch;
    if (to == null) {
      return;
    }
    long reference = series.reference(place);
    Outcome outcome = reference == Appender.NO_SERIES ? null : step.to(to, reference);
    if (outcome == null || outcome == Outcome.UNKNOWN_SERIES) {
      reference = makeSeries(series, place, to);
      outcome = reference == Appender.NO_SERIES ? null : step.to(to, reference);
    }
    count(outcome);
  }

  private long makeSeries(Remembered series, int place, Appender to) {
    long reference = to.series(series.labels(place));
    boolean same = reference == Appender.NO_SERIES || reference == series.reference(place);
    series.reference(place, reference);
    created += same ? 0 : 1;
    return reference;
  }

  private void count(@Nullable Outcome outcome) {
    if (outcome != null && outcome.stored()) {
      appended++;
    } else {
      String reason = outcome == null ? LIMIT : outcome.name().toLowerCase(Locale.ROOT);
      dropped.merge(reason, 1, Integer::sum);
    }
  }

  private void append(Remembered series, int place, Exemplar exemplar) {
    long reference = series.reference(place);
    if (batch != null && reference != 0) {
      Labels labels = LabelText.parse(exemplar.labels()).build();
      long when = exemplar.timestampMillis() == 0 ? time : exemplar.timestampMillis();
      batch.exemplar(
          reference, new io.kubernaut.metrics.store.Exemplar(labels, exemplar.value(), when));
    }
  }
}
