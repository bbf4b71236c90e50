package io.kubernaut.core.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.Gzip;
import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.Liveness;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.RawClient.Answer;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.http.Routes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the server bears over real connections. Five seconds in the normal build; {@code
 * -Dload.seconds=60} for the minute of the requirement.
 */
@Tag("BR-PERF-010")
class LoadTest {

  private static final Duration TIME = Duration.ofSeconds(Long.getLong("load.seconds", 5));
  private static final int CONNECTIONS = 8;
  private static final double FLOOR_PER_SECOND = 10_000 / 60.0;
  private static final Permission READ = Permission.of("test:read");
  private static final List<String> REQUESTS =
      List.of(
          "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /hello/world HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /json HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");

  private static final String LINE = "http_requests_total{route=\"/orders\",status=\"200\"} 42\n";

  @Test
  void sustainsTwiceTenThousandRequestsAMinuteWithBoundedLatency() {
    Load.Result result = run(unlimited(), 2 * FLOOR_PER_SECOND, TIME);

    System.out.printf("steady load: %s%n", result);
    assertThat(result.errors()).isEmpty();
    assertThat(result.statuses()).containsOnlyKeys(200);
    assertThat(result.perSecond()).isGreaterThan(FLOOR_PER_SECOND);
    assertThat(result.percentile(99)).isLessThan(Duration.ofMillis(250));
  }

  @Test
  void goesOnAnsweringWhenClientsAskAsFastAsTheyCan() {
    Load.Result result = run(unlimited(), Double.POSITIVE_INFINITY, TIME.dividedBy(5));

    System.out.printf("as fast as %d connections can: %s%n", CONNECTIONS, result);
    assertThat(result.errors()).isEmpty();
    assertThat(result.statuses()).containsOnlyKeys(200);
    assertThat(result.perSecond()).isGreaterThan(FLOOR_PER_SECOND);
    assertThat(result.percentile(99)).isLessThan(Duration.ofSeconds(1));
  }

  /** Probes have an allowance of their own, as large as that of everything else. */
  static Stream<Named<List<String>>> allowances() {
    return Stream.of(
        Named.of("probes", REQUESTS.subList(0, 1)),
        Named.of("everything else", REQUESTS.subList(1, REQUESTS.size())));
  }

  @ParameterizedTest
  @MethodSource("allowances")
  void answersOverloadWith429AndWhenToComeBack(List<String> requests) {
    int rate = 100;
    HttpLimits limits = HttpLimits.builder().rate(rate, rate).build();
    Load.Result result = run(limits, requests, Double.POSITIVE_INFINITY, TIME.dividedBy(5));

    System.out.printf("overload: %s, statuses %s%n", result, result.statuses());
    assertThat(result.errors()).isEmpty();
    assertThat(result.statuses()).containsOnlyKeys(200, 429);
    double allowed = rate + rate * result.seconds() + 1;
    assertThat(result.statuses().get(200)).isBetween((long) rate, (long) allowed);
  }

  private static Load.Result run(HttpLimits limits, double perSecond, Duration time) {
    return run(limits, REQUESTS, perSecond, time);
  }

  private static Load.Result run(
      HttpLimits limits, List<String> requests, double perSecond, Duration time) {
    Router router = Router.builder().routes("test", routes()).limits(limits).build();
    try (JettyServer server = JettyServer.builder(router).named("load-http").build()) {
      server.start();
      URI uri = server.uri().orElseThrow();
      return new Load(uri, requests, CONNECTIONS, perSecond, LoadTest::flaw).run(time);
    }
  }

  private static HttpLimits unlimited() {
    return HttpLimits.builder().rate(1_000_000, 1_000_000).build();
  }

  /** Probes, small texts, JSON, and a scrape that is streamed and compressed. */
  private static Routes routes() {
    return Routes.of(
        Liveness.routes().routes().get(0),
        Route.get("/hello/{name}", READ, r -> Response.text("hello " + r.pathParameter("name"))),
        Route.get("/json", READ, r -> Response.json("{\"up\":true}")),
        Route.get(
            "/metrics", READ, r -> Gzip.compress(r, Response.streamed("text/plain", scrape()))),
        Route.post("/echo", READ, r -> Response.bytes("application/octet-stream", r.body())));
  }

  private static Body.Writer scrape() {
    byte[] line = LINE.getBytes(StandardCharsets.US_ASCII);
    return out -> {
      for (int i = 0; i < 500; i++) {
        out.write(line);
      }
    };
  }

  /** Returns what is wrong with an answer, or nothing. */
  private static String flaw(String request, Answer answer) {
    if (answer.status() == 429) {
      return answer.headers().first("Retry-After").isPresent() ? "" : "429 without Retry-After";
    }
    if (answer.status() != 200) {
      return request + " was answered with " + answer.status();
    }
    return answer.body().isEmpty() ? request + " has an empty answer" : "";
  }
}
