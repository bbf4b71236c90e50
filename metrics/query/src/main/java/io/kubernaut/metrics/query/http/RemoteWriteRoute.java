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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives remote write, 1.0 and 2.0. What is good of a request is stored, also when the rest is
 * refused with 400, which senders do not try again; 500 and 503 say that nothing is stored.
 */
final class RemoteWriteRoute {

  private static final Logger LOG = LoggerFactory.getLogger(PrometheusApi.class);
  private static final int NO_CONTENT = 204;

  /**
   * How far a sender's clock may be ahead. The newest sample says how old the others are, so one
   * from the far future would let all of them go.
   */
  private static final long AHEAD_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final String WRITTEN_SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";
  private static final String WRITTEN_HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
  private static final String WRITTEN_EXEMPLARS = "X-Prometheus-Remote-Write-Exemplars-Written";

  private final SeriesSink sink;
  private final WriteLimits limits;
  private final InstantSource clock;
  private final SeriesCache cache;
  private final Semaphore places;
  private final Queue<WriteReader> idle = new ConcurrentLinkedQueue<>();

  RemoteWriteRoute(SeriesSink sink, WriteLimits limits, InstantSource clock) {
    this.sink = sink;
    this.limits = limits;
    this.clock = clock;
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
    String type = request.headers().first("Content-Type").orElse("");
    WriteMessage message = WriteMessage.of(type);
    if (message == WriteMessage.UNKNOWN) {
      return text(
          415,
          "Content-Type \"%s\" is not supported. Use application/x-protobuf, with proto=%s or proto=%s."
              .formatted(type, WriteMessage.FIRST_NAME, WriteMessage.SECOND_NAME));
    }
    if (!places.tryAcquire()) {
      return text(503, limits.requests() + " remote writes are under way. Try again.")
          .withHeader("Retry-After", "1");
    }
    WriteReader reader = idle.poll();
    WriteReader used = reader == null ? reader() : reader;
    try {
      return write(used, request.body(), message == WriteMessage.SECOND);
    } finally {
      idle.add(used);
      places.release();
    }
  }

  private WriteReader reader() {
    return new WriteReader(sink, cache, limits.bytes(), limits.labels(), limits.labelBytes());
  }

  private Response write(WriteReader reader, byte[] body, boolean second) {
    try {
      WriteReport report = reader.read(body, second, clock.millis() + AHEAD_MILLIS);
      return written(
          report.problem().map(problem -> text(400, problem)).orElse(Response.status(NO_CONTENT)),
          report);
    } catch (MalformedMessageException malformed) {
      return written(text(400, String.valueOf(malformed.getMessage())), new WriteReport());
    } catch (IOException failed) {
      LOG.warn("A remote write was not stored: {}", failed.toString());
      return written(text(500, "The samples could not be stored. Try again."), new WriteReport());
    }
  }

  private static Response written(Response response, WriteReport report) {
    return response
        .withHeader(WRITTEN_SAMPLES, Long.toString(report.samples()))
        .withHeader(WRITTEN_HISTOGRAMS, Long.toString(report.histograms()))
        .withHeader(WRITTEN_EXEMPLARS, Long.toString(report.exemplars()));
  }

  private static Response text(int status, String text) {
    return Response.text(text + "\n").withStatus(status);
  }
}
