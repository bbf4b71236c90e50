package io.kubernaut.benchmarks.overhead;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The ways that are compared. All but the bare ones record each request in one timer with buckets
 * and count it in one counter whose two label values, route and status, are known only when it has
 * been answered. Each library shows the same sixteen buckets and is used in its fastest documented
 * form.
 */
final class Variants {
  static final String BARE = "bare";
  static final String AGAIN = "AA";
  static final String CLOCK = "clock";
  static final String KUBERNAUT = "kubernaut";
  static final String MICROMETER = "micrometer";
  static final String PROMETHEUS = "prometheus";

  private static final double NANOS = 1e9;

  private Variants() {}

  /** All of them by name, the bare one first. */
  static Map<String, Variant> all(Platform platform) {
    Map<String, Variant> all = new LinkedHashMap<>();
    all.put(BARE, new Bare());
    all.put(AGAIN, new BareAgain());
    all.put(CLOCK, new ClockOnly());
    all.put(KUBERNAUT, new Kubernaut(registry(platform)));
    all.put(MICROMETER, new Micrometer());
    all.put(PROMETHEUS, new Prometheus());
    return all;
  }

  static KubernautMeterRegistry registry(Platform platform) {
    return KubernautMeterRegistry.builder().scheduler(platform.scheduler()).build();
  }

  private static double[] bounds() {
    return IntStream.rangeClosed(-10, 5).mapToDouble(e -> Math.scalb(1.0, e)).toArray();
  }

  /** No measuring at all. */
  static final class Bare implements Variant {
    @Override
    public int run(RequestHandler handler, int first, int count) {
      int sum = 0;
      for (int i = first; i < first + count; i++) {
        sum += handler.handle(i);
      }
      return sum;
    }
  }

  /** The same again: the control, which must show no difference. */
  static final class BareAgain implements Variant {
    @Override
    public int run(RequestHandler handler, int first, int count) {
      int sum = 0;
      for (int i = first; i < first + count; i++) {
        sum += handler.handle(i);
      }
      return sum;
    }
  }

  /** Only what no library can avoid: reading the clock before and after. */
  static final class ClockOnly implements Variant {
    @Override
    public int run(RequestHandler handler, int first, int count) {
      long sum = 0;
      for (int i = first; i < first + count; i++) {
        long start = System.nanoTime();
        sum += handler.handle(i);
        sum += System.nanoTime() - start;
      }
      return (int) sum;
    }
  }

  /** Ours. */
  static final class Kubernaut implements Variant {
    private final Timer timer;
    private final CounterFamily requests;

    Kubernaut(KubernautMeterRegistry registry) {
      timer = registry.timers("http.latency").register().with();
      requests = registry.counters("http.requests").labels("route", "status").register();
    }

    @Override
    public int run(RequestHandler handler, int first, int count) {
      int sum = 0;
      for (int i = first; i < first + count; i++) {
        long start = System.nanoTime();
        int status = handler.handle(i);
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        requests.with(RequestHandler.route(i), RequestHandler.STATUSES[status]).increment();
        sum += status;
      }
      return sum;
    }
  }

  /** Micrometer on its Prometheus registry. */
  static final class Micrometer implements Variant {
    private final PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer timer =
        Timer.builder("http.latency")
            .serviceLevelObjectives(
                IntStream.range(0, bounds().length)
                    .mapToObj(i -> Duration.ofNanos(Math.round(bounds()[i] * NANOS)))
                    .toArray(Duration[]::new))
            .register(registry);
    private final MeterProvider<Counter> requests =
        Counter.builder("http.requests").withRegistry(registry);

    @Override
    public int run(RequestHandler handler, int first, int count) {
      int sum = 0;
      for (int i = first; i < first + count; i++) {
        long start = System.nanoTime();
        int status = handler.handle(i);
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        requests
            .withTags("route", RequestHandler.route(i), "status", RequestHandler.STATUSES[status])
            .increment();
        sum += status;
      }
      return sum;
    }
  }

  /** Prometheus' own client. */
  static final class Prometheus implements Variant {
    private final DistributionDataPoint histogram =
        Histogram.builder()
            .name("http_latency_seconds")
            .classicOnly()
            .classicUpperBounds(bounds())
            .withoutExemplars()
            .build();
    private final io.prometheus.metrics.core.metrics.Counter requests =
        io.prometheus.metrics.core.metrics.Counter.builder()
            .name("http_requests")
            .labelNames("route", "status")
            .withoutExemplars()
            .build();

    @Override
    public int run(RequestHandler handler, int first, int count) {
      int sum = 0;
      for (int i = first; i < first + count; i++) {
        long start = System.nanoTime();
        int status = handler.handle(i);
        histogram.observe((System.nanoTime() - start) / NANOS);
        requests.labelValues(RequestHandler.route(i), RequestHandler.STATUSES[status]).inc();
        sum += status;
      }
      return sum;
    }
  }
}
