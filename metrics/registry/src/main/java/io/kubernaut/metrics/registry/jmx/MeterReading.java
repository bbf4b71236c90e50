package io.kubernaut.metrics.registry.jmx;

import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import io.kubernaut.metrics.registry.rollup.QuantileSketch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look at all series of a metric. Made by one thread, which then only reads it. */
final class MeterReading implements MetricSink {
  static final int MOST_ROWS = 1_000;

  private final String metric;
  private final List<MeterMXBean.RowView> rows = new ArrayList<>();
  private String statistic = "";
  private int series;
  private double value;
  private long count;
  private QuantileSketch sketch = QuantileSketch.EMPTY;

  private MeterReading(String metric) {
    this.metric = metric;
  }

  static MeterReading of(String metric, MetricSource source) {
    MeterReading reading = new MeterReading(metric);
    source.collect(metric::equals, reading);
    return reading;
  }

  List<MeterMXBean.RowView> rows() {
    return rows;
  }

  int series() {
    return series;
  }

  double value() {
    return value;
  }

  long count() {
    return count;
  }

  double mean() {
    return count == 0 ? Double.NaN : value / count;
  }

  double quantile(double q) {
    return sketch.quantile(q);
  }

  /** Some kinds of meters are shown as several families, one for each of their statistics. */
  @Override
  public void family(MetricMetadata metadata) {
    statistic = metadata.name().substring(metric.length());
  }

  private void add(
      byte[] labels, int offset, int length, double number, long records, QuantileSketch values) {
    series++;
    value += number;
    count += records;
    sketch = sketch.merge(values);
    if (rows.size() < MOST_ROWS) {
      String text = new String(labels, offset, length, StandardCharsets.UTF_8);
      rows.add(new Row(text(text), number, records, values));
    }
  }

  private String text(String labels) {
    if (statistic.isEmpty()) {
      return labels;
    }
    String part = "statistic=\"" + statistic.substring(1) + '"';
    return labels.isEmpty() ? part : labels + ',' + part;
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double total,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    add(labels, offset, length, total, 0, QuantileSketch.EMPTY);
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double level) {
    add(labels, offset, length, level, 0, QuantileSketch.EMPTY);
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    add(labels, offset, length, sample.sum, sample.count, QuantileSketch.of(sample));
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    add(labels, offset, length, sample.sum, sample.count, QuantileSketch.EMPTY);
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    gauge(labels, offset, length, 1);
  }

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {
    gauge(labels, offset, length, on ? 1 : 0);
  }

  /** A series. Its accessors are named as JMX wants them. */
  private record Row(String getLabels, double getValue, long getCount, QuantileSketch sketch)
      implements MeterMXBean.RowView {

    @Override
    public double getMedian() {
      return sketch.quantile(0.5);
    }

    @Override
    public double getPercentile99() {
      return sketch.quantile(0.99);
    }

    @Override
    public double getMaximum() {
      return sketch.quantile(1);
    }
  }
}
