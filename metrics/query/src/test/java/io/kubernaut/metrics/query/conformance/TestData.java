package io.kubernaut.metrics.query.conformance;

import io.kubernaut.metrics.query.internal.histogram.ResetDetection;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the {@code load} commands of a test say, and the store they make. */
final class TestData {

  private final @Nullable TestData before;
  private final List<Load> loads = new ArrayList<>();
  private @Nullable InMemorySeries store;

  /** One series of a load. */
  record Load(Labels labels, List<Notation.Value> values, List<@Nullable Long> starts, long step) {}

  TestData(@Nullable TestData before) {
    this.before = before;
  }

  /** Adds the lines below a {@code load} command. */
  void load(List<String> lines, long step, boolean alsoCustom) {
    List<Load> added = new ArrayList<>();
    String starts = "";
    for (String line : lines) {
      int end = Notation.metricEnd(line);
      if (line.startsWith("@st", end)) {
        starts = line.substring(end + 3);
        continue;
      }
      Notation.Series series = Notation.series(line);
      added.add(
          new Load(
              series.labels(),
              series.values(),
              starts.isEmpty() ? List.of() : Notation.starts(starts),
              step));
      starts = "";
    }
    loads.addAll(added);
    if (alsoCustom) {
      loads.addAll(ClassicToCustom.convert(added, step));
    }
  }

  InMemorySeries store() {
    InMemorySeries made = store;
    if (made == null) {
      made = InMemorySeries.create();
      Map<Labels, SortedMap<Long, Sample>> samples = new LinkedHashMap<>();
      collect(samples);
      for (Map.Entry<Labels, SortedMap<Long, Sample>> series : samples.entrySet()) {
        append(made, series.getKey(), series.getValue());
      }
      store = made;
    }
    return made;
  }

  private record Sample(Notation.Value value, long start) {}

  private void collect(Map<Labels, SortedMap<Long, Sample>> samples) {
    if (before != null) {
      before.collect(samples);
    }
    for (Load load : loads) {
      SortedMap<Long, Sample> series =
          samples.computeIfAbsent(load.labels, ignored -> new TreeMap<>());
      for (int i = 0; i < load.values.size(); i++) {
        if (!load.values.get(i).isNone()) {
          long time = i * load.step;
          Long start = i < load.starts.size() ? load.starts.get(i) : null;
          series.put(
              time,
              new Sample(
                  load.values.get(i), start == null ? SampleColumns.NO_START : time + start));
        }
      }
    }
  }

  private static void append(InMemorySeries store, Labels labels, SortedMap<Long, Sample> samples) {
    try (Appender batch = store.appender()) {
      long series = batch.series(labels);
      NativeHistogram earlier = null;
      for (Map.Entry<Long, Sample> sample : samples.entrySet()) {
        Notation.Value value = sample.getValue().value;
        NativeHistogram histogram = value.histogram();
        if (histogram == null) {
          double number = value.value();
          batch.append(series, sample.getKey(), number, sample.getValue().start);
          earlier = StaleMarker.is(number) ? earlier : null;
        } else {
          NativeHistogram hinted = hinted(earlier, histogram);
          batch.append(series, sample.getKey(), hinted, sample.getValue().start);
          earlier = histogram;
        }
      }
      batch.commit();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A store that keeps histograms in chunks knows of each but the first whether it is a reset. */
  private static NativeHistogram hinted(
      @Nullable NativeHistogram earlier, NativeHistogram histogram) {
    if (histogram.hint() == ResetHint.GAUGE || histogram.hint() == ResetHint.RESET) {
      return histogram;
    }
    NativeHistogram plain = histogram.toBuilder().hint(ResetHint.UNKNOWN).build();
    if (earlier == null) {
      return plain;
    }
    boolean reset = earlier.hint() != ResetHint.GAUGE && ResetDetection.isReset(earlier, plain);
    return plain.toBuilder().hint(reset ? ResetHint.RESET : ResetHint.NOT_RESET).build();
  }
}
