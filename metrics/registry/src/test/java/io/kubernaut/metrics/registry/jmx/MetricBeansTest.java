package io.kubernaut.metrics.registry.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.RegistryOptions;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-003")
class MetricBeansTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final Platform platform = Platform.builder("orders").mbeanServer(server).start();
  private final KubernautMeterRegistry registry =
      KubernautMeterRegistry.builder().options(RegistryOptions.DEFAULTS.withSeries(3, 10)).build();

  @AfterEach
  void close() {
    registry.close();
    platform.close();
  }

  private MetricBeans readOnly() {
    return MetricBeans.readOnly(registry, platform.beans());
  }

  private Object value(ObjectName bean, String attribute) throws JMException {
    return server.getAttribute(bean, attribute);
  }

  private Object metrics(String attribute) throws JMException {
    return value(platform.beans().name("Metrics"), attribute);
  }

  private static Object row(TabularData table, String key) {
    CompositeData row = table.get(new Object[] {key});
    return row == null ? "no row " + key : row.get("value");
  }

  private Set<String> meters() throws JMException {
    return server.queryNames(new ObjectName("io.kubernaut:type=Meter,*"), null).stream()
        .map(ObjectName::toString)
        .collect(Collectors.toSet());
  }

  @Test
  @Tag("BR-MET-004")
  void showsHowFullTheRegistryIsAndWhoFillsIt() throws JMException {
    CounterFamily visits = registry.counters("visits").labels("user").register();
    for (int i = 0; i < 10; i++) {
      visits.with("user-" + i).increment();
    }
    registry.counter("orders.placed").increment();
    readOnly();
    assertThat(metrics("Families")).isEqualTo(2);
    assertThat(metrics("Series")).isEqualTo(4);
    assertThat(metrics("SeriesLimit")).isEqualTo(10);
    assertThat(metrics("RefusedLookups")).isEqualTo(7L);
    TabularData byFamily = (TabularData) metrics("SeriesByFamily");
    assertThat(row(byFamily, "visits")).isEqualTo(3);
    assertThat(row(byFamily, "orders_placed")).isEqualTo(1);
    CompositeData[] offenders = (CompositeData[]) metrics("TopOffenders");
    assertThat(offenders).hasSize(2);
    assertThat(offenders[0].getAll(new String[] {"name", "series", "refusedLookups"}))
        .containsExactly("visits", 3, 7L);
  }

  @Test
  @Tag("BR-PERF-001")
  void showsMisuseAccuracyMemoryAndCost() throws JMException, IOException {
    registry.counter("c").increment(-1);
    PrometheusText.write(registry, NameFilter.ALL, OutputStream.nullOutputStream());
    readOnly();
    assertThat(row((TabularData) metrics("Misuse"), "negative")).isEqualTo(1L);
    assertThat(row((TabularData) metrics("Misuse"), "nan")).isEqualTo(0L);
    assertThat(row((TabularData) metrics("Accuracy"), "counter")).isEqualTo(1.0);
    assertThat((Double) metrics("OverheadRatio")).isBetween(0.0, 1.0);
    assertThat((Double) metrics("NanosPerRecord")).isPositive();
    assertThat((Double) metrics("BytesPerRecord")).isBetween(0.0, 1.0);
    assertThat((Integer) metrics("HotMeters")).isNotNegative();
    assertThat((Long) metrics("HotCellBytes")).isNotNegative();
    assertThat(metrics("HotCellBudgetBytes")).isEqualTo(8L << 20);
    assertThat((String[]) metrics("ShownMeters")).isEmpty();
  }

  @Test
  void showsACounterWithAllItsSeries() throws JMException {
    CounterFamily requests = registry.counters("http.requests").labels("route").register();
    requests.with("/orders").increment(3);
    requests.with("/stock").increment(4);
    ObjectName bean = readOnly().show("http.requests");
    assertThat(bean.toString())
        .isEqualTo("io.kubernaut:type=Meter,platform=orders,name=http_requests");
    assertThat(value(bean, "Type")).isEqualTo("counter");
    assertThat(value(bean, "Series")).isEqualTo(2);
    assertThat(value(bean, "Value")).isEqualTo(7.0);
    assertThat(value(bean, "Count")).isEqualTo(0L);
    assertThat(value(bean, "Median")).isEqualTo(Double.NaN);
    requests.with("/orders").increment();
    assertThat(value(bean, "Value")).as("a reading of this moment").isEqualTo(8.0);
    CompositeData[] rows = (CompositeData[]) value(bean, "Rows");
    assertThat(rows)
        .extracting(row -> row.get("labels"))
        .containsExactly("route=\"/orders\"", "route=\"/stock\"");
    assertThat(rows).extracting(row -> row.get("value")).containsExactly(4.0, 4.0);
  }

  @Test
  void showsQuantilesOfEveryTimerWhetherExposedOrNot() throws JMException {
    Timer plain = registry.timer("work");
    for (int i = 1; i <= 100; i++) {
      plain.record(i, TimeUnit.MILLISECONDS);
    }
    ObjectName bean = readOnly().show("work");
    assertThat(bean.getKeyProperty("name")).isEqualTo("work_seconds");
    assertThat(value(bean, "Unit")).isEqualTo("seconds");
    assertThat(value(bean, "Count")).isEqualTo(100L);
    assertThat((Double) value(bean, "Value")).isCloseTo(5.05, within(1e-9));
    assertThat((Double) value(bean, "Mean")).isCloseTo(0.0505, within(1e-9));
    assertThat((Double) value(bean, "Median")).isCloseTo(0.050, within(0.0005));
    assertThat((Double) value(bean, "Percentile99")).isCloseTo(0.099, within(0.001));
    assertThat((Double) value(bean, "Maximum")).isCloseTo(0.1, within(0.001));
  }

  @Test
  void showsGaugesAndTheStatisticsOfLongTasks() throws JMException {
    Gauge.builder("queue.depth", () -> 5).tag("queue", "in").register(registry);
    LongTaskTimer imports = registry.more().longTaskTimer("imports");
    MetricBeans beans = readOnly();
    assertThat(value(beans.show("queue.depth"), "Value")).isEqualTo(5.0);
    LongTaskTimer.Sample sample = imports.start();
    CompositeData[] rows = (CompositeData[]) value(beans.show("imports"), "Rows");
    assertThat(rows[0].get("labels")).isEqualTo("statistic=\"active_count\"");
    assertThat(rows[0].get("value")).isEqualTo(1.0);
    assertThat(sample.stop()).isPositive();
  }

  @Test
  void findsAMetricByItsNameInCodeAsExposedAndBySample() throws JMException {
    registry
        .timers("http.latency")
        .labels("route")
        .register()
        .with("/")
        .record(Duration.ofMillis(1));
    MetricBeans beans = readOnly();
    for (String name :
        new String[] {
          "http.latency", "http_latency", "http_latency_seconds", "http_latency_seconds_bucket"
        }) {
      beans.show(name);
    }
    assertThat(meters())
        .as("showing again changes nothing")
        .containsExactly("io.kubernaut:type=Meter,platform=orders,name=http_latency_seconds");
    assertThat(beans.shown()).containsExactly("http_latency_seconds");
    assertThatThrownBy(() -> beans.show("http.latencies"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no metric \"http.latencies\".");
  }

  @Test
  @Tag("BR-SVC-006")
  void showsSoManyAndNoMore() throws JMException {
    try (KubernautMeterRegistry many = KubernautMeterRegistry.create();
        MetricBeans beans = MetricBeans.readOnly(many, platform.beans())) {
      for (int i = 0; i <= MetricBeans.MOST_METERS; i++) {
        many.counter("c" + i);
      }
      for (int i = 0; i < MetricBeans.MOST_METERS; i++) {
        beans.show("c" + i);
      }
      assertThatThrownBy(() -> beans.show("c100"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Metric \"c100\" cannot be shown: 100 metrics have a bean already. Hide one first.");
      beans.hide("c7");
      beans.show("c100");
      assertThat(meters()).hasSize(MetricBeans.MOST_METERS);
    }
    assertThat(meters()).as("closing unregisters all").isEmpty();
  }

  @Test
  void isReadOnlyUnlessSwitchedOn() throws JMException {
    registry.counter("orders.placed").increment();
    ObjectName bean = platform.beans().name("Metrics");
    try (MetricBeans beans = readOnly()) {
      assertThat(server.getMBeanInfo(bean).getOperations()).isEmpty();
      assertThat(beans.shown()).isEmpty();
    }
    MetricBeans operable = MetricBeans.operable(registry, platform.beans());
    invoke(bean, "showMeter", "orders.placed");
    assertThat(metrics("ShownMeters")).isEqualTo(new String[] {"orders_placed"});
    assertThatThrownBy(() -> invoke(bean, "showMeter", "nothing"))
        .isInstanceOf(RuntimeMBeanException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
    invoke(bean, "hideMeter", "orders_placed");
    assertThat(operable.shown()).isEmpty();
    assertThat(meters()).isEmpty();
  }

  private void invoke(ObjectName bean, String operation, String argument) throws JMException {
    server.invoke(bean, operation, new Object[] {argument}, new String[] {String.class.getName()});
  }

  @Test
  void theEndOfThePlatformUnregistersAll() throws JMException {
    registry.counter("orders.placed");
    MetricBeans beans = readOnly();
    beans.show("orders.placed");
    platform.close();
    assertThat(server.queryNames(new ObjectName("io.kubernaut:*"), null)).isEmpty();
    beans.close();
    assertThatThrownBy(() -> beans.show("orders.placed"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("are closed");
  }
}
