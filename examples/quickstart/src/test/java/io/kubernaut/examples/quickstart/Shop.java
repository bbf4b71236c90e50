package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The order service with its metrics, on free ports, without traffic of its own. */
final class Shop implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Kubernaut kubernaut =
      Kubernaut.builder("quickstart").historyInMemory().http(0).start();
  private final OrderService orders = new OrderService(kubernaut);

  Shop() {
    kubernaut.platform().add(orders);
  }

  void open() {
    kubernaut.platform().add(new Traffic(kubernaut, orders));
  }

  URI metrics() {
    return kubernaut.http().uri().orElseThrow().resolve("/metrics");
  }

  HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(orders.uri().resolve(target)));
  }

  HttpResponse<String> post(String target) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(orders.uri().resolve(target)).POST(BodyPublishers.noBody()));
  }

  String scrape() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(metrics())).body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    kubernaut.close();
  }
}
