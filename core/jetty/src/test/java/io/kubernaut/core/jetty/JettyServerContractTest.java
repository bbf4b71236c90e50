package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.http.HttpServerContract;
import io.kubernaut.core.http.Router;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

class JettyServerContractTest extends HttpServerContract {

  @Override
  protected HttpServer create(
      Router router, int port, @Nullable Duration retry, Duration heartbeat) {
    JettyServer.Builder builder =
        JettyServer.builder(router).named(NAME).port(port).heartbeat(heartbeat);
    return retry == null ? builder.build() : builder.retry(retry).build();
  }
}
