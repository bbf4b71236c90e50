package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sun.net.httpserver.HttpServer;
import io.kubernaut.core.http.HttpObserver;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-001")
class AttachmentsTest {
  private final KubernautMeterRegistry registry = Machine.patientRegistry();
  private final Attachments attachments = Attachments.to(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void timesAndCountsTheTasksOfAnExecutor() throws Exception {
    ThreadPoolExecutor threads = Components.pool(3);
    ExecutorService pool = attachments.executor("orders", threads);
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < 2; i++) {
      pool.execute(
          () -> {
            begun.countDown();
            Components.awaitQuietly(end);
          });
    }
    begun.await();
    assertThat(Machine.scrape(registry))
        .containsEntry("executor_active_threads{name=orders}", 2.0)
        .containsEntry("executor_pool_max_threads{name=orders}", 3.0);
    end.countDown();
    Components.awaitCompleted(threads, 2);
    assertThat(Machine.scrape(registry))
        .containsEntry("executor_seconds_count{name=orders}", 2.0)
        .containsEntry("executor_completed_tasks_total{name=orders}", 2.0);
    pool.shutdown();
  }

  @Test
  void countsWhatAQueueTakesRefusesAndGives() throws Exception {
    BlockingQueue<String> inbox = attachments.queue("inbox", new ArrayBlockingQueue<>(4));
    inbox.put("a");
    assertThat(inbox.add("b")).isTrue();
    assertThat(inbox.offer("c")).isTrue();
    assertThat(inbox.offer("d", 1, TimeUnit.SECONDS)).isTrue();
    assertThat(inbox.offer("e")).isFalse();
    assertThatThrownBy(() -> inbox.add("f")).isInstanceOf(IllegalStateException.class);
    assertThat(inbox.take()).isEqualTo("a");
    assertThat(inbox.poll(1, TimeUnit.SECONDS)).isEqualTo("b");
    List<String> rest = new ArrayList<>();
    assertThat(inbox.drainTo(rest, 1)).isEqualTo(1);
    assertThat(rest).containsExactly("c");
    assertThat(Machine.scrape(registry))
        .containsEntry("queue_size{name=inbox}", 1.0)
        .containsEntry("queue_remaining{name=inbox}", 3.0)
        .containsEntry("queue_offers_total{name=inbox,outcome=accepted}", 4.0)
        .containsEntry("queue_offers_total{name=inbox,outcome=refused}", 2.0)
        .containsEntry("queue_taken_total{name=inbox}", 3.0);
    assertThat(inbox.remove("d")).isTrue();
    assertThat(inbox.remove("d")).isFalse();
    assertThat(inbox.poll()).isNull();
    assertThat(Machine.scrape(registry)).containsEntry("queue_taken_total{name=inbox}", 4.0);
  }

  @Test
  void showsCaffeineByMicrometersBinder() {
    Cache<String, String> prices = Caffeine.newBuilder().maximumSize(10).recordStats().build();
    attachments.cache("prices", name -> new CaffeineCacheMetrics<>(prices, name, Tags.empty()));
    prices.put("tea", "3");
    assertThat(prices.getIfPresent("tea")).isEqualTo("3");
    assertThat(prices.getIfPresent("ink")).isNull();
    assertThat(Machine.scrape(registry))
        .containsEntry("cache_size{cache=prices}", 1.0)
        .containsEntry("cache_gets_total{cache=prices,result=hit}", 1.0)
        .containsEntry("cache_gets_total{cache=prices,result=miss}", 1.0);
    assertThat(attachments.coverage().complete()).isTrue();
  }

  @Test
  void showsACircuitBreakerAsAStateThatIsOneAndCallsByOutcome() {
    Components.Breaker breaker = new Components.Breaker();
    attachments.breaker("payments", breaker);
    breaker.successes = 5;
    breaker.failures = 3;
    breaker.refusals = 2;
    breaker.state = BreakerFigures.State.HALF_OPEN;
    assertThat(Machine.scrape(registry))
        .containsEntry("circuit_breaker_state{name=payments,state=closed}", 0.0)
        .containsEntry("circuit_breaker_state{name=payments,state=open}", 0.0)
        .containsEntry("circuit_breaker_state{name=payments,state=half_open}", 1.0)
        .containsEntry("circuit_breaker_calls_total{name=payments,outcome=success}", 5.0)
        .containsEntry("circuit_breaker_calls_total{name=payments,outcome=failure}", 3.0)
        .containsEntry("circuit_breaker_calls_total{name=payments,outcome=refused}", 2.0);
  }

