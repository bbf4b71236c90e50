package io.kubernaut.core.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.RawClient;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.http.Routes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that leaves does not let its request work on for nobody. */
@Timeout(60)
@Tag("BR-MET-012")
class HangupTest {

  private static final String REQUEST =
      "GET /slow HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: %s\r\n\r\n";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private Response slow(Request request) throws InterruptedException {
    request.onCancel(cancelled::countDown);
    begun.countDown();
    return Response.text(mayEnd.await(30, TimeUnit.SECONDS) ? "done" : "late");
  }

  private JettyServer started() {
    // The watch looks as often as the shortest limit wants it.
    HttpLimits limits = HttpLimits.builder().stallTime(Duration.ofMillis(40)).build();
    Routes routes = Routes.of(Route.get("/slow", Permission.PUBLIC, this::slow));
    JettyServer server =
        JettyServer.builder(Router.builder().routes("test", routes).limits(limits).build()).build();
    server.start();
    return server;
  }

  @Test
  void cancelsTheRequestOfAClientThatCloses() throws Exception {
    try (JettyServer server = started()) {
      try (RawClient client = RawClient.connect(server.uri().orElseThrow())) {
        client.send(REQUEST.formatted("a"));
        begun.await();
      }
      assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
      mayEnd.countDown();
    }
  }

  @Test
  void cancelsTheRequestOfAClientThatResets() throws Exception {
    try (JettyServer server = started()) {
      RawClient client = RawClient.connect(server.uri().orElseThrow());
      client.send(REQUEST.formatted("a"));
      begun.await();
      client.reset();
      assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
      mayEnd.countDown();
    }
  }

  @Test
  void leavesAClientAloneThatWaitsOrHasSentItsNextRequestAlready() throws Exception {
    try (JettyServer server = started();
        RawClient client = RawClient.connect(server.uri().orElseThrow())) {
      client.send(REQUEST.formatted("first"));
      begun.await();
      assertThat(cancelled.await(200, TimeUnit.MILLISECONDS)).isFalse();
      client.send(REQUEST.formatted("second"));
      assertThat(cancelled.await(200, TimeUnit.MILLISECONDS)).isFalse();
      mayEnd.countDown();
      assertThat(client.read().headers().first("X-Request-Id")).contains("first");
      assertThat(client.read().headers().first("X-Request-Id")).contains("second");
    }
  }
}
