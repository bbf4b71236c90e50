package io.kubernaut.metrics.registry.binders;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.TimerFamily;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Times the requests of a client, by server, method and status, under OpenTelemetry's names. The
 * path is no label: a client does not know the routes of its server.
 */
final class MeasuredHttpClient extends HttpClient {
  private static final String NO_ANSWER = "error";

  private final HttpClient client;
  private final Clock clock;
  private final String name;
  private final TimerFamily durations;
  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();

  MeasuredHttpClient(HttpClient client, String name, KubernautMeterRegistry registry) {
    this.client = client;
    this.clock = registry.config().clock();
    this.name = name;
    this.durations =
        registry
            .timers("http.client.request.duration")
            .description("Time from a request to its answer, \"error\" where there was none")
            .labels("name", "method", "host", "status")
            .register();
    Gauge.builder("http.client.active.requests", this::active)
        .description("Requests that wait for their answer")
        .tag("name", name)
        .register(registry);
  }

  double emitted() {
    return ended.sum();
  }

  /** What has ended is read first, so that the difference is never negative. */
  private long active() {
    long done = ended.sum();
    return begun.sum() - done;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    long start = begin();
    HttpResponse<T> response = null;
    try {
      response = client.send(request, handler);
      return response;
    } finally {
      end(request, start, response);
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    long start = begin();
    return ending(client.sendAsync(request, handler), request, start);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    long start = begin();
    return ending(client.sendAsync(request, handler, pushes), request, start);
  }

  /** The client's own future is handed on, so that cancelling it still cancels the exchange. */
  private <T> CompletableFuture<HttpResponse<T>> ending(
      CompletableFuture<HttpResponse<T>> answer, HttpRequest request, long start) {
    var unused = answer.whenComplete((response, failure) -> end(request, start, response));
    return answer;
  }

  private long begin() {
    begun.increment();
    return clock.monotonicTime();
  }

  private void end(HttpRequest request, long start, @Nullable HttpResponse<?> response) {
    ended.increment();
    String status = response == null ? NO_ANSWER : StatusText.of(response.statusCode());
    String host = request.uri().getHost();
    durations
        .with(name, request.method(), host == null ? "" : host.toLowerCase(Locale.ROOT), status)
        .record(clock.monotonicTime() - start, TimeUnit.NANOSECONDS);
  }

  // What the client is asked about itself

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  @Override
  public String toString() {
    return client.toString();
  }
}
