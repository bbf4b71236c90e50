package io.kubernaut.benchmarks.jmh;

import com.codahale.metrics.MetricRegistry;
import io.kubernaut.metrics.registry.CounterFamily;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adds one to the counter of two label values that are known only at the call: 128 series. */
public class LabelledIncrement extends HotPath {

  @Benchmark
  public void kubernaut(Kubernaut state, LabelPairs labels) {
    labels.step();
    state.requests.with(labels.route(), labels.status()).increment();
  }

  @Benchmark
  public void micrometer(Micrometer state, LabelPairs labels) {
    labels.step();
    state.requests.withTags("route", labels.route(), "status", labels.status()).increment();
  }

  @Benchmark
  public void prometheus(Prometheus state, LabelPairs labels) {
    labels.step();
    state.requests.labelValues(labels.route(), labels.status()).inc();
  }

  @Benchmark
  public void opentelemetry(OpenTelemetry state, LabelPairs labels) {
    labels.step();
    state.requests.add(
        1, Attributes.of(state.route, labels.route(), state.status, labels.status()));
  }

  @Benchmark
  public void dropwizard(Dropwizard state, LabelPairs labels) {
    labels.step();
    state.registry.counter(MetricRegistry.name("requests", labels.route(), labels.status())).inc();
  }

  @Benchmark
  public void longAdder(Adders state, LabelPairs labels) {
    labels.step();
    state.of(labels.route(), labels.status()).increment();
  }

  @State(Scope.Benchmark)
  public static class Kubernaut {
    final CounterFamily requests =
        Ours.registry().counters("requests").labels("route", "status").register();
  }

  /** Its own form for labels known at the call, which costs less than asking the registry. */
  @State(Scope.Benchmark)
  public static class Micrometer {
    final MeterProvider<Counter> requests =
        Counter.builder("requests")
            .withRegistry(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  @State(Scope.Benchmark)
  public static class Prometheus {
    final io.prometheus.metrics.core.metrics.Counter requests =
        io.prometheus.metrics.core.metrics.Counter.builder()
            .name("requests")
            .labelNames("route", "status")
            .withoutExemplars()
            .build();
  }

  @State(Scope.Benchmark)
  public static class OpenTelemetry {
    final AttributeKey<String> route = AttributeKey.stringKey("route");
    final AttributeKey<String> status = AttributeKey.stringKey("status");
    final LongCounter requests = PullReader.meter().counterBuilder("requests").build();
  }

  @State(Scope.Benchmark)
  public static class Dropwizard {
    final MetricRegistry registry = new MetricRegistry();
  }

  /** What one would write by hand: a map from a record to the JDK's own counter. */
  @State(Scope.Benchmark)
  public static class Adders {
    private final ConcurrentMap<Key, LongAdder> adders = new ConcurrentHashMap<>();

    LongAdder of(String route, String status) {
      Key key = new Key(route, status);
      LongAdder known = adders.get(key);
      return known != null ? known : adders.computeIfAbsent(key, unknown -> new LongAdder());
    }

    record Key(String route, String status) {}
  }
}
