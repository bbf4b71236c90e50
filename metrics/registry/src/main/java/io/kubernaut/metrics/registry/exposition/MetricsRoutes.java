package io.kubernaut.metrics.registry.exposition;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.Gzip;
import io.kubernaut.core.http.Headers;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.ProblemDocument;
import io.kubernaut.core.http.ProblemException;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.MonotonicClock;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /metrics}, for those who may {@code metrics:read}: in the format that the scraper asks
 * for, compressed if it likes, all families or those of its {@code name[]} parameters.
 *
 * <p>At most {@value #MOST_SCRAPES} scrapes run at once; one more is answered with 503. A scrape
 * stops when the time in the scraper's {@code X-Prometheus-Scrape-Timeout-Seconds} is up or nobody
 * waits any longer. Its connection is then broken off: half of the metrics must not pass for all.
 */
public final class MetricsRoutes implements Routes {
  private static final int MOST_SCRAPES = 2;
  private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
  private static final double LONGEST_SECONDS = 60;

  private final Exposition exposition;
  private final MonotonicClock clock;
  private final Semaphore places = new Semaphore(MOST_SCRAPES);

  private MetricsRoutes(Exposition exposition, MonotonicClock clock) {
    this.exposition = exposition;
    this.clock = clock;
  }

  /**
   * Returns the route.
   *
   * @param exposition what is shown
   * @param clock measures how long a scrape takes
   * @return a contribution of one route
   */
  public static MetricsRoutes of(Exposition exposition, MonotonicClock clock) {
    return new MetricsRoutes(exposition, clock);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/metrics", Permission.of("metrics:read"), this::answer)
            .describedAs("The current metrics, for a scraper"));
  }

  private Response answer(Request request) {
    if (places.availablePermits() == 0) {
      throw new ProblemException(
          new ProblemDocument(
              503,
              "too-many-scrapes",
              MOST_SCRAPES + " scrapes are under way, and no more are allowed. Try again later."),
          Headers.of("Retry-After", "1"));
    }
    ExpositionFormat format = ExpositionFormat.negotiate(request.headers());
    long deadline = clock.nanos() + nanosAllowed(request.headers());
    Body.Writer body = out -> scrape(request, format, deadline, out);
    Response response = Response.streamed(format.contentType(), body).withHeader("Vary", "Accept");
    return Gzip.compress(request, response);
  }

  /** What the scraper allows; a header that is not a positive number counts as absent. */
  private static long nanosAllowed(Headers headers) {
    double seconds = headers.first(TIMEOUT).map(MetricsRoutes::seconds).orElse(LONGEST_SECONDS);
    return (long) (seconds * 1e9);
  }

  private static double seconds(String text) {
    Double seconds = LineReader.numberOrNull(text.strip());
    return seconds != null && seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : LONGEST_SECONDS;
  }

  private void scrape(Request request, ExpositionFormat format, long deadline, OutputStream out)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("Other scrapes came first: " + MOST_SCRAPES + " are under way");
    }
    try {
      List<String> names = request.query().all("name[]");
      NameFilter filter = names.isEmpty() ? NameFilter.ALL : NameFilter.ofSamples(names);
      exposition.write(format, name -> inTime(request, deadline) && filter.accepts(name), out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      places.release();
    }
  }

  private boolean inTime(Request request, long deadline) {
    if (request.cancelled() || clock.nanos() - deadline > 0) {
      throw new UncheckedIOException(
          new InterruptedIOException("The scrape took longer than the scraper waits"));
    }
    return true;
  }
}
