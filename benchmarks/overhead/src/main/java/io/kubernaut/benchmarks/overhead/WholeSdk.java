package io.kubernaut.benchmarks.overhead;

import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.jetty.JettyServer;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * The SDK as a service runs it: a platform, the registry with the JVM's and the host's metrics, all
 * of it collected once a second, and the HTTP server.
 */
final class WholeSdk implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Platform platform = Platform.builder("overhead").start();
  private final KubernautMeterRegistry registry = Variants.registry(platform);
  private final HttpServer server;

  WholeSdk(int port) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    platform.scheduler().every("collect", INTERVAL, this::collect);
    Route metrics =
        Route.get(
            "/metrics",
            Permission.PUBLIC,
            request ->
                Response.streamed(
                    PrometheusText.CONTENT_TYPE,
                    out -> PrometheusText.write(registry, NameFilter.ALL, out)));
    Router router = Router.builder().routes("metrics", Routes.of(metrics)).build();
    server = JettyServer.builder(router).named("overhead").port(port).build();
    server.start();
  }

  KubernautMeterRegistry registry() {
    return registry;
  }

  /** What the registry says it has cost since it was made, in nanoseconds of processor time. */
  double ownNanos() {
    collect();
    return registry.status().overheadRatio() * ProcessorTime.ofProcess();
  }

  private void collect() {
    try {
      PrometheusText.write(registry, NameFilter.ALL, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(Duration.ZERO);
    registry.close();
    platform.close();
  }
}
