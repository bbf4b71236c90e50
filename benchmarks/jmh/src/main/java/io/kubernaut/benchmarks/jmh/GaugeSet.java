package io.kubernaut.benchmarks.jmh;

import com.codahale.metrics.DefaultSettableGauge;
import io.kubernaut.metrics.registry.SettableGauge;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.incubator.metrics.BoundDoubleGauge;
import io.opentelemetry.api.incubator.metrics.ExtendedDoubleGauge;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sets a gauge whose handle was resolved beforehand to another value each time. */
public class GaugeSet extends HotPath {

  @Benchmark
  public void kubernaut(Kubernaut state, Depth depth) {
    state.gauge.set(depth.next());
  }

  @Benchmark
  public void micrometer(Micrometer state, Depth depth) {
    state.value.set((long) depth.next());
  }

  @Benchmark
  public void prometheus(Prometheus state, Depth depth) {
    state.gauge.set(depth.next());
  }

  @Benchmark
  public void opentelemetry(OpenTelemetry state, Depth depth) {
    state.gauge.set(depth.next());
  }

  @Benchmark
  public void dropwizard(Dropwizard state, Depth depth) {
    state.gauge.setValue(depth.next());
  }

  /** What is set: a number that changes. */
  @State(Scope.Thread)
  public static class Depth {
    private long depth;

    double next() {
      return (double) (depth++ & 0xffff);
    }
  }

  @State(Scope.Benchmark)
  public static class Kubernaut {
    final SettableGauge gauge =
        Ours.registry().gauges("depth").labels("queue").register().with("in");
  }

  /** Its gauges ask a function; its documentation sets an atomic of the application's own. */
  @State(Scope.Benchmark)
  public static class Micrometer {
    final AtomicLong value = new AtomicLong();
    final Gauge gauge =
        Gauge.builder("depth", value, AtomicLong::doubleValue)
            .tag("queue", "in")
            .register(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  @State(Scope.Benchmark)
  public static class Prometheus {
    final GaugeDataPoint gauge =
        io.prometheus.metrics.core.metrics.Gauge.builder()
            .name("depth")
            .labelNames("queue")
            .withoutExemplars()
            .build()
            .labelValues("in");
  }

  @State(Scope.Benchmark)
  public static class OpenTelemetry {
    final BoundDoubleGauge gauge =
        ((ExtendedDoubleGauge) PullReader.meter().gaugeBuilder("depth").build())
            .bind(Attributes.builder().put("queue", "in").build());
  }

  @State(Scope.Benchmark)
  public static class Dropwizard {
    final DefaultSettableGauge<Double> gauge = new DefaultSettableGauge<>(0.0);
  }
}
