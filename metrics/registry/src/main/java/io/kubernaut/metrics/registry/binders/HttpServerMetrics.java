package io.kubernaut.metrics.registry.binders;

import io.kubernaut.core.http.HttpObserver;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.SummaryFamily;
import io.kubernaut.metrics.registry.TimerFamily;
import io.micrometer.core.instrument.Gauge;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Times the requests of a server, by route, method and status, under OpenTelemetry's names. */
final class HttpServerMetrics implements HttpObserver {
  private final String name;
  private final TimerFamily durations;
  private final SummaryFamily requests;
  private final SummaryFamily responses;
  private final LongAdder opened = new LongAdder();
  private final LongAdder completed = new LongAdder();

  HttpServerMetrics(String name, KubernautMeterRegistry registry) {
    this.name = name;
    this.durations =
        registry
            .timers("http.server.request.duration")
            .description("Time from the head of a request to the end of its answer")
            .labels("name", "method", "route", "status")
            .register();
    this.requests = sizes("http.server.request.body.size", "Size of request bodies", registry);
    this.responses = sizes("http.server.response.body.size", "Size of response bodies", registry);
    Gauge.builder("http.server.active.requests", this::active)
        .description("Requests that are being answered")
        .tag("name", name)
        .register(registry);
  }

  private static SummaryFamily sizes(
      String name, String description, KubernautMeterRegistry registry) {
    return registry
        .summaries(name)
        .description(description)
        .baseUnit("bytes")
        .labels("name", "method", "route")
        .withoutBuckets()
        .register();
  }

  double emitted() {
    return completed.sum();
  }

  /** What has been completed is read first, so that the difference is never negative. */
  private long active() {
    long done = completed.sum();
    return opened.sum() - done;
  }

  @Override
  public void opened() {
    opened.increment();
  }

  @Override
  public void received(String route, String method, long bytes) {
    requests.with(name, method, route).record((double) bytes);
  }

  @Override
  public void completed(String route, String method, int status, long nanos, long bytes) {
    completed.increment();
    durations.with(name, method, route, StatusText.of(status)).record(nanos, TimeUnit.NANOSECONDS);
    responses.with(name, method, route).record((double) bytes);
  }
}
