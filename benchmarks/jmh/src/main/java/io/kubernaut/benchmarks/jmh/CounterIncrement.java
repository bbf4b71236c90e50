package io.kubernaut.benchmarks.jmh;

import com.codahale.metrics.MetricRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.incubator.metrics.BoundLongCounter;
import io.opentelemetry.api.incubator.metrics.ExtendedLongCounter;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adds one to a counter with two labels whose handle was resolved beforehand. */
public class CounterIncrement extends HotPath {

  @Benchmark
  public void kubernaut(Kubernaut state) {
    state.counter.increment();
  }

  @Benchmark
  public void micrometer(Micrometer state) {
    state.counter.increment();
  }

  @Benchmark
  public void prometheus(Prometheus state) {
    state.counter.inc();
  }

  @Benchmark
  public void opentelemetry(OpenTelemetry state) {
    state.counter.add(1);
  }

  @Benchmark
  public void dropwizard(Dropwizard state) {
    state.counter.inc();
  }

  @Benchmark
  public void longAdder(Adder state) {
    state.counter.increment();
  }

  /** What no counter can be faster than: a field of one thread, with a store that is not elided. */
  @Benchmark
  public void floor(Floor state) {
    Floor.COUNT.setOpaque(state, state.count + 1);
  }

  @State(Scope.Benchmark)
  public static class Kubernaut {
    final io.micrometer.core.instrument.Counter counter =
        Ours.registry()
            .counters("requests")
            .labels("route", "status")
            .register()
            .with("/orders", "200");
  }

  @State(Scope.Benchmark)
  public static class Micrometer {
    final io.micrometer.core.instrument.Counter counter =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
            .counter("requests", "route", "/orders", "status", "200");
  }

  @State(Scope.Benchmark)
  public static class Prometheus {
    final CounterDataPoint counter =
        io.prometheus.metrics.core.metrics.Counter.builder()
            .name("requests")
            .labelNames("route", "status")
            .withoutExemplars()
            .build()
            .labelValues("/orders", "200");
  }

  /** The SDK's newest and fastest form: an instrument bound to its attributes. */
  @State(Scope.Benchmark)
  public static class OpenTelemetry {
    final BoundLongCounter counter =
        ((ExtendedLongCounter) PullReader.meter().counterBuilder("requests").build())
            .bind(Attributes.builder().put("route", "/orders").put("status", "200").build());
  }

  @State(Scope.Benchmark)
  public static class Dropwizard {
    final com.codahale.metrics.Counter counter =
        new MetricRegistry().counter(MetricRegistry.name("requests", "/orders", "200"));
  }

  /** No metrics library: the JDK's own counter, as the yardstick. */
  @State(Scope.Benchmark)
  public static class Adder {
    final LongAdder counter = new LongAdder();
  }

  /** A plain counter for each thread. */
  @State(Scope.Thread)
  public static class Floor {
    static final VarHandle COUNT;

    static {
      try {
        COUNT = MethodHandles.lookup().findVarHandle(Floor.class, "count", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    long count;
  }
}
