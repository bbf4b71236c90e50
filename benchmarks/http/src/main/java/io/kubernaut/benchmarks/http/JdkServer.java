package io.kubernaut.benchmarks.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The control: the server that comes with the JDK, which has no routes, limits or metrics. */
final class JdkServer implements AutoCloseable {

  private final ExecutorService threads = Executors.newFixedThreadPool(HttpLoad.CONNECTIONS);
  private final HttpServer server;

  JdkServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/livez", exchange -> answer(exchange, "ok\n".getBytes(StandardCharsets.UTF_8)));
    server.createContext(
        "/orders/42",
        exchange -> answer(exchange, HttpLoad.ORDER.getBytes(StandardCharsets.UTF_8)));
    server.createContext(
        "/echo", exchange -> answer(exchange, exchange.getRequestBody().readAllBytes()));
    server.setExecutor(threads);
    server.start();
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
