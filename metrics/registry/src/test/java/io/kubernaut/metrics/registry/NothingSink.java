package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import org.jspecify.annotations.Nullable;

/** Takes everything and keeps nothing. */
class NothingSink implements MetricSink {
  @Override
  public void family(MetricMetadata metadata) {}

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {}

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {}

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {}

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {}

  @Override
  public void info(byte[] labels, int offset, int length) {}

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {}
}
