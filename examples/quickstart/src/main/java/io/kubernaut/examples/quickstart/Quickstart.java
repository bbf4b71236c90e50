package io.kubernaut.examples.quickstart;

import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Starts the service, sends it requests, and says where its metrics are. */
public final class Quickstart {
  private static final int PORT = 8077;

  private Quickstart() {}

  /**
   * Runs the service.
   *
   * @param arguments {@code --seconds N} ends it after that time; without it, it runs until it is
   *     stopped
   * @throws Exception if it can not start
   */
  public static void main(String[] arguments) throws Exception {
    Duration time = time(arguments);
    try (OrderService service = start()) {
      System.out.println("Kubernaut quickstart: " + service.address() + "/metrics");
      generateTraffic(service.address(), Instant.now().plus(time));
      printSummary(service);
    }
  }

  static Duration time(String... arguments) {
    if (arguments.length == 0) {
      return Duration.ofDays(365);
    }
    if (arguments.length == 2 && arguments[0].equals("--seconds")) {
      return Duration.ofSeconds(Long.parseLong(arguments[1]));
    }
    throw new IllegalArgumentException(
        "Unknown arguments: " + String.join(" ", arguments) + ". Use --seconds N, or none.");
  }

  private static OrderService start() throws IOException {
    try {
      return new OrderService(PORT);
    } catch (IOException taken) {
      return new OrderService(0);
    }
  }

  private static void generateTraffic(URI address, Instant end)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    String[] paths = {"/orders", "/orders", "/stock?item=1", "/stock"};
    for (int i = 0; Instant.now().isBefore(end); i++) {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(paths[i % paths.length])).build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static void printSummary(OrderService service) {
    for (Timer timer : service.registry().get("http.latency").timers()) {
      System.out.printf(
          "%-8s %6d requests, mean %.3f ms, max %.3f ms%n",
          timer.getId().getTag("route"),
          timer.count(),
          timer.mean(TimeUnit.MILLISECONDS),
          timer.max(TimeUnit.MILLISECONDS));
    }
  }
}
