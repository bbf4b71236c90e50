package io.kubernaut;

import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import java.io.IOException;

/** A batch for a store that is not there. */
final class RefusedBatch implements Appender {

  @Override
  public long series(Labels labels) {
    return NO_SERIES;
  }

  @Override
  public Outcome append(long series, long timeMillis, double value, long startMillis) {
    return Outcome.UNKNOWN_SERIES;
  }

  @Override
  public Outcome append(long series, long timeMillis, NativeHistogram value, long startMillis) {
    return Outcome.UNKNOWN_SERIES;
  }

  @Override
  public Outcome exemplar(long series, Exemplar exemplar) {
    return Outcome.UNKNOWN_SERIES;
  }

  @Override
  public void metadata(String metric, MetricMetadata metadata) {
    // The commit says that nothing is kept.
  }

  @Override
  public void commit() throws IOException {
    throw new IOException(
        "There is no store: history is off or lost, see Platform.components(). Commit again later.");
  }

  @Override
  public void close() {
    // There is nothing to give back.
  }
}
