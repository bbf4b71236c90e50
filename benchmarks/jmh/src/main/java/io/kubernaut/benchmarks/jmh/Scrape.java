package io.kubernaut.benchmarks.jmh;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.RegistryOptions;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writes all metrics in the Prometheus text format to a stream that drops the bytes.
 *
 * <p>The series are spread over metrics of 500 label sets each: seven in ten are counters and two
 * gauges, with fractional values, and one is a histogram of sixteen buckets with ten values.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Scrape {

  @Benchmark
  public void kubernaut(Kubernaut state) throws IOException {
    PrometheusText.write(state.registry(), NameFilter.ALL, OutputStream.nullOutputStream());
  }

  @Benchmark
  public void micrometer(Micrometer state) throws IOException {
    state.registry.scrape(OutputStream.nullOutputStream());
  }

  @Benchmark
  public void prometheus(Prometheus state) throws IOException {
    state.writer.write(OutputStream.nullOutputStream(), state.registry.scrape());
  }

  /** How many series there are, and the loop that makes them. */
  @State(Scope.Benchmark)
  public abstract static class Population {
    private static final int PER_METRIC = 500;
    private static final int STATUSES = 10;
    private static final int KINDS = 10;
    private static final int COUNTERS = 7;
    private static final int GAUGES = 2;
    private static final int VALUES = 10;

    @Param({"10000", "100000"})
    public int series;

    @Setup
    public void populate() {
      for (int metric = 0; metric * PER_METRIC < series; metric++) {
        int kind = metric % KINDS;
        for (int i = 0; i < PER_METRIC; i++) {
          String route = "/api/v1/resource-" + i / STATUSES;
          String status = Integer.toString(200 + i % STATUSES);
          if (kind < COUNTERS) {
            counter("counter." + metric, route, status, value(metric, i));
          } else if (kind < COUNTERS + GAUGES) {
            gauge("gauge." + metric, route, status, value(metric, i));
          } else {
            for (int v = 0; v < VALUES; v++) {
              histogram("timer." + metric, route, status, 1_000_000L * (1 << v) + i);
            }
          }
        }
      }
    }

    /** A fraction of four digits, so that writing it is the work that real doubles are. */
    private static double value(int metric, int i) {
      return metric * 1_000 + i + (i % 7919) / 10_000.0 + 0.1234;
    }

    abstract void counter(String name, String route, String status, double value);

    abstract void gauge(String name, String route, String status, double value);

    abstract void histogram(String name, String route, String status, long nanos);
  }

  @State(Scope.Benchmark)
  public static class Kubernaut extends Population {
    private static final int ENOUGH = 1_000_000;

    private final KubernautMeterRegistry registry =
        Ours.registry(RegistryOptions.DEFAULTS.withSeries(ENOUGH, ENOUGH));

    KubernautMeterRegistry registry() {
      return registry;
    }

    @Override
    void counter(String name, String route, String status, double value) {
      registry
          .counters(name)
          .labels("route", "status")
          .register()
          .with(route, status)
          .increment(value);
    }

    @Override
    void gauge(String name, String route, String status, double value) {
      registry.gauges(name).labels("route", "status").register().with(route, status).set(value);
    }

    @Override
    void histogram(String name, String route, String status, long nanos) {
      registry
          .timers(name)
          .labels("route", "status")
          .register()
          .with(route, status)
          .record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  @State(Scope.Benchmark)
  public static class Micrometer extends Population {
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Override
    void counter(String name, String route, String status, double value) {
      registry.counter(name, "route", route, "status", status).increment(value);
    }

    @Override
    void gauge(String name, String route, String status, double value) {
      MeterRegistry meters = registry;
      AtomicLong bits = new AtomicLong(Double.doubleToRawLongBits(value));
      Gauge.builder(name, bits, held -> Double.longBitsToDouble(held.get()))
          .tags("route", route, "status", status)
          .strongReference(true)
          .register(meters);
    }

    @Override
    void histogram(String name, String route, String status, long nanos) {
      Timer.builder(name)
          .tags("route", route, "status", status)
          .serviceLevelObjectives(Buckets.durations())
          .register(registry)
          .record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  @State(Scope.Benchmark)
  public static class Prometheus extends Population {
    final PrometheusRegistry registry = new PrometheusRegistry();
    final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final PrometheusMetrics metrics = new PrometheusMetrics(registry);

    @Override
    void counter(String name, String route, String status, double value) {
      metrics.counter(name).labelValues(route, status).inc(value);
    }

    @Override
    void gauge(String name, String route, String status, double value) {
      metrics.gauge(name).labelValues(route, status).set(value);
    }

    @Override
    void histogram(String name, String route, String status, long nanos) {
      metrics.histogram(name).labelValues(route, status).observe(nanos / 1e9);
    }
  }
}
