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
 * Asks a port once a second what a Prometheus, a dashboard and an open status page ask, from this
 * process, so that the asking is not in the account of the one that is measured. Where nobody
 * listens, as in a bare phase, it goes on.
 */
final class Scraper implements AutoCloseable {
  private static final List<String> PATHS =
      List.of(
          "/metrics", "/api/v1/query?query=rate(http_requests_total%5B1m%5D)", "/health/status");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong answers = new AtomicLong();
  private final int port;

  Scraper() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      port = probe.getLocalPort();
    }
    ScheduledFuture<?> unused =
        timer.scheduleAtFixedRate(() -> PATHS.forEach(this::ask), 1, 1, TimeUnit.SECONDS);
  }

  private void ask(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(1))
            .build();
    try {
      if (client.send(request, BodyHandlers.ofByteArray()).statusCode() == 200) {
        answers.incrementAndGet();
      }
    } catch (IOException nobodyListens) {
      // the service is in a phase without an SDK
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return port;
  }

  long answers() {
    return answers.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
