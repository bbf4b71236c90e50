package io.kubernaut.benchmarks.jmh;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;

/**
 * The cheapest reader that makes OpenTelemetry's SDK record at all: without one it drops
 * everything.
 */
final class PullReader implements MetricReader {

  private static final int ENOUGH_SERIES = 2_000;

  /** A meter of a new SDK, without exemplars. */
  static Meter meter() {
    return provider(ENOUGH_SERIES).get("benchmarks");
  }

  static SdkMeterProvider provider(int series) {
    return SdkMeterProvider.builder()
        .registerMetricReader(new PullReader(), type -> series)
        .setExemplarFilter(ExemplarFilter.alwaysOff())
        .build();
  }

  @Override
  public void register(CollectionRegistration registration) {}

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
