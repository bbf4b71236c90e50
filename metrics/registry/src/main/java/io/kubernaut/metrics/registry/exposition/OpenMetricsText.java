package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the OpenMetrics text format, version 1.0, in pieces of a fixed buffer: the whole text is
 * never in memory. Native histograms have no place in it: the classic buckets are written.
 */
public final class OpenMetricsText extends TextFormat {
  /** The media type of what is written. */
  public static final String CONTENT_TYPE =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final byte[] HELP = ascii("# HELP ");
  private static final byte[] TYPE = ascii("# TYPE ");
  private static final byte[] UNIT = ascii("# UNIT ");
  private static final byte[] END = ascii("# EOF\n");
  private static final byte[] EXEMPLAR = ascii(" # {");
  private static final byte[] EXEMPLAR_VALUE = ascii("} ");

  private MetricType type = MetricType.UNKNOWN;

  OpenMetricsText() {}

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
    new OpenMetricsText().writeAll(source, filter, out);
  }

  @Override
  void finish() {
    out.put(END);
  }

  @Override
  public void family(MetricMetadata metadata) {
    name(metadata.name());
    type = metadata.type();
    comment(TYPE, NO_SUFFIX);
    out.put(typeName(type));
    out.put('\n');
    if (!metadata.unit().isEmpty()) {
      comment(UNIT, NO_SUFFIX);
      out.put(metadata.unit());
      out.put('\n');
    }
    if (!metadata.help().isEmpty()) {
      comment(HELP, NO_SUFFIX);
      out.putEscaped(metadata.help(), true);
      out.put('\n');
    }
  }

  private static String typeName(MetricType type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case HISTOGRAM -> "histogram";
      case GAUGE_HISTOGRAM -> "gaugehistogram";
      case SUMMARY -> "summary";
      case INFO -> "info";
      case STATE_SET -> "stateset";
      case UNKNOWN -> "unknown";
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
    begin(total, labels, offset, length);
    out.number(value);
    if (exemplar != null) {
      exemplar(exemplar);
    }
    out.put('\n');
    created(labels, offset, length, createdMillis);
  }

  /** A histogram with negative bounds has no sum, because the sum may go down. */
  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    ClassicBounds bounds = sample.bounds;
    BoundTexts texts = bounds.texts(true);
    buckets(labels, offset, length);
    double lower = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < texts.size(); i++) {
      double upper = i < bounds.size() ? bounds.upperBound(i) : Double.POSITIVE_INFINITY;
      bucket(texts, i, sample.cumulative[i]);
      Exemplar exemplar = sample.exemplarWithin(lower, upper);
      if (exemplar != null) {
        exemplar(exemplar);
      }
      out.put('\n');
      lower = upper;
    }
    if (type == MetricType.GAUGE_HISTOGRAM) {
      sample(gaugeSum, labels, offset, length, sample.sum);
      sample(gaugeCount, labels, offset, length, sample.count);
    } else if (bounds.size() == 0 || bounds.upperBound(0) >= 0) {
      sample(sum, labels, offset, length, sample.sum);
      sample(count, labels, offset, length, sample.count);
    }
    if (type == MetricType.HISTOGRAM) {
      created(labels, offset, length, sample.createdMillis);
    }
  }

  private void exemplar(Exemplar exemplar) {
    out.put(EXEMPLAR);
    out.put(exemplar.labels());
    out.put(EXEMPLAR_VALUE);
    out.number(exemplar.value());
    if (exemplar.timestampMillis() > 0) {
      out.put(' ');
      out.seconds(exemplar.timestampMillis());
    }
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    for (int i = 0; i < sample.size; i++) {
      quantile(labels, offset, length, sample.quantiles[i], true, sample.values[i]);
    }
    sample(sum, labels, offset, length, sample.sum);
    sample(count, labels, offset, length, sample.count);
    created(labels, offset, length, sample.createdMillis);
  }

  private void created(byte[] labels, int offset, int length, long millis) {
    if (millis > 0) {
      begin(created, labels, offset, length);
      out.seconds(millis);
      out.put('\n');
    }
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    sample(info, labels, offset, length, 1L);
  }
}
