package io.kubernaut.metrics.store;

import io.kubernaut.metrics.store.Appender.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Series in plain arrays: for tests, for answers that are computed, for a few thousand series that
 * need not outlive the process. Nothing is compressed, written or ever dropped by itself.
 *
 * <pre>{@code
 * InMemorySeries store = InMemorySeries.create();
 * store.add(Labels.of("__name__", "up", "job", "api"), 0, 1.0);
 * }</pre>
 *
 * <p>Samples may come in any order. Past the limit of series new ones are refused. Safe for any
 * thread: writers exclude each other, and what was selected does not change any more.
 */
public final class InMemorySeries implements SeriesSource, SeriesSink {

  /** How many series a store takes if nothing else is said. */
  public static final int SERIES_LIMIT = 1_000_000;

  private static final int MOST_EXEMPLARS = 10_000;

  private final int seriesLimit;
  private long dropped; // series that were here before: their references mean nothing any more
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<MemorySeries> all = new ArrayList<>();
  private final Map<Labels, Integer> byLabels = new HashMap<>();
  private final Map<String, List<MemorySeries>> byMetric = new HashMap<>();
  private final Deque<StoredExemplar> exemplars = new ArrayDeque<>();
  private final Map<String, MetricMetadata> metadata = new TreeMap<>(Labels::compare);

  /** An exemplar and the series it belongs to. */
  private record StoredExemplar(Labels series, Exemplar exemplar) {}

  private InMemorySeries(int seriesLimit) {
    this.seriesLimit = seriesLimit;
  }

  /**
   * Returns an empty store.
   *
   * @return a store of at most {@link #SERIES_LIMIT} series
   */
  public static InMemorySeries create() {
    return new InMemorySeries(SERIES_LIMIT);
  }

  /**
   * Returns an empty store with a limit of its own.
   *
   * @param seriesLimit the most series it takes
   * @return the store
   */
  public static InMemorySeries create(int seriesLimit) {
    return new InMemorySeries(seriesLimit);
  }

  /**
   * Adds one float at once, without a batch.
   *
   * @param labels the series
   * @param timeMillis when it was taken
   * @param value the value, or the stale marker
   * @return what became of it
   */
  public Outcome add(Labels labels, long timeMillis, double value) {
    return add(labels, new MemorySample(timeMillis, value, null, SampleColumns.NO_START));
  }

  /**
   * Adds one histogram at once, without a batch.
   *
   * @param labels the series
   * @param timeMillis when it was taken
   * @param value the histogram
   * @return what became of it
   */
  public Outcome add(Labels labels, long timeMillis, NativeHistogram value) {
    return add(labels, new MemorySample(timeMillis, 0, value, SampleColumns.NO_START));
  }

  private Outcome add(Labels labels, MemorySample sample) {
    return exclusively(
        () -> {
          MemorySeries series = find(reference(labels));
          return series == null ? Outcome.UNKNOWN_SERIES : series.insert(sample);
        });
  }

  /** Drops everything. */
  public void clear() {
    exclusively(
        () -> {
          dropped += all.size();
          all.clear();
          byLabels.clear();
          byMetric.clear();
          exemplars.clear();
          metadata.clear();
          return Outcome.ACCEPTED;
        });
  }

  @Override
  public Appender appender() {
    return new MemoryAppender(this);
  }

  /** Something done while nobody else reads or writes. */
  interface Change {

    Outcome apply();
  }

