package io.kubernaut.benchmarks.http;

import io.kubernaut.Kubernaut;
import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.RawClient.Answer;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.jetty.Load;
import io.kubernaut.metrics.registry.CounterFamily;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Puts a load on the server that the starter opens, with everything it does for a request: routes,
 * permissions, limits, metrics. Clients and server share the machine.
 *
 * <p>Prints a line for each workload: as fast as {@value #CONNECTIONS} connections can, then at
 * twice the required 10,000 requests a minute, each timed from the moment it was due, then what
 * comes above a rate limit, and the JDK's own server as a control.
 */
public final class HttpLoad {

  static final int CONNECTIONS = 8;
  static final String ORDER = "{\"id\":42,\"item\":\"tea\",\"quantity\":2,\"cents\":700}";

  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("seconds", 5));
  private static final double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;
  private static final double TWICE_THE_FLOOR = 2 * 10_000 / 60.0;
  private static final int UNLIMITED = 1_000_000;
  private static final int RATE = 1_000;
  private static final int SERIES = 1_000;

  private HttpLoad() {}

  /**
   * Runs all.
   *
   * @param arguments none
   * @throws IOException if the control's port cannot be had
   */
  public static void main(String[] arguments) throws IOException {
    try (Kubernaut kubernaut = kubernaut(UNLIMITED)) {
      URI server = kubernaut.http().uri().orElseThrow();
      for (Workload workload : Workload.ALL) {
        run(server, workload, AS_FAST_AS_POSSIBLE, WARM_UP);
        print("http " + workload.name(), run(server, workload, AS_FAST_AS_POSSIBLE, TIME));
      }
      print("http steady", run(server, Workload.MIXED, TWICE_THE_FLOOR, TIME));
    }
    try (Kubernaut kubernaut = kubernaut(RATE)) {
      URI server = kubernaut.http().uri().orElseThrow();
      Load.Result result = run(server, Workload.PROBE, AS_FAST_AS_POSSIBLE, TIME);
      print("http overload, statuses " + result.statuses(), result);
    }
    try (JdkServer jdk = new JdkServer()) {
      for (Workload workload : Workload.SIMPLE) {
        run(jdk.uri(), workload, AS_FAST_AS_POSSIBLE, WARM_UP);
        print("jdk " + workload.name(), run(jdk.uri(), workload, AS_FAST_AS_POSSIBLE, TIME));
      }
    }
  }

  private static Kubernaut kubernaut(int rate) {
    Permission read = Permission.of("orders:read");
    Routes routes =
        Routes.of(
            Route.get("/orders/{id}", read, request -> Response.json(ORDER)),
            Route.post(
                "/echo",
                read,
                request -> Response.bytes("application/octet-stream", request.body())));
    Kubernaut kubernaut =
        Kubernaut.builder("load")
            .historyInMemory()
            .http(0)
            .httpLimits(HttpLimits.builder().rate(rate, rate).build())
            .routes("orders", routes)
            .start();
    CounterFamily visits = kubernaut.metrics().counters("visits").labels("user").register();
    for (int i = 0; i < SERIES; i++) {
      visits.with("user-" + i).increment();
    }
    return kubernaut;
  }

  private static Load.Result run(URI server, Workload workload, double perSecond, Duration time) {
    List<String> requests = workload.requests();
    return new Load(server, requests, CONNECTIONS, perSecond, HttpLoad::flaw).run(time);
  }

  private static String flaw(String request, Answer answer) {
    boolean refused = answer.status() == 429 && answer.headers().first("Retry-After").isPresent();
    return answer.status() == 200 || refused ? "" : "status " + answer.status();
  }

  private static void print(String name, Load.Result result) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f requests/s, p50 %.2f ms, p99 %.2f ms, %d errors%n",
        name,
        result.perSecond(),
        result.percentile(50).toNanos() / 1e6,
        result.percentile(99).toNanos() / 1e6,
        result.errors().size());
  }
}
