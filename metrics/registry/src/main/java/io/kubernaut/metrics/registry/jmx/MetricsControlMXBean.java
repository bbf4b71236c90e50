package io.kubernaut.metrics.registry.jmx;

/** The same bean where operations are switched on: an operator chooses what has a bean. */
public interface MetricsControlMXBean extends MetricsMXBean {

  /**
   * Gives a metric a bean, {@code io.kubernaut:type=Meter,platform=<name>,name=<metric>}. Doing it
   * twice is harmless.
   *
   * @param metric its name in code or as exposed
   * @throws IllegalArgumentException if there is no such metric
   * @throws IllegalStateException if there are as many such beans as there may be
   */
  void showMeter(String metric);

  /**
   * Takes a metric's bean away, if it has one.
   *
   * @param metric its name in code or as exposed
   */
  void hideMeter(String metric);
}
