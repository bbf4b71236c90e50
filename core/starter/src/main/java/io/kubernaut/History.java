package io.kubernaut;

import io.kubernaut.metrics.collector.Collector;
import io.kubernaut.metrics.collector.CollectorStatus;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SeriesExemplars;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.metrics.store.SeriesSource;
import io.kubernaut.metrics.store.SourceStatistics;
import io.kubernaut.metrics.store.engine.StoreStatus;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service remembers of what it measured: a store into which the registry is collected each
 * second, and whatever the service writes into it itself.
 *
 * <p>It is always there to be asked. While there is no store, because history is off, or its
 * directory is in use or cannot be written, it is empty, and a batch is refused when it is
 * committed; {@link #status()} is empty then, and the platform names {@code history} as lost. Safe
 * for any thread.
 */
public final class History implements SeriesSource, SeriesSink {

  private final SeriesSource nothing = InMemorySeries.create();
  private volatile @Nullable Kept kept;

  /** What there is while there is a store. */
  record Kept(String place, TimeSeriesStore store, Collector collector) {}

  History() {}

  void is(@Nullable Kept now) {
    kept = now;
  }

  private SeriesSource source() {
    Kept now = kept;
    return now == null ? nothing : now.store();
  }

  @Override
  public SeriesSet select(SeriesQuery query) {
    return source().select(query);
  }

  @Override
  public List<String> labelNames(SeriesQuery query) {
    return source().labelNames(query);
  }

  @Override
  public List<String> labelValues(String name, SeriesQuery query) {
    return source().labelValues(name, query);
  }

  @Override
  public List<SeriesExemplars> exemplars(SeriesQuery query) {
    return source().exemplars(query);
  }

  @Override
  public Map<String, List<MetricMetadata>> metadata() {
    return source().metadata();
  }

  @Override
  public SourceStatistics statistics(int top) {
    return source().statistics(top);
  }

  @Override
  public Appender appender() {
    Kept now = kept;
    return now == null ? new RefusedBatch() : now.store().appender();
  }

  /**
   * Returns where the history is kept.
   *
   * @return a directory, or {@code memory}; empty while there is no store
   */
  public Optional<String> place() {
    return Optional.ofNullable(kept).map(Kept::place);
  }

  /**
   * Returns how the store fares.
   *
   * @return numbers of this moment; empty while there is no store
   */
  public Optional<StoreStatus> status() {
    return Optional.ofNullable(kept).map(now -> now.store().status());
  }

  /**
   * Returns how collecting the registry fares.
   *
   * @return numbers of the last collection; empty while there is no store
   */
  public Optional<CollectorStatus> collection() {
    return Optional.ofNullable(kept).map(now -> now.collector().status());
  }

  /** Collects the registry now, so that what was recorded until now can be queried. */
  public void collect() {
    Kept now = kept;
    if (now != null) {
      now.collector().collect();
    }
  }

  /**
   * Puts what is in memory into a block on the disk, so that a restart has nothing to replay.
   * Nothing happens while there is no store.
   *
   * @throws IOException if it cannot be written; then it stays in memory and in the journal
   */
  public void flush() throws IOException {
    Kept now = kept;
    if (now != null) {
      now.store().flush();
    }
  }

  @Override
  public String toString() {
    return "History[" + place().orElse("none") + "]";
  }
}
