package io.kubernaut.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.TimerFamily;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP service with two routes and {@code /metrics}, on loopback. */
final class OrderService implements AutoCloseable {
  private static final int THREADS = 2;

  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
  private final CounterFamily requests =
      registry
          .counters("http.requests")
          .description("Requests served, by route and status")
          .labels("route", "status")
          .register();
  private final TimerFamily latency =
      registry
          .timers("http.latency")
          .description("Time to answer, by route")
          .labels("route")
          .register();
  private final Counter placed = registry.counter("orders.placed", "channel", "web");
  private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
  private final HttpServer server;

  OrderService(int port) throws IOException {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(workers);
    server.createContext("/orders", exchange -> serve("/orders", exchange));
    server.createContext("/stock", exchange -> serve("/stock", exchange));
    server.createContext("/metrics", this::metrics);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  KubernautMeterRegistry registry() {
    return registry;
  }

  private void serve(String route, HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    int status = route.equals("/stock") && exchange.getRequestURI().getQuery() == null ? 400 : 200;
    byte[] body = ("{\"route\":\"" + route + "\"}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
    if (route.equals("/orders")) {
      placed.increment();
    }
    requests.with(route, Integer.toString(status)).increment();
    latency.with(route).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", PrometheusText.CONTENT_TYPE);
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      PrometheusText.write(registry, NameFilter.ALL, out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    server.stop(1);
    workers.shutdown();
    registry.close();
  }
}
