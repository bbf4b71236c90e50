package io.kubernaut.examples.prometheus;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The server in this virtual machine, on a free port. */
final class RunningServer implements AutoCloseable {

  private final Platform platform;
  private final Storage storage;
  private final PrometheusServer server;

  private RunningServer(Platform platform, Storage storage, PrometheusServer server) {
    this.platform = platform;
    this.storage = storage;
    this.server = server;
  }

  static RunningServer in(Path folder, String... more) throws IOException {
    Platform platform = Platform.builder("test").start();
    Storage storage = Storage.open(folder);
    String[] all = new String[more.length + 4];
    System.arraycopy(new String[] {"--data", folder.toString(), "--port", "0"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    Arguments arguments = Arguments.parse(all);
    if (arguments.file().isPresent()) {
      OpenMetricsImport.of(platform, storage, arguments).run(arguments.file().get());
    }
    return new RunningServer(
        platform, storage, PrometheusServer.start(platform, storage, arguments));
  }

  URI uri() {
    return server.uri();
  }

  @Override
  public void close() throws IOException {
    server.close();
    storage.close();
    platform.close();
  }
}
