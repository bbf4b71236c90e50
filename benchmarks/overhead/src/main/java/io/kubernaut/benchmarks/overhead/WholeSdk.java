package io.kubernaut.benchmarks.overhead;

import io.kubernaut.Kubernaut;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The SDK as a service runs it: everything that the starter switches on, with the JVM's and the
 * host's metrics, history on disk, health, and the HTTP server.
 */
final class WholeSdk implements AutoCloseable {
  private final Kubernaut kubernaut;

  private WholeSdk(Kubernaut kubernaut) {
    this.kubernaut = kubernaut;
  }

  static WholeSdk collecting(Duration interval, int port, Path history) {
    return new WholeSdk(
        Kubernaut.builder("overhead")
            .http(port)
            .dataDirectory(history)
            .collectEvery(interval)
            .withoutShutdownHook()
            .start());
  }

  KubernautMeterRegistry registry() {
    return kubernaut.metrics();
  }

  /** What the registry says it has cost since it was made, in nanoseconds of processor time. */
  double ownNanos() {
    scrape();
    return registry().status().overheadRatio() * ProcessorTime.ofProcess();
  }

  /** The account is renewed with each look at the registry. */
  private void scrape() {
    try {
      PrometheusText.write(registry(), NameFilter.ALL, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kubernaut.close();
  }
}
