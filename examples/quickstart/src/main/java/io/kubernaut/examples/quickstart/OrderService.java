package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.ProblemDocument;
import io.kubernaut.core.http.ProblemException;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.jetty.JettyServer;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.SummaryFamily;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders over HTTP: {@code POST /orders?item=tea&quantity=2}, {@code GET /orders/{id}} and
 * {@code GET /stock/{item}}. A component of the platform, so that a signal drains it.
 */
final class OrderService implements Component {

  /** What is sold, with its price in cents. */
  static final Map<String, Integer> PRICES = Map.of("tea", 350, "coffee", 490, "cup", 1_250);

  private static final int FIRST_DELIVERY = 100;
  private static final int MOST_KEPT = 1_000;

  private final Stock stock;
  private final Warehouse warehouse;
  private final MonotonicClock clock;
  private final HttpServer server;
  private final CounterFamily placed;
  private final CounterFamily refused;
  private final SummaryFamily value;
  private final AtomicLong lastId = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Order> orders = new ConcurrentSkipListMap<>();

  OrderService(Kubernaut kubernaut) {
    stock =
        new Stock(Map.of("tea", FIRST_DELIVERY, "coffee", FIRST_DELIVERY, "cup", FIRST_DELIVERY));
    warehouse = new Warehouse(kubernaut, stock);
    clock = kubernaut.platform().monotonicClock();
    placed =
        kubernaut
            .metrics()
            .counters("orders.placed")
            .description("Orders that were placed")
            .labels("item")
            .register();
    refused =
        kubernaut
            .metrics()
            .counters("orders.refused")
            .description("Orders that were refused, by reason")
            .labels("reason")
            .register();
    value =
        kubernaut
            .metrics()
            .summaries("orders.value")
            .description("What an order is worth")
            .baseUnit("euros")
            .labels("item")
            .register();
    Router router =
        Router.builder()
            .routes("orders", routes())
            .observer(kubernaut.attachments().httpServer("orders"))
            .build();
    server = JettyServer.builder(router).named("orders-http").build();
    Checks.declare(
        kubernaut, warehouse::isMoving, warehouse::hasRoom, () -> server.uri().isPresent());
  }

  private Routes routes() {
    Permission everybody = Permission.PUBLIC;
    return Routes.of(
        Route.post("/orders", everybody, this::order),
        Route.get("/orders/{id}", everybody, this::show),
        Route.get("/stock/{item}", everybody, this::level));
  }

  private Response order(Request request) {
    String item = request.query().required("item");
    int quantity = quantity(request.query().required("quantity"));
    if (!PRICES.containsKey(item)) {
      throw refusal("unknown_item", 404, "There is no such item.");
    }
    if (!stock.take(item, quantity)) {
      throw refusal("out_of_stock", 409, "There are not enough of it. Try again later.");
    }
    Order order = place(item, quantity);
    if (!warehouse.accept(order)) {
      stock.add(item, quantity);
      throw refusal("overload", 503, "There are too many orders. Try again later.");
    }
    count(order);
    return Response.json(order.json())
        .withStatus(201)
        .withHeader("Location", "/orders/" + order.id());
  }

  private static int quantity(String text) {
    try {
      int quantity = Integer.parseInt(text);
      if (quantity >= 1 && quantity <= 100) {
        return quantity;
      }
    } catch (NumberFormatException ignoredNoNumber) {
      // Said below, as for a number that is out of range.
    }
    throw problem(400, "invalid-quantity", "The quantity must be a number from 1 to 100.");
  }

  private Order place(String item, int quantity) {
    int cents = quantity * PRICES.getOrDefault(item, 0);
    Order order = new Order(lastId.incrementAndGet(), item, quantity, cents, clock.nanos());
    orders.put(order.id(), order);
    if (order.id() > MOST_KEPT) {
      orders.remove(order.id() - MOST_KEPT);
    }
    return order;
  }

  private void count(Order order) {
    placed.with(order.item()).increment();
    value.with(order.item()).record(order.cents() / 100.0);
  }

  private ProblemException refusal(String reason, int status, String detail) {
    refused.with(reason).increment();
    return problem(status, reason.replace('_', '-'), detail);
  }

  private static ProblemException problem(int status, String code, String detail) {
    return new ProblemException(new ProblemDocument(status, code, detail));
  }

  private Response show(Request request) {
    @Nullable Order order = find(request.pathParameter("id"));
    if (order == null) {
      throw problem(404, "unknown-order", "There is no such order, or it is an old one.");
    }
    return Response.json(order.json());
  }

  private @Nullable Order find(String id) {
    try {
      return orders.get(Long.parseLong(id));
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private Response level(Request request) {
    int level =
        stock
            .level(request.pathParameter("item"))
            .orElseThrow(() -> problem(404, "unknown-item", "There is no such item."));
    return Response.json("{\"level\":%d}".formatted(level));
  }

  /** Returns where it can be reached. */
  URI uri() {
    return server.uri().orElseThrow();
  }

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public void start(Platform platform) throws BindException {
    if (server.start() instanceof HttpServer.Binding.Unavailable taken) {
      throw new BindException(taken.reason());
    }
  }

  @Override
  public void stop(Duration budget) {
    server.stop(budget);
    warehouse.close();
  }
}
