package io.kubernaut.benchmarks.jmh;

import com.codahale.metrics.MetricRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.incubator.metrics.BoundDoubleHistogram;
import io.opentelemetry.api.incubator.metrics.ExtendedDoubleHistogram;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Records a time in a timer with buckets whose handle was resolved beforehand.
 *
 * <p>Every library shows the same buckets, the sixteen of {@link Buckets}. For ours they come out
 * of the finer exponential ones that it counts in any case. Dropwizard has no buckets; its timer
 * keeps a sample of the values instead.
 */
public class TimerRecord extends HotPath {
  private static final double NANOS = 1e9;

  @Benchmark
  public void kubernaut(Kubernaut state, Latencies times) {
    state.timer.record(times.next(), TimeUnit.NANOSECONDS);
  }

  @Benchmark
  public void micrometer(Micrometer state, Latencies times) {
    state.timer.record(times.next(), TimeUnit.NANOSECONDS);
  }

  @Benchmark
  public void prometheus(Prometheus state, Latencies times) {
    state.histogram.observe(times.next() / NANOS);
  }

  @Benchmark
  public void opentelemetry(OpenTelemetry state, Latencies times) {
    state.histogram.record(times.next() / NANOS);
  }

  @Benchmark
  public void dropwizard(Dropwizard state, Latencies times) {
    state.timer.update(times.next(), TimeUnit.NANOSECONDS);
  }

  @State(Scope.Benchmark)
  public static class Kubernaut {
    final Timer timer =
        Ours.registry().timers("latency").labels("route").register().with("/orders");
  }

  @State(Scope.Benchmark)
  public static class Micrometer {
    final Timer timer =
        Timer.builder("latency")
            .tag("route", "/orders")
            .serviceLevelObjectives(Buckets.durations())
            .register(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  @State(Scope.Benchmark)
  public static class Prometheus {
    final DistributionDataPoint histogram =
        Histogram.builder()
            .name("latency_seconds")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(Buckets.seconds())
            .withoutExemplars()
            .build()
            .labelValues("/orders");
  }

  @State(Scope.Benchmark)
  public static class OpenTelemetry {
    final BoundDoubleHistogram histogram =
        ((ExtendedDoubleHistogram)
                PullReader.meter()
                    .histogramBuilder("latency")
                    .setUnit("s")
                    .setExplicitBucketBoundariesAdvice(Buckets.list())
                    .build())
            .bind(Attributes.builder().put("route", "/orders").build());
  }

  @State(Scope.Benchmark)
  public static class Dropwizard {
    final com.codahale.metrics.Timer timer = new MetricRegistry().timer("latency");
  }
}
