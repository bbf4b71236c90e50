package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;

/** Writes one format, one exposition after the other, with the same buffers. */
interface FormatWriter extends MetricSink {

  /**
   * Writes all that a source shows.
   *
   * @throws IOException if the stream does not take it
   */
  void writeAll(MetricSource source, NameFilter filter, OutputStream stream) throws IOException;
}
