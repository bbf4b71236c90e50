package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.AdaptiveHistogram;
import io.kubernaut.metrics.registry.cells.BucketBounds;
import io.kubernaut.metrics.registry.cells.BucketCounts;
import io.kubernaut.metrics.registry.cells.CounterSeries;
import io.kubernaut.metrics.registry.cells.HistogramPlan;
import io.kubernaut.metrics.registry.cells.HistogramReading;
import io.kubernaut.metrics.registry.cells.HistogramShape;
import io.kubernaut.metrics.registry.cells.Series;
import io.kubernaut.metrics.registry.cells.SeriesGroup;
import io.kubernaut.metrics.registry.cells.SummarySeries;
import io.kubernaut.metrics.registry.cells.TimerSeries;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.MetricType;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Walks families and writes them to a sink, with buffers that serve one scrape after the other:
 * what is allocated does not depend on the number of series. One scrape uses it at a time.
 */
final class Scrape {
  private static final int AT_A_TIME = 64;

  private final double[] values = new double[AT_A_TIME];
  private final HistogramReading reading = new HistogramReading();
  private final HistogramSample histogram = new HistogramSample();
  private final SummarySample summary = new SummarySample();
  private final int scale;
  private final boolean everything;
  private long recordings;

  @SuppressWarnings("UnusedVariable") // of no meaning, but without it nothing would be loaded
  private int touched;

  private Scrape(int scale, boolean everything) {
    this.scale = scale;
    this.everything = everything;
  }

  /** What is exposed: histograms where they were asked for, at a scale that keeps them short. */
  static Scrape exposed(RegistryOptions options) {
    return new Scrape(options.exposedScale(), false);
  }

  /** All that is known: histograms of every timer and summary, as fine as they are counted. */
  static Scrape fine(RegistryOptions options) {
    return new Scrape(options.histogramScale(), true);
  }

  /** How many recordings the families written since the last call have seen. */
  long takeRecordings() {
    long seen = recordings;
    recordings = 0;
    return seen;
  }

  void write(ExposedFamily family, MetricSink sink) {
    switch (family.kind()) {
      case LONG_TASK_TIMER -> writeLongTasks(family, sink);
      case OTHER -> writeOther(family, sink);
      default -> {
        sink.family(family.metadata());
        family.groups.forEach(exposed -> writeGroup(exposed, sink, false));
        family.callbacks.forEach(callback -> writeCallback(family.kind(), callback, sink));
        if (family.kind().isDistribution() && !family.groups.isEmpty() && !everything) {
          sink.family(family.max());
          family.groups.forEach(exposed -> writeGroup(exposed, sink, true));
        }
      }
    }
  }

  private void writeGroup(ExposedGroup exposed, MetricSink sink, boolean max) {
    SeriesGroup.Snapshot snapshot = exposed.group().snapshot();
    LabelText.Texts texts = exposed.text().of(snapshot);
    for (int from = 0; from < snapshot.size(); from += AT_A_TIME) {
      int count = Math.min(AT_A_TIME, snapshot.size() - from);
      read(snapshot.series(), from, count, max);
      for (int i = 0; i < count; i++) {
        int start = texts.start(from + i);
        int length = texts.ends()[from + i] - start;
        Series series = snapshot.series()[from + i];
        writeSeries(series, values[i], texts.bytes(), start, length, sink, max);
      }
    }
    Series overflow = snapshot.overflow();
    if (overflow != null) {
      byte[] text = exposed.text().of(overflow);
      read(new Series[] {overflow}, 0, 1, max);
      writeSeries(overflow, values[0], text, 0, text.length, sink, max);
    }
  }

