package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import org.jspecify.annotations.Nullable;

/** Takes down what a reader sees of one counter and one histogram. */
final class KnownAnswerSink implements MetricSink {
  private final double wanted;
  private double counter;
  private double count;
  private double sum;
  private double quantile;

  KnownAnswerSink(double quantile) {
    this.wanted = quantile;
  }

  void clear() {
    counter = 0;
    count = 0;
    sum = 0;
    quantile = 0;
  }

  double counter() {
    return counter;
  }

  double count() {
    return count;
  }

  double sum() {
    return sum;
  }

  double quantile() {
    return quantile;
  }

  @Override
  public void family(MetricMetadata metadata) {
    // Names do not matter: there is one of each type.
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    counter = value;
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    count = sample.count;
    sum = sample.sum;
    long rank = (long) Math.ceil(wanted * sample.count);
    long passed = sample.zeroCount;
    for (int i = 0; i < sample.size && quantile == 0; i++) {
      passed += sample.counts[i];
      if (passed >= rank) {
        // The middle of bucket k, whose bounds are base^(k-1) and base^k.
        quantile = Math.pow(2, (sample.firstIndex + i - 0.5) / (1 << sample.schema));
      }
    }
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {
    // The maximum of the histogram's window.
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    throw new IllegalStateException("A probe records no summary.");
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    throw new IllegalStateException("A probe records no info.");
  }

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {
    throw new IllegalStateException("A probe records no state set.");
  }
}
