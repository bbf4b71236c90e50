package io.kubernaut.examples.prometheus;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import java.time.Duration;

/** The server as a component, so that it ends with its platform. */
final class Running implements Component {

  private final PrometheusServer server;

  Running(PrometheusServer server) {
    this.server = server;
  }

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public void start(Platform platform) {}

  @Override
  public void stop(Duration budget) {
    server.close();
  }
}