  /**
   * Reads the numbers of some series, and writes none yet. What they are read from is loaded
   * before, a step further away at each turn: what is not in the processor's caches is then fetched
   * for a dozen series at a time instead of for one after the other.
   */
  private void read(Series[] series, int from, int count, boolean max) {
    int depths = series[from].depths(); // those of a group are of one kind
    for (int depth = 0; depth < depths; depth++) {
      int sum = 0;
      for (int i = 0; i < count; i++) {
        sum += touch(series[from + i], depth);
      }
      touched += sum;
    }
    if (max) {
      readMaxima(series, from, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      values[i] = valueOf(series[from + i]);
    }
  }

  /** The kinds that most series are of by name, so that the compiler puts their code in here. */
  private static int touch(Series series, int depth) {
    if (series instanceof CounterSeries counter) {
      return counter.touch(depth);
    }
    if (series instanceof TimerSeries timer) {
      return timer.touch(depth);
    }
    return series.touch(depth);
  }

  private void readMaxima(Series[] series, int from, int count) {
    int step = 0;
    for (int i = 0; i < count; i++) {
      AdaptiveHistogram histogram = histogramOf(series[from + i]);
      if (histogram != null) {
        step = i == 0 ? histogram.shape().step() : step;
        values[i] = histogram.max(step);
      }
    }
  }

  /** What a series shows that is one number; nothing in particular for others. */
  private double valueOf(Series series) {
    if (series instanceof CounterSeries counter) {
      long whole = counter.whole();
      recordings += counter.additions(whole);
      return whole + counter.fractions();
    }
    return series instanceof GaugeSeries gauge ? gauge.value() : 0;
  }

  private static @Nullable AdaptiveHistogram histogramOf(Series series) {
    if (series instanceof TimerSeries timer) {
      return timer.histogram();
    }
    return series instanceof SummarySeries amounts ? amounts.histogram() : null;
  }

  private void writeSeries(
      Series series,
      double value,
      byte[] labels,
      int start,
      int length,
      MetricSink sink,
      boolean max) {
    if (series instanceof CounterSeries) {
      sink.counter(labels, start, length, value, 0, null);
    } else if (max || series instanceof GaugeSeries) {
      sink.gauge(labels, start, length, value);
    } else if (series instanceof TimerSeries timer) {
      HistogramSnapshot snapshot = hasPercentiles(timer.plan()) ? timer.takeSnapshot() : null;
      write(timer.plan(), timer.histogram(), snapshot, 1e9, labels, start, length, sink);
    } else if (series instanceof SummarySeries amounts) {
      HistogramSnapshot snapshot = hasPercentiles(amounts.plan()) ? amounts.takeSnapshot() : null;
      write(amounts.plan(), amounts.histogram(), snapshot, 1, labels, start, length, sink);
    }
  }

  private boolean hasPercentiles(HistogramPlan plan) {
    return plan.percentiles() != null && !plan.hasHistogram() && !everything;
  }

  private void write(
      HistogramPlan plan,
      AdaptiveHistogram counts,
      @Nullable HistogramSnapshot snapshot,
      double unit,
      byte[] labels,
      int start,
      int length,
      MetricSink sink) {
    boolean nativeBuckets = sink.takesNativeBuckets();
    if (nativeBuckets) {
      counts.read(reading);
    } else {
      counts.read(reading, plan.bounds());
    }
    if (plan.hasHistogram() || everything) {
      fillHistogram(plan, counts.shape(), nativeBuckets);
      recordings += histogram.count;
      sink.histogram(labels, start, length, histogram);
    } else {
      summary.count = reading.count();
      summary.sum = reading.sum();
      recordings += summary.count;
      fillQuantiles(snapshot, unit);
      sink.summary(labels, start, length, summary);
    }
  }

  private void fillQuantiles(@Nullable HistogramSnapshot snapshot, double unit) {
    summary.size = 0;
    if (snapshot == null) {
      return;
    }
    ValueAtPercentile[] percentiles = snapshot.percentileValues();
    if (summary.quantiles.length < percentiles.length) {
      summary.quantiles = new double[percentiles.length];
      summary.values = new double[percentiles.length];
    }
    for (ValueAtPercentile percentile : percentiles) {
      summary.quantiles[summary.size] = percentile.percentile();
      summary.values[summary.size++] = percentile.value() / unit;
    }
  }

  private void fillHistogram(HistogramPlan plan, HistogramShape shape, boolean nativeBuckets) {
    BucketBounds bounds = plan.bounds();
    if (histogram.cumulative.length < bounds.size() + 1) {
      histogram.cumulative = new long[bounds.size() + 1];
    }
    histogram.bounds = bounds.shown();
    histogram.count = bounds.accumulate(reading, histogram.cumulative);
    histogram.sum = reading.sum();
    histogram.zeroThreshold = HistogramShape.ZERO_THRESHOLD;
    histogram.zeroCount = reading.zeros();
    histogram.schema = Math.min(scale, shape.layout().scale());
    histogram.size = 0;
    if (nativeBuckets) {
      fillNative(shape.layout().scale() - histogram.schema);
    }
  }

  /**
   * Merges {@code 2^shift} neighbouring buckets into one, as exact as the finer ones. Prometheus
   * numbers them from one.
   */
  private void fillNative(int shift) {
    BucketCounts counts = reading.buckets();
    if (counts.size() == 0) {
      return;
    }
    int first = counts.first() >> shift;
    int last = (counts.first() + counts.size() - 1) >> shift;
    histogram.firstIndex = first + 1;
    histogram.size = last - first + 1;
    if (histogram.counts.length < histogram.size) {
      histogram.counts = new long[Math.max(256, histogram.size)];
    }
    Arrays.fill(histogram.counts, 0, histogram.size, 0);
    for (int i = 0; i < counts.size(); i++) {
      histogram.counts[((counts.first() + i) >> shift) - first] += counts.count(i);
    }
  }

  private void writeCallback(FamilyKind kind, CallbackMeter callback, MetricSink sink) {
    byte[] labels = callback.labels();
    switch (kind) {
      case COUNTER -> sink.counter(labels, 0, labels.length, positive(callback.value(0)), 0, null);
      case TIMER -> {
        summary.size = 0;
        summary.count = (long) callback.value(0);
        summary.sum = callback.value(1);
        sink.summary(labels, 0, labels.length, summary);
      }
      default -> sink.gauge(labels, 0, labels.length, callback.value(0));
    }
  }

  /** A counter that can not be asked shows what cannot mislead a rate. */
  private static double positive(double value) {
    return value >= 0 ? value : 0;
  }

  private void writeLongTasks(ExposedFamily family, MetricSink sink) {
    String[] suffixes = {"_active_count", "_duration_sum", "_max"};
    for (int i = 0; i < suffixes.length; i++) {
      sink.family(part(family, suffixes[i], MetricType.GAUGE));
      for (CallbackMeter callback : family.callbacks) {
        sink.gauge(callback.labels(), 0, callback.labels().length, callback.value(i));
      }
    }
  }

  /**
   * A meter of the user's own kind: each of its measurements becomes a family, named for its
   * statistic.
   */
  private void writeOther(ExposedFamily family, MetricSink sink) {
    for (String statistic : statistics(family)) {
      sink.family(part(family, "_" + statistic, MetricType.UNKNOWN));
      for (CallbackMeter callback : family.callbacks) {
        int i = 0;
        for (Measurement measurement : callback.meter().measure()) {
          if (nameOf(measurement).equals(statistic)) {
            sink.gauge(callback.labels(), 0, callback.labels().length, callback.value(i));
          }
          i++;
        }
      }
    }
  }

  private static Iterable<String> statistics(ExposedFamily family) {
    java.util.Set<String> names = new java.util.LinkedHashSet<>();
    for (CallbackMeter callback : family.callbacks) {
      callback.meter().measure().forEach(measurement -> names.add(nameOf(measurement)));
    }
    return names;
  }

  private static String nameOf(Measurement measurement) {
    return measurement.getStatistic().getTagValueRepresentation().toLowerCase(Locale.ROOT);
  }

  private static MetricMetadata part(ExposedFamily family, String suffix, MetricType type) {
    MetricMetadata whole = family.metadata();
    return new MetricMetadata(whole.name() + suffix, type, "", whole.help());
  }
}
