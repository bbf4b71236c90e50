package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Exchange;
import io.kubernaut.core.http.Headers;
import io.kubernaut.core.http.HostRule;
import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.RequestHead;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.http.Routes;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the router of a service tells, shown as metrics. */
@Tag("BR-MET-001")
class HttpServerMetricsTest {
  private final KubernautMeterRegistry registry = Machine.patientRegistry();
  private final Router router =
      Router.builder()
          .routes("orders", Routes.of(route()))
          .observer(Attachments.to(registry).httpServer("api"))
          .build();

  private static Route route() {
    return new Route(
        HttpMethod.POST,
        "/orders/{id}",
        Permission.of("orders:write"),
        request -> Response.text("thank you"),
        "Places an order",
        false);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Exchange open(String path) {
    Headers headers = Headers.of("Host", "localhost");
    return router.open(new RequestHead("POST", path, headers, null), HostRule.any());
  }

  @Test
  void countsARequestAsActiveUntilItsAnswerIsSent() {
    Exchange exchange = open("/orders/7");
    Response response = exchange.respond(new byte[20]);
    assertThat(Machine.scrape(registry))
        .containsEntry("http_server_active_requests{name=api}", 1.0);

    exchange.close(response, 9);
    String series = "{method=POST,name=api,route=/orders/{id}";
    assertThat(Machine.scrape(registry))
        .containsEntry("http_server_active_requests{name=api}", 0.0)
        .containsEntry("http_server_request_duration_seconds_count" + series + ",status=200}", 1.0)
        .containsEntry("http_server_request_body_size_bytes_sum" + series + "}", 20.0)
        .containsEntry("http_server_response_body_size_bytes_sum" + series + "}", 9.0);
  }

  @Test
  void countsWhatTheRouterRefuses() {
    Exchange exchange = open("/nowhere");
    exchange.close(exchange.respond(new byte[0]), 0);
    Response unreadable = router.unreadable(400);
    assertThat(unreadable.status()).isEqualTo(400);
    SortedMap<String, Double> samples = Machine.scrape(registry);
    assertThat(samples)
        .containsEntry("http_server_active_requests{name=api}", 0.0)
        .containsEntry(
            "http_server_request_duration_seconds_count{method=POST,name=api,route=unmatched,status=404}",
            1.0)
        .containsEntry(
            "http_server_request_duration_seconds_count{method=OTHER,name=api,route=unmatched,status=400}",
            1.0);
    assertThat(samples.keySet()).noneMatch(name -> name.contains("/nowhere"));
  }
}
