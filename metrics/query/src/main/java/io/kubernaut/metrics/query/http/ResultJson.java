package io.kubernaut.metrics.query.http;

import io.kubernaut.metrics.query.QueryValue;
import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.query.internal.histogram.HistogramBuckets;
import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.store.NativeHistogram;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes what a query results in. */
final class ResultJson {

  private ResultJson() {}

  /** Writes {@code "resultType":…,"result":…}. */
  static void write(JsonText json, QueryValue value) throws IOException {
    if (value instanceof QueryValue.Scalar scalar) {
      json.raw("\"resultType\":\"scalar\",\"result\":[").number(scalar.timeMillis() / 1000.0);
      // Prometheus never writes an exponent here, and trims the time.
      json.raw(',').text(GoNumbers.plain(scalar.value())).raw(']');
    } else if (value instanceof QueryValue.Text text) {
      json.raw("\"resultType\":\"string\",\"result\":[").number(text.timeMillis() / 1000.0);
      json.raw(',').text(text.value()).raw(']');
    } else if (value instanceof QueryValue.Vector vector) {
      json.raw("\"resultType\":\"vector\",\"result\":");
      json.array(vector.series(), ResultJson::single);
    } else if (value instanceof QueryValue.Matrix matrix) {
      json.raw("\"resultType\":\"matrix\",\"result\":");
      json.array(matrix.series(), ResultJson::many);
    }
  }

  private static void single(JsonText json, SampleSeries series) throws IOException {
    json.raw("{\"metric\":").labels(series.labels());
    Optional<NativeHistogram> histogram = series.histogram(0);
    if (histogram.isPresent()) {
      json.raw(",\"histogram\":[").time(series.timeMillis(0)).raw(',');
      histogram(json, histogram.get());
    } else {
      json.raw(",\"value\":[").time(series.timeMillis(0)).raw(',').value(series.value(0));
    }
    json.raw("]}");
  }

  private static void many(JsonText json, SampleSeries series) throws IOException {
    json.raw("{\"metric\":").labels(series.labels());
    boolean mixed = series.hasHistograms();
    String before = ",\"values\":[";
    for (int i = 0; i < series.size(); i++) {
      if (!mixed || series.histogram(i).isEmpty()) {
        json.raw(before).raw('[').time(series.timeMillis(i)).raw(',');
        json.value(series.value(i)).raw(']');
        before = ",";
      }
    }
    json.raw(before.length() == 1 ? "]" : "");
    if (mixed) {
      histograms(json, series);
    }
    json.raw('}');
  }

  private static void histograms(JsonText json, SampleSeries series) throws IOException {
    String before = ",\"histograms\":[";
    for (int i = 0; i < series.size(); i++) {
      Optional<NativeHistogram> histogram = series.histogram(i);
      if (histogram.isPresent()) {
        json.raw(before).raw('[').time(series.timeMillis(i)).raw(',');
        histogram(json, histogram.get());
        json.raw(']');
        before = ",";
      }
    }
    json.raw(before.length() == 1 ? "]" : "");
  }

  /** Writes count, sum and those buckets that hold something. */
  static void histogram(JsonText json, NativeHistogram histogram) throws IOException {
    json.raw("{\"count\":").value(histogram.count()).raw(",\"sum\":").value(histogram.sum());
    List<HistogramBuckets.Bucket> buckets = HistogramBuckets.filled(histogram);
    if (!buckets.isEmpty()) {
      json.raw(",\"buckets\":").array(buckets, ResultJson::bucket);
    }
    json.raw('}');
  }

  private static void bucket(JsonText json, HistogramBuckets.Bucket bucket) throws IOException {
    json.raw('[').number((long) bucket.rule()).raw(',').value(bucket.lower()).raw(',');
    json.value(bucket.upper()).raw(',').value(bucket.count()).raw(']');
  }
}
