package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Prometheus text format, version 0.0.4, to a stream, in pieces of a fixed buffer: the
 * whole text is never in memory. Not safe for several threads. The caller closes the stream.
 */
public final class PrometheusText implements MetricSink {
  /** The media type of what is written. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final int BUFFER = 16 * 1024;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int used;
  private byte[] name = {};

  /**
   * Begins a text.
   *
   * @param out where to; not closed here
   */
  public PrometheusText(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes all that a source shows.
   *
   * @param source the metrics
   * @param filter which of them
   * @param out where to; flushed, not closed
   * @throws IOException if the stream does not take it
   */
  public static void write(MetricSource source, NameFilter filter, OutputStream out)
      throws IOException {
    PrometheusText text = new PrometheusText(out);
    try {
      source.collect(filter, text);
      text.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
    out.flush();
  }

  @Override
  public void family(MetricMetadata metadata) {
    String full = metadata.name() + suffix(metadata.type());
    name = full.getBytes(StandardCharsets.UTF_8);
    if (!metadata.help().isEmpty()) {
      String help = metadata.help().replace("\\", "\\\\").replace("\n", "\\n");
      put("# HELP " + full + ' ' + help + '\n');
    }
    put("# TYPE " + full + ' ' + typeName(metadata.type()) + '\n');
  }

  private static String suffix(MetricType type) {
    return switch (type) {
      case COUNTER -> "_total";
      case INFO -> "_info";
      default -> "";
    };
  }

  private static String typeName(MetricType type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE, INFO, STATE_SET -> "gauge";
      case HISTOGRAM, GAUGE_HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
      case UNKNOWN -> "untyped";
    };
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    sample("", labels, offset, length, value);
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {
    sample("", labels, offset, length, value);
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    int size = sample.bounds.size();
    for (int i = 0; i <= size; i++) {
      String bound = i == size ? "+Inf" : Double.toString(sample.bounds.upperBound(i));
      begin("_bucket", labels, offset, length, "le", bound);
      end(sample.cumulative[i]);
    }
    sample("_sum", labels, offset, length, sample.sum);
    begin("_count", labels, offset, length, "", "");
    end(sample.count);
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    for (int i = 0; i < sample.size; i++) {
      begin("", labels, offset, length, "quantile", Double.toString(sample.quantiles[i]));
      end(sample.values[i]);
    }
    sample("_sum", labels, offset, length, sample.sum);
    begin("_count", labels, offset, length, "", "");
    end(sample.count);
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    sample("", labels, offset, length, 1);
  }

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {
    String label = new String(name, StandardCharsets.UTF_8);
    begin("", labels, offset, length, label, state);
    end(on ? 1L : 0L);
  }

  private void sample(String suffix, byte[] labels, int offset, int length, double value) {
    begin(suffix, labels, offset, length, "", "");
    end(value);
  }

  private void begin(
      String suffix, byte[] labels, int offset, int length, String label, String value) {
    put(name, 0, name.length);
    put(suffix);
    if (length > 0 || !label.isEmpty()) {
      put("{");
      put(labels, offset, length);
      if (!label.isEmpty()) {
        put((length > 0 ? "," : "") + label + "=\"" + value + '"');
      }
      put("}");
    }
    put(" ");
  }

  private void end(double value) {
    put(text(value));
    put("\n");
  }

  private void end(long count) {
    put(Long.toString(count));
    put("\n");
  }

  private static String text(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    return value == Double.NEGATIVE_INFINITY ? "-Inf" : Double.toString(value);
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(bytes, 0, bytes.length);
  }

  private void put(byte[] bytes, int offset, int length) {
    if (length > BUFFER - used) {
      drain();
    }
    if (length > BUFFER) {
      write(bytes, offset, length);
      return;
    }
    System.arraycopy(bytes, offset, buffer, used, length);
    used += length;
  }

  private void drain() {
    write(buffer, 0, used);
    used = 0;
  }

  private void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
