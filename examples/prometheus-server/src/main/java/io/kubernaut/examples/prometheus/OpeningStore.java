package io.kubernaut.examples.prometheus;

import io.kubernaut.core.http.Handler;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SeriesAdministration;
import io.kubernaut.metrics.store.SeriesExemplars;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.metrics.store.SeriesSource;
import io.kubernaut.metrics.store.SourceStatistics;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/**
 * A store that reads its journal while the server starts. Until it is there, routes that are {@link
 * #gated} answer 503, as those of Prometheus do. Safe for any thread; a call to the store itself
 * waits until it is open.
 */
final class OpeningStore implements SeriesSource, SeriesSink, SeriesAdministration {

  private static final String ALIVE = "/-/healthy";
  private static final int UNAVAILABLE = 503;

  private final FutureTask<TimeSeriesStore> opening;

  private OpeningStore(FutureTask<TimeSeriesStore> opening) {
    this.opening = opening;
  }

  /** Begins to open a store on a thread of its own. */
  static OpeningStore begin(ThreadFactory threads, Callable<TimeSeriesStore> open) {
    FutureTask<TimeSeriesStore> opening = new FutureTask<>(open);
    threads.newThread(opening).start();
    return new OpeningStore(opening);
  }

  /** Waits until the store is open. */
  TimeSeriesStore await() throws IOException {
    try {
      return opening.get();
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException | CancellationException given) {
      Thread.currentThread().interrupt();
      throw new IOException("Opening the store was interrupted.", given);
    }
  }

  /** Returns the same routes, shut until the store is open; but whoever asks hears of life. */
  Routes gated(Routes routes) {
    List<Route> gated = routes.routes().stream().map(this::gated).toList();
    return () -> gated;
  }

  private Route gated(Route route) {
    return route.pattern().equals(ALIVE)
        ? route
        : new Route(
            route.method(),
            route.pattern(),
            route.permission(),
            gated(route.handler()),
            route.description(),
            route.essential());
  }

  private Handler gated(Handler handler) {
    return request -> opening.isDone() ? handler.handle(request) : Response.status(UNAVAILABLE);
  }

  private TimeSeriesStore store() {
    try {
      return await();
    } catch (IOException failed) {
      throw new IllegalStateException("The store could not be opened.", failed);
    }
  }

  @Override
  public SeriesSet select(SeriesQuery query) {
    return store().select(query);
  }

  @Override
  public List<String> labelNames(SeriesQuery query) {
    return store().labelNames(query);
  }

  @Override
  public List<String> labelValues(String name, SeriesQuery query) {
    return store().labelValues(name, query);
  }

  @Override
  public List<SeriesExemplars> exemplars(SeriesQuery query) {
    return store().exemplars(query);
  }

  @Override
  public Map<String, List<MetricMetadata>> metadata() {
    return store().metadata();
  }

  @Override
  public SourceStatistics statistics(int top) {
    return store().statistics(top);
  }

  @Override
  public Appender appender() {
    return store().appender();
  }

  @Override
  public String snapshot(boolean skipHead) throws IOException {
    return await().snapshot(skipHead);
  }

  @Override
  public int delete(List<List<LabelMatcher>> selectors, long fromMillis, long toMillis)
      throws IOException {
    return await().delete(selectors, fromMillis, toMillis);
  }

  @Override
  public int cleanTombstones() throws IOException {
    return await().cleanTombstones();
  }
}