  @Test
  void numbersTheStatesOfACircuitBreakerFromTheBestToTheWorst() {
    Components.Breaker breaker = new Components.Breaker();
    attachments.breaker("payments", breaker);
    assertThat(Machine.scrape(registry)).containsEntry("circuit_breaker_code{name=payments}", 0.0);
    breaker.state = BreakerFigures.State.HALF_OPEN;
    assertThat(Machine.scrape(registry)).containsEntry("circuit_breaker_code{name=payments}", 1.0);
    breaker.state = BreakerFigures.State.OPEN;
    assertThat(Machine.scrape(registry)).containsEntry("circuit_breaker_code{name=payments}", 2.0);
  }

  @Test
  void timesAServersRequestsByRouteMethodAndStatus() {
    HttpObserver api = attachments.httpServer("api");
    api.opened();
    api.opened();
    api.received("/orders/{id}", "POST", 100);
    api.completed("/orders/{id}", "POST", 201, 2_000_000_000L, 40);
    String series = "{method=POST,name=api,route=/orders/{id}";
    assertThat(Machine.scrape(registry))
        .containsEntry("http_server_active_requests{name=api}", 1.0)
        .containsEntry("http_server_request_duration_seconds_count" + series + ",status=201}", 1.0)
        .containsEntry("http_server_request_duration_seconds_sum" + series + ",status=201}", 2.0)
        .containsEntry("http_server_request_body_size_bytes_sum" + series + "}", 100.0)
        .containsEntry("http_server_response_body_size_bytes_sum" + series + "}", 40.0);
  }

  @Test
  void timesAClientsRequestsAndThoseWithoutAnAnswer() throws Exception {
    HttpServer server = Components.server(exchange -> exchange.sendResponseHeaders(204, -1));
    HttpClient client = attachments.httpClient("stock", HttpClient.newHttpClient());
    HttpRequest request = HttpRequest.newBuilder(Components.uri(server)).build();
    try {
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
      assertThat(client.sendAsync(request, BodyHandlers.discarding()).get().statusCode())
          .isEqualTo(204);
    } finally {
      server.stop(0);
    }
    assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
    String series =
        "http_client_request_duration_seconds_count{host=localhost,method=GET,name=stock,";
    assertThat(Machine.scrape(registry))
        .containsEntry(series + "status=204}", 2.0)
        .containsEntry(series + "status=error}", 1.0)
        .containsEntry("http_client_active_requests{name=stock}", 0.0);
  }

  @Test
  void countsAuditEventsAndConfigReloads() {
    AuditMetrics audit = attachments.audit("trail");
    audit.recorded("access");
    audit.recorded("access");
    audit.deferred("config");
    audit.dropped("config");
    ConfigMetrics config = attachments.config("service");
    config.applied(7);
    config.rejected();
    assertThat(Machine.scrape(registry))
        .containsEntry("audit_events_total{category=access,name=trail,outcome=recorded}", 2.0)
        .containsEntry("audit_events_total{category=config,name=trail,outcome=deferred}", 1.0)
        .containsEntry("audit_events_total{category=config,name=trail,outcome=dropped}", 1.0)
        .containsEntry("config_version{name=service}", 7.0)
        .containsEntry("config_reloads_total{name=service,outcome=applied}", 1.0)
        .containsEntry("config_reloads_total{name=service,outcome=rejected}", 1.0);
  }

  @Test
  void refusesANameThatIsBlankOrTaken() {
    attachments.audit("trail");
    attachments.config("trail"); // another kind
    assertThatThrownBy(() -> attachments.audit("trail"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A component of kind \"audit\" named \"trail\" is attached already: their metrics could"
                + " not be told apart. Choose another name.");
    assertThatThrownBy(() -> attachments.config(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is blank");
  }
}
