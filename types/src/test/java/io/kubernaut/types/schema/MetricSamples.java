package io.kubernaut.types.schema;

import io.kubernaut.types.metric.CounterValue;
import io.kubernaut.types.metric.Exemplar;
import io.kubernaut.types.metric.ExponentialHistogramValue;
import io.kubernaut.types.metric.GaugeValue;
import io.kubernaut.types.metric.HistogramValue;
import io.kubernaut.types.metric.InfoValue;
import io.kubernaut.types.metric.Metric;
import io.kubernaut.types.metric.MetricFamily;
import io.kubernaut.types.metric.MetricType;
import io.kubernaut.types.metric.MetricValue;
import io.kubernaut.types.metric.StateSetValue;
import io.kubernaut.types.metric.SummaryValue;
import io.kubernaut.types.metric.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes metrics: their rules hold between many fields. */
final class MetricSamples {

  private static final double[] BOUNDS = {-1, 0.005, 0.1, 1, 2.5, 1e9};

  private MetricSamples() {}

  static HistogramValue histogram(Samples samples) {
    Random random = samples.random();
    List<HistogramValue.Bucket> buckets = new ArrayList<>();
    long below = 0;
    for (double bound : BOUNDS) {
      if (random.nextBoolean()) {
        below += random.nextInt(100);
        buckets.add(bucket(samples, bound, below));
      }
    }
    below += random.nextInt(3);
    buckets.add(bucket(samples, Double.POSITIVE_INFINITY, below));
    Double sum = sum(samples);
    return new HistogramValue(buckets, below, sum, samples.maybe(Instant.class), samples.unknown());
  }

  private static @Nullable Double sum(Samples samples) {
    return samples.random().nextBoolean() ? null : Double.valueOf(samples.aDouble());
  }

  private static HistogramValue.Bucket bucket(Samples samples, double bound, long count) {
    return new HistogramValue.Bucket(
        bound, count, samples.maybe(Exemplar.class), samples.unknown());
  }

  static Exemplar exemplar(Samples samples) {
    Map<String, String> labels = Map.of("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
    return new Exemplar(
        samples.random().nextBoolean() ? labels : Map.of(),
        samples.random().nextGaussian(),
        samples.maybe(Instant.class),
        samples.unknown());
  }

  static ExponentialHistogramValue exponential(Samples samples) {
    Random random = samples.random();
    ExponentialHistogramValue made =
        ExponentialHistogramValue.of(
            random.nextInt(13) - 4,
            random.nextBoolean() ? 0 : 0x1p-128,
            random.nextInt(9),
            buckets(random),
            buckets(random),
            random.nextGaussian() * 1e6);
    return new ExponentialHistogramValue(
        made.scale(),
        made.zeroThreshold(),
        made.zeroCount(),
        made.positiveSpans(),
        made.positiveCounts(),
        made.negativeSpans(),
        made.negativeCounts(),
        made.count(),
        made.sum(),
        samples.maybe(Instant.class),
        samples.unknown());
  }

  private static Map<Integer, Long> buckets(Random random) {
    Map<Integer, Long> buckets = new TreeMap<>();
    int index = random.nextInt(8) - 4;
    for (int i = random.nextInt(6); i > 0; i--) {
      buckets.put(index, random.nextLong() >>> 32);
      index += 1 + random.nextInt(2);
    }
    return buckets;
  }

  static SummaryValue summary(Samples samples) {
    List<SummaryValue.Quantile> quantiles = new ArrayList<>();
    for (double quantile : new double[] {0, 0.5, 0.99, 1}) {
      if (samples.random().nextBoolean()) {
        double value = samples.random().nextInt(4) == 0 ? Double.NaN : samples.random().nextInt(99);
        quantiles.add(new SummaryValue.Quantile(quantile, value, samples.unknown()));
      }
    }
    return new SummaryValue(
        quantiles,
        samples.random().nextInt(1_000),
        sum(samples),
        samples.maybe(Instant.class),
        samples.unknown());
  }

  static MetricFamily family(Samples samples) {
    Random random = samples.random();
    MetricType type = samples.below(MetricType.class);
    boolean hasUnit = type != MetricType.INFO && type != MetricType.STATE_SET;
    Unit unit = hasUnit ? samples.maybe(Unit.class) : null;
    String ending = unit == null || unit.openMetrics().isEmpty() ? "" : "_" + unit.openMetrics();
    List<Metric> metrics = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant time = samples.maybe(Instant.class);
      metrics.add(
          new Metric(
              Map.of("instance", "orders-" + i), value(type, samples), time, samples.unknown()));
    }
    String help = samples.maybe(String.class);
    return new MetricFamily("shop" + ending, type, unit, help, metrics, samples.unknown());
  }

  private static MetricValue value(MetricType type, Samples samples) {
    return switch (type) {
      case COUNTER -> samples.below(CounterValue.class);
      case HISTOGRAM, GAUGE_HISTOGRAM -> samples.below(ExponentialHistogramValue.class);
      case SUMMARY -> samples.below(SummaryValue.class);
      case INFO -> new InfoValue(Map.of("version", "1.4"), samples.unknown());
      case STATE_SET -> samples.below(StateSetValue.class);
      default -> samples.below(GaugeValue.class);
    };
  }
}
