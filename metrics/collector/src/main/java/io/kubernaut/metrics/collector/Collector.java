package io.kubernaut.metrics.collector;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.SeriesSink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what a registry shows into a store, again and again, so that a service remembers what it
 * measured.
 *
 * <pre>{@code
 * try (Collector collector = Collector.builder(registry, store).start(platform)) {
 *   collector.bindTo(registry);           // what collecting costs is measured, too
 *   …
 * }
 * }</pre>
 *
 * <p>A collection walks the series as a scrape does, without text: recording is not disturbed. All
 * its samples have one time, which the store keeps once, and become visible together, with {@code
 * up}, {@code scrape_duration_seconds}, {@code scrape_samples_scraped} and {@code
 * scrape_series_added}, as Prometheus adds them. A series that is gone gets a stale marker; so do
 * all when the collector ends.
 *
 * <p>Nothing is thrown: if the source or the store fails, the samples of that moment are lost, it
 * is counted, logged the first time, and the next collection tries again. Safe for any thread; one
 * collection at a time, the next one waits. It blocks as long as the store's commit does, on a
 * thread of the platform's scheduler.
 */
public final class Collector implements MeterBinder, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Collector.class);
  private static final double NANOS = 1e9;

  /** How late a collection may be and still count as on time, as a part of the interval. */
  private static final int TOLERANCE = 50;

  private final MetricSource source;
  private final SeriesSink sink;
  private final Duration interval;
  private final InstantSource wall;
  private final MonotonicClock monotonic;
  private final Scheduler.@Nullable Scheduled task;

  // All guarded by this.
  private final Round round;
  private final OwnSeries own;
  private final Map<String, Long> dropped = new HashMap<>();
  private long lastTime = Long.MIN_VALUE;
  private long lastStored = Long.MIN_VALUE;
  private long lastBegin;
  private boolean closed;
  private volatile CollectorStatus status = CollectorStatus.NONE;

  private Collector(Builder from, Platform platform) {
    source = from.source;
    sink = from.sink;
    interval = from.interval;
    wall = platform.wallClock();
    monotonic = platform.monotonicClock();
    round = new Round(from.form);
    own = new OwnSeries(from.labels);
    lastBegin = monotonic.nanos();
    task = platform.scheduler().every("metrics collection", interval, this::collect);
  }

  /**
   * Begins to describe a collector.
   *
   * @param source what to read, usually a registry
   * @param sink where to put it, usually a store
   * @return a builder
   */
  public static Builder builder(MetricSource source, SeriesSink sink) {
    return new Builder(source, sink);
  }

  /**
   * Collects now, beside the collections that come by themselves. After closing it does nothing.
   */
  public synchronized void collect() {
    if (!closed) {
      collect(source, timeNow());
    }
  }

  /**
   * Times lie on a grid while collections come in time: then they take no room, and windows hold
   * the same number of samples everywhere. They never lie in the future, nor twice on one moment.
   */
  private long timeNow() {
    long now = wall.millis();
    long next = lastTime + interval.toMillis();
    boolean onTime = lastTime != Long.MIN_VALUE && now >= next && now - next <= tolerance();
    return onTime ? next : now == lastTime ? now + 1 : now;
  }

  private long tolerance() {
    return interval.toMillis() / TOLERANCE;
  }

  private void collect(MetricSource from, long time) {
    long begin = monotonic.nanos();
    Duration lag = Duration.ofNanos(Math.max(0, begin - lastBegin - interval.toNanos()));
    lastBegin = begin;
    try (Appender batch = sink.appender()) {
      round.begin(batch, time, before(time));
      from.collect(NameFilter.ALL, round);
      round.markEnded();
      own.append(batch, time, (monotonic.nanos() - begin) / NANOS, round);
      batch.commit();
      round.committed();
      lastTime = time;
      lastStored = time;
      succeeded(Duration.ofNanos(monotonic.nanos() - begin), lag, time);
    } catch (IOException | RuntimeException failure) {
      round.failed();
      failed(Duration.ofNanos(monotonic.nanos() - begin), lag, failure);
      if (failure instanceof RuntimeException) {
        noteDown(time);
      }
    }
  }

  /**
   * Returns when what is new in a collection was not there yet; the collection's time if unknown.
   */
  private long before(long time) {
    long since = source.sinceMillis();
    return lastStored != Long.MIN_VALUE ? lastStored : since == 0 ? time : since;
  }

  /** The source has failed, so the store may well take what is to be said about that. */
  private void noteDown(long time) {
    try (Appender batch = sink.appender()) {
      own.appendDown(batch, time);
      batch.commit();
      lastTime = time;
    } catch (IOException | RuntimeException ignored) {
      // The failure that brought us here is reported already.
    }
  }

  private void succeeded(Duration took, Duration lag, long time) {
    round.dropped().forEach((reason, count) -> dropped.merge(reason, (long) count, Long::sum));
    CollectorStatus before = status;
    status =
        new CollectorStatus(
            before.collections() + 1,
            before.failures(),
            before.samples() + round.appended(),
            dropped,
            round.series(),
            took,
            lag,
            Optional.of(Instant.ofEpochMilli(time)),
            Optional.empty());
    before.problem().ifPresent(problem -> log.info("Metrics are remembered again"));
  }

  private void failed(Duration took, Duration lag, Exception failure) {
    CollectorStatus before = status;
    status =
        new CollectorStatus(
            before.collections() + 1,
            before.failures() + 1,
            before.samples(),
            dropped,
            before.series(),
            took,
            lag,
            before.last(),
            Optional.of(failure.toString()));
    if (before.problem().isEmpty()) {
      log.warn("Metrics of this moment are not remembered: {}", failure.toString());
    }
  }

  /**
   * Returns how it fares.
   *
   * @return numbers of the last collection
   */
  public CollectorStatus status() {
    return status;
  }

  /**
   * Lets a registry show how this collector fares, under {@code kubernaut_sdk_collection_…}.
   *
   * @param registry usually the one that is collected
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    CollectorMeters.bind(registry, this, Collector::status);
  }

  /**
   * Collects once more, marks all series as ended, and collects no more. Closing twice is harmless.
   */
  @Override
  public void close() {
    if (task != null) {
      task.close();
    }
    synchronized (this) {
      if (!closed) {
        if (wall.millis() != lastTime) {
          collect();
        }
        own.end();
        collect((filter, nothing) -> {}, Math.max(wall.millis(), lastTime + 1));
        closed = true;
      }
    }
  }

  /** Describes a collector. */
  public static final class Builder {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final MetricSource source;
    private final SeriesSink sink;
    private Duration interval = SECOND;
    private HistogramForm form = HistogramForm.CLASSIC;
    private Map<String, String> labels = Map.of();

    private Builder(MetricSource source, SeriesSink sink) {
      this.source = Objects.requireNonNull(source, "source");
      this.sink = Objects.requireNonNull(sink, "sink");
    }

    /**
     * Sets how often to collect.
     *
     * @param interval 10 ms or more; a second unless set
     * @return this builder
     * @throws IllegalArgumentException if it is shorter
     */
    public Builder interval(Duration interval) {
      if (interval.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "Invalid interval %s of collections: give 10 ms or more, for example PT1S."
                .formatted(interval));
      }
      this.interval = interval;
      return this;
    }

    /**
     * Sets how histograms are kept.
     *
     * @param form {@link HistogramForm#CLASSIC} unless set
     * @return this builder
     */
    public Builder histograms(HistogramForm form) {
      this.form = Objects.requireNonNull(form, "form");
      return this;
    }

    /**
     * Sets the labels of the series that the collector adds itself, {@code up} and its like.
     *
     * @param labels usually those that all series of the registry have; none unless set
     * @return this builder
     */
    public Builder labels(Map<String, String> labels) {
      this.labels = Map.copyOf(labels);
      return this;
    }

    /**
     * Starts to collect, the first time after one interval.
     *
     * @param platform whose clocks and scheduler are used
     * @return the collector; close it before the store
     */
    public Collector start(Platform platform) {
      return new Collector(this, platform);
    }
  }
}
