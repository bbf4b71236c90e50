package io.kubernaut.benchmarks.jcstress;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import org.jspecify.annotations.Nullable;

/** What one scrape shows of one family: totals over its series. */
final class Shown implements MetricSink {

  private double counted;
  private long values;
  private long inClassicBuckets;
  private long inNativeBuckets;

  static Shown of(KubernautMeterRegistry registry, String family) {
    Shown shown = new Shown();
    registry.collect(family::equals, shown);
    return shown;
  }

  /** Makes the registry look after its meters as each scrape does, and shows nothing. */
  static void nothingOf(KubernautMeterRegistry registry) {
    registry.collect(name -> false, new Shown());
  }

  /** The sum of the counters. */
  long counted() {
    return (long) counted;
  }

  /** The number of values that the histograms claim to hold. */
  long values() {
    return values;
  }

  /** How many more values are claimed than lie in buckets; buckets of both kinds must agree. */
  long missingInBuckets() {
    return Math.abs(values - inClassicBuckets) + Math.abs(values - inNativeBuckets);
  }

  @Override
  public void family(MetricMetadata metadata) {}

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    counted += value;
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {}

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    values += sample.count;
    inClassicBuckets += sample.cumulative[sample.bounds.size()];
    inNativeBuckets += sample.zeroCount;
    for (int i = 0; i < sample.size; i++) {
      inNativeBuckets += sample.counts[i];
    }
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {}

  @Override
  public void info(byte[] labels, int offset, int length) {}

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {}
}
