package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Customers of the order service: they look at the stock, place orders, now and then for more than
 * there is or for what is not sold, and ask for the orders they have placed.
 */
final class Traffic implements Component {

  private static final int CUSTOMERS = 4;
  private static final int LONGEST_PAUSE_MILLIS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> ITEMS = List.of("tea", "coffee", "cup", "tea", "coffee", "rug");

  private final OrderService service;
  private final HttpClient client;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> customers = new ArrayList<>();

  Traffic(Kubernaut kubernaut, OrderService service) {
    this.service = service;
    this.client = kubernaut.attachments().httpClient("customers", HttpClient.newHttpClient());
  }

  @Override
  public String name() {
    return "traffic";
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of(service.name());
  }

  @Override
  public void start(Platform platform) {
    for (int i = 0; i < CUSTOMERS; i++) {
      RandomGenerator chance = platform.random("customer " + i);
      customers.add(platform.threads("customer").newThread(() -> shop(chance)));
    }
    customers.forEach(Thread::start);
  }

  private void shop(RandomGenerator chance) {
    try {
      while (!closing.await(chance.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
        visit(chance);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void visit(RandomGenerator chance) throws InterruptedException {
    String item = ITEMS.get(chance.nextInt(ITEMS.size()));
    try {
      switch (chance.nextInt(4)) {
        case 0, 1 -> get("/stock/" + item);
        case 2 -> get("/orders/" + chance.nextInt(1, 200));
        default -> post("/orders?item=" + item + "&quantity=" + chance.nextInt(1, 4));
      }
    } catch (IOException ignoredCounted) {
      // The client's own metrics count it, with status "error".
    }
  }

  private void get(String target) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(uri(target)).GET());
  }

  private void post(String target) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(uri(target)).POST(BodyPublishers.noBody()));
  }

  private URI uri(String target) {
    return service.uri().resolve(target);
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    client.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding());
  }

  @Override
  public void stop(Duration budget) throws InterruptedException {
    closing.countDown();
    for (Thread customer : customers) {
      customer.join(budget.toMillis());
    }
  }
}
