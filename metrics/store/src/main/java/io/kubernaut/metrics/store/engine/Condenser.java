package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Condenses the samples of a series, stretch by stretch.
 *
 * <p>Count, sum, lowest and highest value stand at the time of the stretch's last value. A counter
 * is kept by its first and last value, so that a difference over whole stretches is that of the
 * samples, at the very same times, and between stretches nothing is lost. Where it was reset in
 * between, two more values tell the reader as much increase as there was: it rises to what was
 * counted before the last reset, and begins again. Times that are not the last of their stretch are
 * therefore not to be read as values. A stale marker at the end of a stretch is kept. Of native
 * histograms the first and the last are kept, and those around a reset. For one thread.
 */
final class Condenser {
  private static final int KEPT_AS_THEY_ARE = 4;

  private final Map<Aggregate, SampleColumns> columns = new EnumMap<>(Aggregate.class);

  /** What is kept of a stretch, each as a series of its own. */
  enum Aggregate {
    COUNT,
    COUNTER,
    MAX,
    MIN,
    SUM;

    /** The label that tells them apart, in the files of a tier alone. */
    static final String LABEL = "__tier__";

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Condenser() {
    for (Aggregate aggregate : Aggregate.values()) {
      columns.put(aggregate, new SampleColumns());
    }
  }

  SampleColumns of(Aggregate aggregate) {
    return Objects.requireNonNull(columns.get(aggregate));
  }

  /** Condenses samples; whole stretches of them. */
  void condense(SampleColumns samples, Tier tier) {
    columns.values().forEach(SampleColumns::clear);
    long[] times = samples.times();
    for (int from = 0; from < samples.size(); ) {
      long end = tier.floor(times[from]) + tier.spacingMillis();
      int to = from + 1;
      while (to < samples.size() && times[to] < end) {
        to++;
      }
      if (hasHistogram(samples, from, to)) {
        keepHistograms(samples, from, to);
      } else {
        condenseFloats(samples, from, to);
      }
      from = to;
    }
  }

  private static boolean hasHistogram(SampleColumns samples, int from, int to) {
    for (int i = from; samples.hasHistograms() && i < to; i++) {
      if (samples.histograms()[i] != null) {
        return true;
      }
    }
    return false;
  }

  private void condenseFloats(SampleColumns samples, int from, int to) {
    double[] values = samples.values();
    int count = 0;
    int last = from;
    double sum = 0;
    double lost = 0;
    double min = Double.NaN;
    double max = Double.NaN;
    for (int i = from; i < to; i++) {
      double value = values[i];
      if (!StaleMarker.is(value)) {
        count++;
        last = i;
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
        min = value < min || Double.isNaN(min) ? value : min;
        max = value > max || Double.isNaN(max) ? value : max;
      }
    }
    if (count > 0) {
      long time = samples.times()[last];
      of(Aggregate.COUNT).add(time, count);
      of(Aggregate.SUM).add(time, Double.isFinite(lost) ? sum + lost : sum);
      of(Aggregate.MIN).add(time, min);
      of(Aggregate.MAX).add(time, max);
      keepCounter(samples, from, last + 1, count);
    }
    if (StaleMarker.is(values[to - 1])) {
      of(Aggregate.COUNTER).add(samples.times()[to - 1], StaleMarker.VALUE);
    }
  }

  private void keepCounter(SampleColumns samples, int from, int end, int count) {
    SampleColumns counter = of(Aggregate.COUNTER);
    int[] places = new int[count];
    int found = 0;
    for (int i = from; i < end; i++) {
      if (!StaleMarker.is(samples.values()[i])) {
        places[found++] = i;
      }
    }
    if (count <= KEPT_AS_THEY_ARE) {
      for (int place : places) {
        counter.add(samples.times()[place], samples.values()[place]);
      }
      return;
    }
    double first = samples.values()[places[0]];
    double last = samples.values()[places[count - 1]];
    counter.add(samples.times()[places[0]], first);
    addResets(samples, places, counter);
    counter.add(samples.times()[places[count - 1]], last);
  }

  private static void addResets(SampleColumns samples, int[] places, SampleColumns counter) {
    double[] values = samples.values();
    int count = places.length;
    double increase = 0;
    boolean reset = false;
    for (int i = 1; i < count; i++) {
      double before = values[places[i - 1]];
      double now = values[places[i]];
      reset |= now < before;
      increase += now < before ? now : now - before;
    }
    if (!reset) {
      return;
    }
    double last = values[places[count - 1]];
    double peak = values[places[0]] + increase - last;
    counter.add(samples.times()[places[count - 3]], peak);
    if (!(peak > last)) {
      counter.add(samples.times()[places[count - 2]], 0.0);
    }
  }

  private void keepHistograms(SampleColumns samples, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean edge = i == from || i == to - 1;
      if (edge || breaks(samples, i) || breaks(samples, i + 1)) {
        NativeHistogram histogram = samples.histograms()[i];
        if (histogram == null) {
          of(Aggregate.COUNTER).add(samples.times()[i], samples.values()[i]);
        } else {
          of(Aggregate.COUNTER).add(samples.times()[i], histogram);
        }
      }
    }
  }

  /** Tells whether a sample does not go on from the one before. */
  private static boolean breaks(SampleColumns samples, int i) {
    @Nullable NativeHistogram before = samples.histograms()[i - 1];
    @Nullable NativeHistogram now = samples.histograms()[i];
    if (before == null || now == null) {
      return true;
    }
    return now.count() < before.count() || now.schema() != before.schema();
  }
}
