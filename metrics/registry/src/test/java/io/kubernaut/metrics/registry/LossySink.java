package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import org.jspecify.annotations.Nullable;

/** Hands on a part of what is counted. */
final class LossySink extends NothingSink {
  private final MetricSink behind;
  private final double kept;

  LossySink(MetricSink behind, double kept) {
    this.behind = behind;
    this.kept = kept;
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    behind.counter(labels, offset, length, value * kept, createdMillis, exemplar);
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    sample.count = (long) (sample.count * kept);
    sample.sum *= kept;
    behind.histogram(labels, offset, length, sample);
  }
}
