package io.kubernaut.examples.prometheus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A Prometheus of its own, on the loopback address, that takes remote writes. */
final class PeerPrometheus implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_MILLIS = 100;

  private final Process process;
  private final Path log;
  private final URI uri;

  private PeerPrometheus(Process process, Path log, URI uri) {
    this.process = process;
    this.log = log;
    this.uri = uri;
  }

  static PeerPrometheus in(Path folder) throws IOException, InterruptedException {
    return in(folder, freePort(), "global: {scrape_interval: 1h}\n");
  }

  /** One that scrapes itself each second and writes what it finds to a server. */
  static PeerPrometheus writingTo(URI server, Path folder)
      throws IOException, InterruptedException {
    int port = freePort();
    return in(
        folder,
        port,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: self
            static_configs: [{targets: ['127.0.0.1:%d']}]
        remote_write:
          - url: %s/api/v1/write
            send_exemplars: true
            metadata_config: {send_interval: 1s}
            queue_config: {batch_send_deadline: 500ms}
        """
            .formatted(port, server));
  }

  /** One that has nothing itself and reads everything from a server. */
  static PeerPrometheus readingFrom(URI server, Path folder)
      throws IOException, InterruptedException {
    return in(
        folder,
        freePort(),
        """
        global: {scrape_interval: 1h}
        remote_read:
          - url: %s/api/v1/read
            read_recent: true
        """
            .formatted(server));
  }

  private static PeerPrometheus in(Path folder, int port, String settings)
      throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), settings);
    Path log = folder.resolve("prometheus.log");
    Process process =
        Tools.start(
            new ProcessBuilder(
                    "prometheus",
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--storage.tsdb.retention.time=100y",
                    "--web.enable-remote-write-receiver",
                    "--enable-feature=promql-at-modifier,promql-negative-offset,native-histograms",
                    "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    PeerPrometheus peer = new PeerPrometheus(process, log, URI.create("http://127.0.0.1:" + port));
    peer.awaitReady();
    return peer;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    Client client = new Client(uri);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isReady(client)) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
        close();
        throw new AssertionError("prometheus is not ready: " + Files.readString(log));
      }
    }
  }

  private static boolean isReady(Client client) throws InterruptedException {
    try {
      return client.status("/-/ready") == 200;
    } catch (IOException starting) {
      return false;
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
