package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes Prometheus' protobuf format: messages {@code io.prometheus.client.MetricFamily}, each with
 * its length before it. It is the one that has native histograms, whose buckets are written beside
 * the classic ones; a scraper takes what it is set up for.
 *
 * <p>A family is one message and has to be complete before its length is known, so the memory
 * needed is that of the greatest family, up to {@value #MOST_BYTES_OF_A_FAMILY} bytes: what goes
 * beyond is written as another message of the same name. The limit on series per metric is reached
 * before, as a rule.
 *
 * <p>Buckets of a native histogram are runs: a span is a distance from the end of the one before,
 * the first one's from zero, and a length. A count is written as the difference from the one
 * before. Up to two empty buckets are cheaper written than left out.
 *
 * @see <a href="https://github.com/prometheus/client_model">The message definitions</a>
 */
public final class PrometheusProtobuf implements FormatWriter {
  /** The media type of what is written. */
  public static final String CONTENT_TYPE =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";

  private static final int MOST_BYTES_OF_A_FAMILY = 1 << 20;
  private static final int USUAL_BYTES = 16 * 1024;
  private static final int WORTHLESS_GAP = 2;

  // The numbers of the fields in io.prometheus.client's messages.
  private static final int FAMILY_NAME = 1;
  private static final int FAMILY_HELP = 2;
  private static final int FAMILY_TYPE = 3;
  private static final int FAMILY_METRIC = 4;
  private static final int FAMILY_UNIT = 5;
  private static final int METRIC_LABEL = 1;
  private static final int METRIC_GAUGE = 2;
  private static final int METRIC_COUNTER = 3;
  private static final int METRIC_SUMMARY = 4;
  private static final int METRIC_UNTYPED = 5;
  private static final int METRIC_HISTOGRAM = 7;
  private static final int LABEL_NAME = 1;
  private static final int LABEL_VALUE = 2;
  private static final int VALUE = 1;
  private static final int COUNTER_EXEMPLAR = 2;
  private static final int COUNTER_CREATED = 3;
  private static final int SAMPLE_COUNT = 1;
  private static final int SAMPLE_SUM = 2;
  private static final int SUMMARY_QUANTILE = 3;
  private static final int SUMMARY_CREATED = 4;
  private static final int HISTOGRAM_BUCKET = 3;
  private static final int HISTOGRAM_SCHEMA = 5;
  private static final int HISTOGRAM_ZERO_THRESHOLD = 6;
  private static final int HISTOGRAM_ZERO_COUNT = 7;
  private static final int HISTOGRAM_POSITIVE_SPAN = 12;
  private static final int HISTOGRAM_POSITIVE_DELTA = 13;
  private static final int HISTOGRAM_CREATED = 15;
  private static final int HISTOGRAM_EXEMPLAR = 16;
  private static final int BUCKET_COUNT = 1;
  private static final int BUCKET_BOUND = 2;
  private static final int BUCKET_EXEMPLAR = 3;
  private static final int SPAN_OFFSET = 1;
  private static final int SPAN_LENGTH = 2;
  private static final int QUANTILE = 1;
  private static final int QUANTILE_VALUE = 2;
  private static final int EXEMPLAR_LABEL = 1;
  private static final int EXEMPLAR_VALUE = 2;
  private static final int EXEMPLAR_TIME = 3;
  private static final int SECONDS = 1;
  private static final int NANOS = 2;

  private OutputStream out = OutputStream.nullOutputStream();
  private MessageBuffer message = new MessageBuffer(USUAL_BYTES);
  private MetricType type = MetricType.UNKNOWN;
  private String name = "";
  private int header; // where the metadata ends, which each message of the family begins with

  PrometheusProtobuf() {}

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
    new PrometheusProtobuf().writeAll(source, filter, out);
  }

  @Override
  public void writeAll(MetricSource source, NameFilter filter, OutputStream stream)
      throws IOException {
    out = stream;
    message.truncate(0);
    header = 0;
    try {
      source.collect(filter, this);
      send();
      out.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      out = OutputStream.nullOutputStream();
    }
  }

  /** Writes the family, if it has samples, and keeps its metadata for another message. */
  private void send() {
    if (message.size() == header) {
      return;
    }
    try {
      writeLength(message.size());
      message.writeTo(out, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    message.truncate(header);
  }

  private void writeLength(int length) throws IOException {
    int rest = length;
    while (rest > 0x7F) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  @Override
  public void family(MetricMetadata metadata) {
    send();
    message.truncate(0);
    type = metadata.type();
    name = metadata.name();
    message.text(FAMILY_NAME, sampleName());
    message.text(FAMILY_HELP, metadata.help());
    message.unsigned(FAMILY_TYPE, typeNumber(type));
    if (!metadata.unit().isEmpty()) {
      message.text(FAMILY_UNIT, metadata.unit());
    }
    header = message.size();
  }

  private String sampleName() {
    return switch (type) {
      case COUNTER -> name + "_total";
      case INFO -> name + "_info";
      default -> name;
    };
  }

  private static int typeNumber(MetricType type) {
    return switch (type) {
      case COUNTER -> 0;
      case GAUGE, INFO, STATE_SET -> 1;
      case SUMMARY -> 2;
      case UNKNOWN -> 3;
      case HISTOGRAM -> 4;
      case GAUGE_HISTOGRAM -> 5;
    };
  }

  private int begin(byte[] labels, int offset, int length) {
    if (message.size() > MOST_BYTES_OF_A_FAMILY) {
      send();
    }
    int metric = message.begin(FAMILY_METRIC);
    labels(METRIC_LABEL, labels, offset, length);
    return metric;
  }

  /** Takes {@code a="b",c="d"} apart. */
  private void labels(int field, byte[] text, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int equals = at;
      while (text[equals] != '=') {
        equals++;
      }
      int quote = equals + 2;
      while (text[quote] != '"') {
        quote += text[quote] == '\\' ? 2 : 1;
      }
      int pair = message.begin(field);
      message.text(LABEL_NAME, text, at, equals - at);
      message.escapedText(LABEL_VALUE, text, equals + 2, quote - equals - 2);
      message.end(pair);
      at = quote + 2;
    }
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    int metric = begin(labels, offset, length);
    int counter = message.begin(METRIC_COUNTER);
    message.number(VALUE, value);
    if (exemplar != null) {
      exemplar(COUNTER_EXEMPLAR, exemplar);
    }
    time(COUNTER_CREATED, createdMillis);
    message.end(counter);
    message.end(metric);
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {
    int metric = begin(labels, offset, length);
    value(type == MetricType.UNKNOWN ? METRIC_UNTYPED : METRIC_GAUGE, value);
    message.end(metric);
  }

  private void value(int field, double value) {
    int gauge = message.begin(field);
    message.number(VALUE, value);
    message.end(gauge);
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    int metric = begin(labels, offset, length);
    int histogram = message.begin(METRIC_HISTOGRAM);
    message.unsigned(SAMPLE_COUNT, sample.count);
    message.number(SAMPLE_SUM, sample.sum);
    classicBuckets(sample);
    if (sample.zeroThreshold > 0 || sample.size > 0) {
      nativeBuckets(sample);
    }
    time(HISTOGRAM_CREATED, sample.createdMillis);
    message.end(histogram);
    message.end(metric);
  }

  private void classicBuckets(HistogramSample sample) {
    double lower = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= sample.bounds.size(); i++) {
      double upper =
          sample.bounds.size() == i ? Double.POSITIVE_INFINITY : sample.bounds.upperBound(i);
      int bucket = message.begin(HISTOGRAM_BUCKET);
      message.unsigned(BUCKET_COUNT, sample.cumulative[i]);
      message.number(BUCKET_BOUND, upper);
      Exemplar exemplar = sample.exemplarWithin(lower, upper);
      if (exemplar != null) {
        exemplar(BUCKET_EXEMPLAR, exemplar);
      }
      message.end(bucket);
      lower = upper;
    }
  }

  private void nativeBuckets(HistogramSample sample) {
    message.signed(HISTOGRAM_SCHEMA, sample.schema);
    message.number(HISTOGRAM_ZERO_THRESHOLD, sample.zeroThreshold);
    message.unsigned(HISTOGRAM_ZERO_COUNT, sample.zeroCount);
    int end = 0; // of the span before, as a bucket's index
    for (int i = startOfSpan(sample, 0); i < sample.size; i = startOfSpan(sample, i)) {
      int start = i;
      i = endOfSpan(sample, start);
      int span = message.begin(HISTOGRAM_POSITIVE_SPAN);
      message.signed(SPAN_OFFSET, (long) sample.firstIndex + start - end);
      message.unsigned(SPAN_LENGTH, i - start);
      message.end(span);
      end = sample.firstIndex + i;
    }
    deltas(sample);
    for (int i = 0; i < sample.exemplarCount; i++) {
      if (sample.exemplars[i].timestampMillis() > 0) {
        exemplar(HISTOGRAM_EXEMPLAR, sample.exemplars[i]);
      }
    }
  }

  private void deltas(HistogramSample sample) {
    int packed = message.begin(HISTOGRAM_POSITIVE_DELTA);
    long before = 0;
    for (int i = startOfSpan(sample, 0); i < sample.size; i = startOfSpan(sample, i)) {
      int end = endOfSpan(sample, i);
      while (i < end) {
        message.packed(sample.counts[i] - before);
        before = sample.counts[i++];
      }
    }
    message.end(packed);
  }

  private static int startOfSpan(HistogramSample sample, int from) {
    int i = from;
    while (i < sample.size && sample.counts[i] == 0) {
      i++;
    }
    return i;
  }

  /** A span ends where more empty buckets follow than are worth another span. */
  private static int endOfSpan(HistogramSample sample, int start) {
    int end = start;
    for (int i = start; i < sample.size && i - end <= WORTHLESS_GAP; i++) {
      end = sample.counts[i] == 0 ? end : i + 1;
    }
    return end;
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    int metric = begin(labels, offset, length);
    int summary = message.begin(METRIC_SUMMARY);
    message.unsigned(SAMPLE_COUNT, sample.count);
    message.number(SAMPLE_SUM, sample.sum);
    for (int i = 0; i < sample.size; i++) {
      int quantile = message.begin(SUMMARY_QUANTILE);
      message.number(QUANTILE, sample.quantiles[i]);
      message.number(QUANTILE_VALUE, sample.values[i]);
      message.end(quantile);
    }
    time(SUMMARY_CREATED, sample.createdMillis);
    message.end(summary);
    message.end(metric);
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    gauge(labels, offset, length, 1);
  }

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {
    int metric = begin(labels, offset, length);
    int pair = message.begin(METRIC_LABEL);
    message.text(LABEL_NAME, name);
    message.text(LABEL_VALUE, state);
    message.end(pair);
    value(METRIC_GAUGE, on ? 1 : 0);
    message.end(metric);
  }

  private void exemplar(int field, Exemplar exemplar) {
    int start = message.begin(field);
    labels(EXEMPLAR_LABEL, exemplar.labels(), 0, exemplar.labels().length);
    message.number(EXEMPLAR_VALUE, exemplar.value());
    time(EXEMPLAR_TIME, exemplar.timestampMillis());
    message.end(start);
  }

  private void time(int field, long millis) {
    if (millis > 0) {
      int start = message.begin(field);
      message.unsigned(SECONDS, millis / 1000);
      message.unsigned(NANOS, (millis % 1000) * 1_000_000);
      message.end(start);
    }
  }
}
