package io.kubernaut.metrics.registry.rollup;

import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands each sample to several sinks, so that one reading serves all.
 *
 * @param sinks who gets it
 */
record SinkOfMany(List<IntervalReader> sinks) implements MetricSink {

  @Override
  public void family(MetricMetadata metadata) {
    sinks.forEach(sink -> sink.family(metadata));
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    sinks.forEach(sink -> sink.counter(labels, offset, length, value, createdMillis, exemplar));
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {
    sinks.forEach(sink -> sink.gauge(labels, offset, length, value));
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    sinks.forEach(sink -> sink.histogram(labels, offset, length, sample));
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    sinks.forEach(sink -> sink.summary(labels, offset, length, sample));
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    sinks.forEach(sink -> sink.info(labels, offset, length));
  }

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {
    sinks.forEach(sink -> sink.state(labels, offset, length, state, on));
  }
}
