package io.kubernaut.metrics.registry.jmx;

import io.kubernaut.metrics.registry.MetricCatalogue;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import java.util.List;

/** Shows a metric in JMX. What it is stands fast; its values are read when asked for. */
record MeterBean(MetricCatalogue.Entry metric, MetricSource source) implements MeterMXBean {

  private MeterReading reading() {
    return MeterReading.of(metric.name(), source);
  }

  @Override
  public String getName() {
    return metric.name();
  }

  @Override
  public String getType() {
    return metric.type();
  }

  @Override
  public String getUnit() {
    return metric.unit();
  }

  @Override
  public String getDescription() {
    return metric.help();
  }

  @Override
  public int getSeries() {
    return reading().series();
  }

  @Override
  public double getValue() {
    return reading().value();
  }

  @Override
  public long getCount() {
    return reading().count();
  }

  @Override
  public double getMean() {
    return reading().mean();
  }

  @Override
  public double getMedian() {
    return reading().quantile(0.5);
  }

  @Override
  public double getPercentile99() {
    return reading().quantile(0.99);
  }

  @Override
  public double getMaximum() {
    return reading().quantile(1);
  }

  @Override
  public List<RowView> getRows() {
    return reading().rows();
  }
}
