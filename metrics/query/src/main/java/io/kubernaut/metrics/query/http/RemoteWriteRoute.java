package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.internal.remote.MalformedMessageException;
import io.kubernaut.metrics.query.internal.remote.SeriesCache;
import io.kubernaut.metrics.query.internal.remote.WriteReader;
import io.kubernaut.metrics.query.internal.remote.WriteReport;
import io.kubernaut.metrics.store.SeriesSink;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives remote write. */
final class RemoteWriteRoute {

  private static final Logger LOG = LoggerFactory.getLogger(PrometheusApi.class);
  private static final int NO_CONTENT = 204;

  private final SeriesSink sink;
  private final WriteLimits limits;
  private final SeriesCache cache;
  private final Semaphore places;
  private final Queue<WriteReader> idle = new ConcurrentLinkedQueue<>();

  RemoteWriteRoute(SeriesSink sink, WriteLimits limits) {
    this.sink = sink;
    this.limits = limits;
    this.cache = new SeriesCache(limits.knownSeries());
    this.places = new Semaphore(limits.requests());
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/v1/write", Access.WRITE, this::write)
            .describedAs("Receives samples by remote write"));
  }

  private Response write(Request request) {
    String encoding = request.headers().first("Content-Encoding").orElse("snappy");
    if (!encoding.equalsIgnoreCase("snappy")) {
      return text(415, "Content-Encoding \"%s\" is not supported. Use snappy.".formatted(encoding));
    }
    if (!places.tryAcquire()) {
      return text(503, limits.requests() + " remote writes are under way. Try again.")
          .withHeader("Retry-After", "1");
    }
    WriteReader reader = idle.poll();
    WriteReader used = reader == null ? reader() : reader;
    try {
      return write(used, request.body());
    } finally {
      idle.add(used);
      places.release();
    }
  }

  private WriteReader reader() {
    return new WriteReader(sink, cache, limits.bytes(), limits.labels(), limits.labelBytes());
  }

  private static Response write(WriteReader reader, byte[] body) {
    try {
      WriteReport report = reader.first(body);
      return report
          .problem()
          .map(problem -> text(400, problem))
          .orElse(Response.status(NO_CONTENT));
    } catch (MalformedMessageException malformed) {
      return text(400, String.valueOf(malformed.getMessage()));
    } catch (IOException failed) {
      LOG.warn("A remote write was not stored: {}", failed.toString());
      return text(500, "The samples could not be stored. Try again.");
    }
  }

  private static Response text(int status, String text) {
    return Response.text(text + "\n").withStatus(status);
  }
}
