package io.kubernaut.examples.prometheus;

import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.jetty.JettyServer;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.http.PrometheusApi;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A store on disk that any Prometheus tool can write to and ask, on the loopback address. Prints
 * one line when it is ready; ends in order on SIGTERM.
 */
public final class PrometheusServer implements AutoCloseable {

  private static final int WRONG_USE = 2;
  private static final int FAILED = 1;
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final long MOST_BYTES = 1L << 40;
  private static final int MOST_SERIES = 1_000_000;

  private final TimeSeriesStore store;
  private final JettyServer server;
  private final URI uri;

  private PrometheusServer(TimeSeriesStore store, JettyServer server, URI uri) {
    this.store = store;
    this.server = server;
    this.uri = uri;
  }

  /**
   * Runs the server.
   *
   * @param arguments {@code --data DIR --port N [--import FILE.openmetrics] [--retention-days N]
   *     [--enable-admin]}
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      run(Arguments.parse(arguments), System.out);
    } catch (IllegalArgumentException wrong) {
      end(WRONG_USE, wrong);
    } catch (IOException failed) {
      end(FAILED, failed);
    }
  }

  private static void end(int code, Exception why) {
    System.err.println("prometheus-server: " + why.getMessage());
    System.exit(code);
  }

  private static void run(Arguments arguments, PrintStream out)
      throws IOException, InterruptedException {
    try (Platform platform = Platform.builder("prometheus").stopOnShutdown(STOP).start();
        Storage storage = Storage.open(arguments.data())) {
      if (arguments.file().isPresent()) {
        out.println(OpenMetricsImport.of(platform, storage, arguments).run(arguments.file().get()));
      }
      PrometheusServer server = start(platform, storage, arguments);
      platform.add(new Running(server));
      out.println("Prometheus API on " + server.uri() + "/ with its data in " + arguments.data());
      out.flush();
      new CountDownLatch(1).await();
    }
  }

  /** Opens the store and serves it; both at a time, and returns when both are done. */
  static PrometheusServer start(Platform platform, Storage storage, Arguments arguments)
      throws IOException {
    OpeningStore store =
        OpeningStore.begin(
            platform.threads("store-opening"),
            () -> TimeSeriesStore.open(platform, storage, options(arguments)));
    JettyServer server = server(platform, store, arguments);
    HttpServer.Binding binding = server.start();
    TimeSeriesStore opened = opened(store, server);
    if (binding instanceof HttpServer.Binding.Unavailable taken) {
      opened.close();
      throw new IOException(taken.reason());
    }
    return new PrometheusServer(opened, server, server.uri().orElseThrow());
  }

  private static TimeSeriesStore opened(OpeningStore store, JettyServer server) throws IOException {
    try {
      return store.await();
    } catch (IOException failed) {
      server.stop(STOP);
      throw failed;
    }
  }

  private static JettyServer server(Platform platform, OpeningStore store, Arguments arguments) {
    PromQl promQl = PromQl.builder(store).clock(platform.monotonicClock()).build();
    PrometheusApi.Builder api =
        PrometheusApi.builder(promQl, platform.wallClock())
            .monotonicClock(platform.monotonicClock())
            .writesTo(store);
    if (arguments.administered()) {
      api.administers(store);
    }
    Router router =
        Router.builder()
            .index("Kubernaut store")
            .routes("prometheus", store.gated(api.build()))
            .limits(limits())
            .clock(platform.monotonicClock())
            .build();
    return JettyServer.builder(router).named("prometheus-http").port(arguments.port()).build();
  }

  static StoreOptions options(Arguments arguments) {
    return StoreOptions.STANDARD
        .withSeriesLimit(MOST_SERIES)
        .withRetention(arguments.retention(), MOST_BYTES);
  }

  /** A tool that loads as fast as it can is no attack here. */
  private static HttpLimits limits() {
    return HttpLimits.builder()
        .headerBytes(64 << 10)
        .targetLength(48 << 10)
        .bodyBytes(32 << 20)
        .requestTime(Duration.ofSeconds(130))
        .rate(1_000_000, 1_000_000)
        .build();
  }

  /** Returns the address. */
  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    server.stop(STOP);
    store.close();
  }
}
