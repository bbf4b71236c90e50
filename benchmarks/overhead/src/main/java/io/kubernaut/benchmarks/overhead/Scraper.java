package io.kubernaut.benchmarks.overhead;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks an SDK what a Prometheus, a dashboard and a status page ask, from this process, so that the
 * asking is not in the account of the one that is measured. Where nobody listens it goes on.
 *
 * <p>Kubernaut's services are scraped every 15 seconds; a dashboard and a page that someone watches
 * ask every 5. The SDK in a hurry has a port of its own and is asked for everything without pause.
 */
final class Scraper implements AutoCloseable {
  private static final String SCRAPE = "/metrics";
  private static final String QUERY = "/api/v1/query?query=rate(http_requests_total%5B1m%5D)";
  private static final String STATUS = "/health/status";

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong answers = new AtomicLong();
  private final int hurriedPort = freePort();
  private final int port = freePort();

  Scraper() throws IOException {
    every(15_000, port, List.of(SCRAPE));
    every(5_000, port, List.of(QUERY, STATUS));
    every(20, hurriedPort, List.of(SCRAPE, QUERY, STATUS));
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private void every(long millis, int of, List<String> paths) {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            () -> paths.forEach(path -> ask(of, path)), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void ask(int of, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of + path))
            .timeout(Duration.ofSeconds(1))
            .build();
    try {
      int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
      if (of == port && status == 200) {
        answers.incrementAndGet();
      }
    } catch (IOException nobodyListens) {
      // the service is in a phase without this SDK
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int hurriedPort() {
    return hurriedPort;
  }

  int port() {
    return port;
  }

  /** How often the SDK that is measured has answered. */
  long answers() {
    return answers.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
