package io.kubernaut.benchmarks.jmh;

import com.codahale.metrics.MetricRegistry;
import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.RegistryOptions;
import io.kubernaut.metrics.registry.TimerFamily;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The heap that a series with two labels takes while it is cold: 100,000 of them, each used ten
 * times. The figure is the counter {@code bytesPerSeries}; the time that JMH shows beside it means
 * nothing.
 *
 * <p>The label values are strings that existed before, as most are in a service. Dropwizard has no
 * labels, so its names hold the values.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class SeriesMemory {
  private static final int SIDE = 316;
  private static final int SERIES = SIDE * SIDE;
  private static final int USES = 10;

  /** What is made. */
  public enum Meter {
    COUNTER,
    HISTOGRAM
  }

  /** The result, in the place where JMH looks for one. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Result {
    public double bytesPerSeries;
  }

  /** What is made, and with which label values. */
  @State(Scope.Benchmark)
  public static class Request {
    @Param public Meter meter = Meter.COUNTER;

    final String[] routes = new String[SIDE];
    final String[] statuses = new String[SIDE];

    public Request() {
      for (int i = 0; i < SIDE; i++) {
        routes[i] = "/api/v1/resource-" + i;
        statuses[i] = Integer.toString(1_000 + i);
      }
    }

    Object measure(Result result, Library library) {
      make(library, 1); // what a library has once for all series is not a series's
      long before = Heap.used();
      make(library, SIDE);
      result.bytesPerSeries = (Heap.used() - before) / (double) (SERIES - SIDE);
      return library;
    }

    private void make(Library library, int count) {
      for (int r = 0; r < count; r++) {
        for (String status : statuses) {
          for (int use = 0; use < USES; use++) {
            if (meter == Meter.COUNTER) {
              library.count(routes[r], status);
            } else {
              library.record(routes[r], status, (use + 1) * 1_300_000L);
            }
          }
        }
      }
    }
  }

  /** A library with a counter and a timer. */
  interface Library {
    void count(String route, String status);

    void record(String route, String status, long nanos);
  }

  @Benchmark
  public Object kubernaut(Request request, Result result) {
    return request.measure(result, new Kubernaut());
  }

  @Benchmark
  public Object micrometer(Request request, Result result) {
    return request.measure(result, new Micrometer());
  }

  @Benchmark
  public Object prometheus(Request request, Result result) {
    return request.measure(result, new Prometheus());
  }

  @Benchmark
  public Object opentelemetry(Request request, Result result) {
    return request.measure(result, new OpenTelemetry());
  }

  @Benchmark
  public Object dropwizard(Request request, Result result) {
    return request.measure(result, new Dropwizard());
  }

  private static final class Kubernaut implements Library {
    private final KubernautMeterRegistry registry =
        Ours.registry(RegistryOptions.DEFAULTS.withSeries(2 * SERIES, 2 * SERIES));
    private final CounterFamily requests =
        registry.counters("requests").labels("route", "status").register();
    private final TimerFamily latency =
        registry.timers("latency").labels("route", "status").register();

    @Override
    public void count(String route, String status) {
      requests.with(route, status).increment();
    }

    @Override
    public void record(String route, String status, long nanos) {
      latency.with(route, status).record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static final class Micrometer implements Library {
    private final PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Override
    public void count(String route, String status) {
      registry.counter("requests", "route", route, "status", status).increment();
    }

    @Override
    public void record(String route, String status, long nanos) {
      Timer.builder("latency")
          .tags("route", route, "status", status)
          .serviceLevelObjectives(Buckets.durations())
          .register(registry)
          .record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static final class Prometheus implements Library {
    private final PrometheusMetrics metrics = new PrometheusMetrics(new PrometheusRegistry());

    @Override
    public void count(String route, String status) {
      metrics.counter("requests").labelValues(route, status).inc();
    }

    @Override
    public void record(String route, String status, long nanos) {
      metrics.histogram("latency").labelValues(route, status).observe(nanos / 1e9);
    }
  }

  private static final class OpenTelemetry implements Library {
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("route");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");

    private final SdkMeterProvider provider = PullReader.provider(2 * SERIES);
    private final LongCounter requests = provider.get("").counterBuilder("requests").build();
    private final DoubleHistogram latency =
        provider
            .get("")
            .histogramBuilder("latency")
            .setExplicitBucketBoundariesAdvice(Buckets.list())
            .build();

    @Override
    public void count(String route, String status) {
      requests.add(1, Attributes.of(ROUTE, route, STATUS, status));
    }

    @Override
    public void record(String route, String status, long nanos) {
      latency.record(nanos / 1e9, Attributes.of(ROUTE, route, STATUS, status));
    }
  }

  private static final class Dropwizard implements Library {
    private final MetricRegistry registry = new MetricRegistry();

    @Override
    public void count(String route, String status) {
      registry.counter(MetricRegistry.name("requests", route, status)).inc();
    }

    @Override
    public void record(String route, String status, long nanos) {
      registry
          .timer(MetricRegistry.name("latency", route, status))
          .update(nanos, TimeUnit.NANOSECONDS);
    }
  }
}
