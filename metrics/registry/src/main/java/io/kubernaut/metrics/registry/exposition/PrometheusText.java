package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Prometheus text format, version 0.0.4, in pieces of a fixed buffer: the whole text is
 * never in memory. The format has no infos, state sets and histograms of gauges: they are written
 * as gauges and as histograms. It has no exemplars and no times of creation either: they are left
 * out.
 */
public final class PrometheusText extends TextFormat {
  /** The media type of what is written. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final byte[] HELP = ascii("# HELP ");
  private static final byte[] TYPE = ascii("# TYPE ");

  PrometheusText() {}

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
    new PrometheusText().writeAll(source, filter, out);
  }

  @Override
  void finish() {}

  @Override
  public void family(MetricMetadata metadata) {
    name(metadata.name());
    byte[] suffix = suffix(metadata.type());
    if (!metadata.help().isEmpty()) {
      comment(HELP, suffix);
      out.putEscaped(metadata.help(), false);
      out.put('\n');
    }
    comment(TYPE, suffix);
    out.put(typeName(metadata.type()));
    out.put('\n');
  }

  private static byte[] suffix(MetricType type) {
    return switch (type) {
      case COUNTER -> TOTAL;
      case INFO -> INFO;
      default -> NO_SUFFIX;
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
    sample(total, labels, offset, length, value);
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    BoundTexts bounds = sample.bounds.texts(false);
    buckets(labels, offset, length);
    for (int i = 0; i < bounds.size(); i++) {
      bucket(bounds, i, sample.cumulative[i]);
      out.put('\n');
    }
    sample(sum, labels, offset, length, sample.sum);
    sample(count, labels, offset, length, sample.count);
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    for (int i = 0; i < sample.size; i++) {
      quantile(labels, offset, length, sample.quantiles[i], false, sample.values[i]);
    }
    sample(sum, labels, offset, length, sample.sum);
    sample(count, labels, offset, length, sample.count);
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    sample(info, labels, offset, length, 1L);
  }
}