  Outcome exclusively(Change change) {
    lock.writeLock().lock();
    try {
      return change.apply();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Returns the reference of a series: its number among all there ever were, from 1. Exclusively.
   */
  long reference(Labels labels) {
    Integer known = byLabels.get(labels);
    if (known != null) {
      return dropped + known;
    }
    if (all.size() >= seriesLimit) {
      return Appender.NO_SERIES;
    }
    MemorySeries series = new MemorySeries(labels);
    all.add(series);
    byLabels.put(labels, all.size());
    byMetric.computeIfAbsent(labels.metricName(), ignored -> new ArrayList<>()).add(series);
    return dropped + all.size();
  }

  /** Returns the series of a reference, or null. Exclusively. */
  @Nullable MemorySeries find(long reference) {
    long place = reference - dropped;
    return place < 1 || place > all.size() ? null : all.get((int) place - 1);
  }

  /** Keeps an exemplar, and forgets the oldest if there are many. Exclusively. */
  void keep(Labels series, Exemplar exemplar) {
    exemplars.addLast(new StoredExemplar(series, exemplar));
    if (exemplars.size() > MOST_EXEMPLARS) {
      exemplars.removeFirst();
    }
  }

  /** Keeps what is known about a metric. Exclusively. */
  void keep(String metric, MetricMetadata known) {
    metadata.put(metric, known);
  }

  @Override
  public SeriesSet select(SeriesQuery query) {
    return new MemorySelection(matching(query));
  }

  /** Returns what the matching series hold now. */
  private List<MemorySeries.View> matching(SeriesQuery query) {
    lock.readLock().lock();
    try {
      List<MemorySeries.View> views = new ArrayList<>();
      int looked = 0;
      for (MemorySeries series : candidates(query)) {
        if ((looked++ & 511) == 0) {
          query.guard().check();
        }
        if (LabelMatcher.allMatch(query.matchers(), series.labels())) {
          series.view(query.fromMillis(), query.toMillis()).ifPresent(views::add);
        }
        if (views.size() > query.limit()) {
          break;
        }
      }
      return views;
    } finally {
      lock.readLock().unlock();
    }
  }

  private List<MemorySeries> candidates(SeriesQuery query) {
    return query.matchers().stream()
        .filter(m -> m.name().equals(Labels.NAME) && m.operator() == LabelMatcher.Operator.EQUAL)
        .findFirst()
        .map(m -> byMetric.getOrDefault(m.value(), List.of()))
        .orElse(all);
  }

  @Override
  public List<String> labelNames(SeriesQuery query) {
    TreeSet<String> names = new TreeSet<>(Labels::compare);
    for (MemorySeries.View view : matching(query)) {
      view.labels().forEach((name, value) -> names.add(name));
    }
    return names.stream().limit(limitOf(query)).collect(Collectors.toList());
  }

  @Override
  public List<String> labelValues(String name, SeriesQuery query) {
    TreeSet<String> values = new TreeSet<>(Labels::compare);
    for (MemorySeries.View view : matching(query.withLimit(SeriesQuery.UNLIMITED))) {
      values.add(view.labels().get(name));
    }
    values.remove("");
    return values.stream().limit(limitOf(query)).collect(Collectors.toList());
  }

  private static long limitOf(SeriesQuery query) {
    return query.limit() + 1L;
  }

  @Override
  public List<SeriesExemplars> exemplars(SeriesQuery query) {
    Map<Labels, List<Exemplar>> found = new LinkedHashMap<>();
    lock.readLock().lock();
    try {
      for (StoredExemplar stored : exemplars) {
        long time = stored.exemplar().timeMillis();
        if (time >= query.fromMillis()
            && time <= query.toMillis()
            && LabelMatcher.allMatch(query.matchers(), stored.series())) {
          found
              .computeIfAbsent(stored.series(), ignored -> new ArrayList<>())
              .add(stored.exemplar());
        }
      }
    } finally {
      lock.readLock().unlock();
    }
    List<SeriesExemplars> result = new ArrayList<>();
    found.forEach((series, list) -> result.add(new SeriesExemplars(series, list)));
    return result;
  }

  @Override
  public Map<String, List<MetricMetadata>> metadata() {
    lock.readLock().lock();
    try {
      Map<String, List<MetricMetadata>> copy = new LinkedHashMap<>();
      metadata.forEach((metric, known) -> copy.put(metric, List.of(known)));
      return copy;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public SourceStatistics statistics(int top) {
    lock.readLock().lock();
    try {
      return MemoryStatistics.of(all, top);
    } finally {
      lock.readLock().unlock();
    }
  }
}
