package io.kubernaut.metrics.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps a batch until it is committed, then applies it while nobody reads. */
final class MemoryAppender implements Appender {

  /** A sample that waits, by what makes it unique. */
  private record Place(long series, long time) {}

  private final InMemorySeries store;
  private final Map<Place, MemorySample> samples = new HashMap<>();
  private final List<InMemorySeries.Change> rest = new ArrayList<>();

  MemoryAppender(InMemorySeries store) {
    this.store = store;
  }

  @Override
  public long series(Labels labels) {
    long[] reference = {NO_SERIES};
    store.exclusively(
        () -> {
          reference[0] = store.reference(labels);
          return Outcome.ACCEPTED;
        });
    return reference[0];
  }

  @Override
  public long lastTime(long series) {
    long[] last = {Long.MAX_VALUE};
    store.exclusively(
        () -> {
          MemorySeries known = store.find(series);
          if (known != null) {
            last[0] = known.size() == 0 ? Long.MIN_VALUE : known.last();
          }
          return Outcome.ACCEPTED;
        });
    return last[0];
  }

  @Override
  public Outcome append(long series, long timeMillis, double value, long startMillis) {
    return append(series, new MemorySample(timeMillis, value, null, startMillis));
  }

  @Override
  public Outcome append(long series, long timeMillis, NativeHistogram value, long startMillis) {
    return append(series, new MemorySample(timeMillis, 0, value, startMillis));
  }

  private Outcome append(long series, MemorySample sample) {
    Place place = new Place(series, sample.time());
    MemorySample waiting = samples.get(place);
    if (waiting != null) {
      return waiting.sameAs(sample) ? Outcome.DUPLICATE : Outcome.CONFLICT;
    }
    Outcome outcome = store.exclusively(() -> judge(series, sample));
    if (outcome == Outcome.ACCEPTED) {
      samples.put(place, sample);
    }
    return outcome;
  }

  private Outcome judge(long reference, MemorySample sample) {
    MemorySeries series = store.find(reference);
    return series == null ? Outcome.UNKNOWN_SERIES : series.judge(sample);
  }

  @Override
  public Outcome exemplar(long series, Exemplar exemplar) {
    rest.add(
        () -> {
          MemorySeries known = store.find(series);
          if (known != null) {
            store.keep(known.labels(), exemplar);
          }
          return Outcome.ACCEPTED;
        });
    return Outcome.ACCEPTED;
  }

  @Override
  public void metadata(String metric, MetricMetadata metadata) {
    rest.add(
        () -> {
          store.keep(metric, metadata);
          return Outcome.ACCEPTED;
        });
  }

  @Override
  public void commit() {
    store.exclusively(
        () -> {
          samples.forEach(this::insert);
          rest.forEach(InMemorySeries.Change::apply);
          return Outcome.ACCEPTED;
        });
    close();
  }

  private void insert(Place place, MemorySample sample) {
    MemorySeries series = store.find(place.series());
    if (series != null) {
      series.insert(sample);
    }
  }

  @Override
  public void close() {
    samples.clear();
    rest.clear();
  }
}
