package io.kubernaut.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** A Prometheus server of its own, on the loopback address, that scrapes one target. */
final class Prometheus implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_MILLIS = 100;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final Path log;
  private final URI uri;

  private Prometheus(Process process, Path log, URI uri) {
    this.process = process;
    this.log = log;
    this.uri = uri;
  }

  static Prometheus scraping(URI target, Path folder, String... options) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: quickstart
            static_configs: [{targets: ['%s:%d']}]
        """
            .formatted(target.getHost(), target.getPort()));
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add("prometheus");
    command.add("--config.file=" + config);
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(options));
    Path log = folder.resolve("prometheus.log");
    ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
    Process process = Tools.start(program.redirectOutput(log.toFile()));
    return new Prometheus(process, log, URI.create("http://127.0.0.1:" + port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until an expression has a result above zero, and returns it. */
  double await(String expression) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - deadline < 0) {
      OptionalDouble value = value(expression);
      if (value.isPresent() && value.getAsDouble() > 0) {
        return value.getAsDouble();
      }
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("prometheus ended: " + Files.readString(log));
      }
    }
    throw new AssertionError(
        "%s stayed without a value; targets %s; log:%n%s"
            .formatted(expression, get("/api/v1/targets"), Files.readString(log)));
  }

  /** Asks for an instant value; empty while there is none. */
  private OptionalDouble value(String expression) throws InterruptedException {
    try {
      String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
      JsonNode result = get("/api/v1/query?query=" + query).at("/data/result/0/value/1");
      return result.isMissingNode()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(result.asText()));
    } catch (IOException starting) {
      return OptionalDouble.empty();
    }
  }

  private JsonNode get(String target) throws IOException, InterruptedException {
    return json.readTree(text(target));
  }

  private String text(String target) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve(target)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** What went wrong at the last scrape; empty if nothing did. */
  String lastError() throws IOException, InterruptedException {
    return get("/api/v1/targets").at("/data/activeTargets/0/lastError").asText("no target");
  }

  /** What Prometheus counted that it does when it does not like what it scraped. */
  List<String> complaints() throws IOException, InterruptedException {
    return text("/metrics")
        .lines()
        .filter(
            line ->
                line.matches(
                    "prometheus_target_scrapes?_.*(duplicate|out_of|exceeded|failed).*_total.* [1-9].*"))
        .toList();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
