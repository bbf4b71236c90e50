package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link HttpServer} must do. An implementation extends each of the contracts below this
 * class and makes servers; here are the routes they all serve, and what the contracts share.
 */
@Timeout(60)
public abstract class HttpServerContract {

  /** With which the names of all threads of the servers under test begin. */
  public static final String NAME = "contract-http";

  private static final Permission READ = Permission.of("test:read");
  static final String MEBIBYTE = "x".repeat(1024 * 1024);

  private final List<AutoCloseable> resources = new ArrayList<>();
  final EventTopic topic = EventTopic.named("test");
  final CountDownLatch release = new CountDownLatch(1);
  final CountDownLatch entered = new CountDownLatch(1);
  final AtomicInteger waiting = new AtomicInteger();
  final AtomicBoolean cancelled = new AtomicBoolean();
  final BlockingQueue<String> observed = new LinkedBlockingQueue<>();

  private final Maker maker;

  HttpServerContract(Maker maker) {
    this.maker = maker;
  }

  /** Makes servers under test. */
  @FunctionalInterface
  public interface Maker {

    /**
     * Makes a server on the loopback address that is off, and called {@link
     * HttpServerContract#NAME}.
     *
     * @param router whose routes it serves
     * @param port the port, or 0 for a free one
     * @param retry the pause between two tries to have the port, or null not to try again
     * @param heartbeat how long an event stream may be silent
     * @return the server
     */
    HttpServer make(Router router, int port, @Nullable Duration retry, Duration heartbeat);
  }

  @AfterEach
  void closeAll() throws Exception {
    release.countDown();
    topic.close();
    for (AutoCloseable resource : resources) {
      resource.close();
    }
  }

  // The routes under test

  private Router router(HttpLimits limits) {
    return Router.builder()
        .index("contract")
        .routes("http", Liveness.routes())
        .routes(
            "test",
            Routes.of(
                Route.get(
                    "/hello/{name}", READ, r -> Response.text("hello " + r.pathParameter("name"))),
                Route.post(
                    "/echo", READ, r -> Response.bytes("application/octet-stream", r.body())),
                Route.get("/id", READ, r -> Response.text(r.id())),
                Route.post(
                    "/json",
                    READ,
                    r -> Response.text(r.requireType(MediaType.of("application/json")).subtype())),
                Route.get("/stream", READ, HttpServerContract::stream),
                Route.get("/bytes", READ, HttpServerContract::bytes),
                Route.get("/gzip", READ, r -> Gzip.compress(r, Response.text(MEBIBYTE))),
                Route.get("/fail", READ, HttpServerContract::failing),
                Route.get("/boom", READ, HttpServerContract::boom),
                Route.get("/wait", READ, this::awaitRelease),
                Route.get("/events", READ, r -> Response.events(topic))))
        .limits(limits)
        .observer(
            (route, method, status, nanos, bytes) ->
                observed.add(method + " " + route + " " + status + " " + bytes))
        .build();
  }

  private static Response stream(Request request) {
    int kibibytes = Integer.parseInt(request.query().required("size"));
    byte[] kibibyte = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);
    return Response.streamed(
        "text/plain",
        out -> {
          for (int i = 0; i < kibibytes; i++) {
            out.write(kibibyte);
          }
        });
  }

  private static Response bytes(Request request) {
    return Response.bytes(
        "text/plain", new byte[1024 * Integer.parseInt(request.query().required("size"))]);
  }

  private static Response failing(Request request) {
    int after = Integer.parseInt(request.query().required("after"));
    return Response.streamed(
        "text/plain",
        out -> {
          out.write("x".repeat(after).getBytes(StandardCharsets.US_ASCII));
          throw new IllegalStateException("the writer failed");
        });
  }

  private static Response boom(Request request) {
    throw new IllegalStateException("boom of " + request);
  }

  private Response awaitRelease(Request request) throws InterruptedException {
    request.onCancel(() -> cancelled.set(true));
    entered.countDown();
    waiting.incrementAndGet();
    release.await();
    return Response.text("waited");
  }

  // Help

  HttpServer server(HttpLimits limits) {
    return server(limits, 0, null, Duration.ofSeconds(15));
  }

  HttpServer server(HttpLimits limits, int port, @Nullable Duration retry, Duration heartbeat) {
    return keep(maker.make(router(limits), port, retry, heartbeat));
  }

  HttpServer started(HttpLimits limits) {
    HttpServer server = server(limits);
    server.start();
    return server;
  }

  RawClient client(HttpServer server) throws IOException {
    return keep(RawClient.connect(uri(server)));
  }

  private final AtomicReference<@Nullable URI> lastUri = new AtomicReference<>();

  /** Where the server is, or was before it stopped. */
  URI uri(HttpServer server) {
    server.uri().ifPresent(lastUri::set);
    URI uri = lastUri.get();
    assertThat(uri).isNotNull();
    return uri;
  }

  RawClient viewer(HttpServer server) throws IOException {
    RawClient viewer = client(server).request("GET", "/events");
    assertThat(viewer.head())
        .startsWith("HTTP/1.1 200")
        .contains("Content-Type: text/event-stream");
    assertThat(viewer.chunk()).isEqualTo("retry: 2000\n\n");
    return viewer;
  }

  <T extends AutoCloseable> T keep(T resource) {
    resources.add(resource);
    return resource;
  }

  static int statusOrReset(RawClient client) {
    try {
      return client.read().status();
    } catch (IOException reset) {
      return 0;
    }
  }

  static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(NAME))
        .toList();
  }

  static void assertNoThreadIsLeft() {
    assertThat(threads()).isEmpty();
  }

  static void eventually(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime() - deadline).as("waiting until %s", what).isNegative();
        assertThat(never.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)).isFalse();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting until " + what, interrupted);
    }
  }
}
