package io.kubernaut.core.jetty;

import io.kubernaut.core.http.AnswerContract;
import io.kubernaut.core.http.EventStreamContract;
import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.http.HttpServerContract;
import io.kubernaut.core.http.LifeContract;
import io.kubernaut.core.http.LimitContract;
import io.kubernaut.core.http.Router;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

class JettyServerContractTest {

  private static HttpServer make(
      Router router, int port, @Nullable Duration retry, Duration heartbeat) {
    JettyServer.Builder builder =
        JettyServer.builder(router).named(HttpServerContract.NAME).port(port).heartbeat(heartbeat);
    return retry == null ? builder.build() : builder.retry(retry).build();
  }

  @Nested
  class Life extends LifeContract {
    Life() {
      super(JettyServerContractTest::make);
    }
  }

  @Nested
  class Answers extends AnswerContract {
    Answers() {
      super(JettyServerContractTest::make);
    }
  }

  @Nested
  class Limits extends LimitContract {
    Limits() {
      super(JettyServerContractTest::make);
    }
  }

  @Nested
  class EventStreams extends EventStreamContract {
    EventStreams() {
      super(JettyServerContractTest::make);
    }
  }
}
