package io.kubernaut;

import io.kubernaut.metrics.registry.exposition.MetricParser;
import io.kubernaut.metrics.registry.exposition.ParsedFamily;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A client of what is under test. */
final class Web {

  /** What a deployment sets so that nothing is left in the directory of the tests. */
  static final Map<String, String> IN_MEMORY = Map.of("KUBERNAUT_DATA_DIRECTORY", "memory");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  static URI base(Kubernaut kubernaut) {
    return kubernaut.http().uri().orElseThrow();
  }

  HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String scrape(Kubernaut kubernaut) throws IOException, InterruptedException {
    return get(base(kubernaut).resolve("/metrics")).body();
  }

  /** Scrapes as a strict scraper does: what is not complete or not well-formed is refused. */
  List<ParsedFamily> scrapeStrictly(Kubernaut kubernaut) throws IOException, InterruptedException {
    HttpResponse<String> response =
        get(
            base(kubernaut).resolve("/metrics"),
            "Accept",
            "application/openmetrics-text;version=1.0.0");
    if (response.statusCode() != 200) {
      throw new AssertionError("status " + response.statusCode() + ": " + response.body());
    }
    return MetricParser.parseStrictly(response.body().getBytes(StandardCharsets.UTF_8));
  }

  /** The families of which some sample is above zero. */
  Set<String> families(Kubernaut kubernaut) throws IOException, InterruptedException {
    return scrapeStrictly(kubernaut).stream()
        .filter(family -> family.samples().stream().anyMatch(sample -> sample.value() > 0))
        .map(family -> family.metadata().name())
        .collect(Collectors.toSet());
  }
}
