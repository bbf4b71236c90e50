package io.kubernaut.metrics.registry.jmx;

import io.kubernaut.metrics.registry.RegistryStatus;
import java.util.List;
import java.util.Map;

/** Shows a registry in JMX. */
class MetricsBean implements MetricsMXBean {
  private static final int TOP = 10;

  private final RegistryStatus status;
  final MetricBeans beans;

  MetricsBean(RegistryStatus status, MetricBeans beans) {
    this.status = status;
    this.beans = beans;
  }

  @Override
  public int getFamilies() {
    return status.families();
  }

  @Override
  public int getSeries() {
    return status.series();
  }

  @Override
  public int getSeriesLimit() {
    return status.seriesLimit();
  }

  @Override
  public long getRefusedLookups() {
    return status.refused();
  }

  @Override
  public Map<String, Integer> getSeriesByFamily() {
    return status.seriesByFamily();
  }

  @Override
  public List<OffenderView> getTopOffenders() {
    return status.offenders(TOP).stream().<OffenderView>map(Row::of).toList();
  }

  /** A family with many series. Its accessors are named as JMX wants them. */
  private record Row(String getName, int getSeries, long getRefusedLookups)
      implements OffenderView {
    static Row of(RegistryStatus.Offender family) {
      return new Row(family.name(), family.series(), family.refused());
    }
  }

  @Override
  public Map<String, Long> getMisuse() {
    return status.misuse();
  }

  @Override
  public Map<String, Double> getAccuracy() {
    return status.accuracy();
  }

  @Override
  public double getOverheadRatio() {
    return status.overheadRatio();
  }

  @Override
  public double getNanosPerRecord() {
    return status.nanosPerRecord();
  }

  @Override
  public double getBytesPerRecord() {
    return status.bytesPerRecord();
  }

  @Override
  public int getHotMeters() {
    return status.hotMeters();
  }

  @Override
  public long getHotCellBytes() {
    return status.hotCellBytes();
  }

  @Override
  public long getHotCellBudgetBytes() {
    return status.hotCellBudgetBytes();
  }

  @Override
  public List<String> getShownMeters() {
    return beans.shown();
  }

  /** The same with the operations. */
  static final class Operable extends MetricsBean implements MetricsControlMXBean {

    Operable(RegistryStatus status, MetricBeans beans) {
      super(status, beans);
    }

    @Override
    public void showMeter(String metric) {
      beans.show(metric);
    }

    @Override
    public void hideMeter(String metric) {
      beans.hide(metric);
    }
  }
}
