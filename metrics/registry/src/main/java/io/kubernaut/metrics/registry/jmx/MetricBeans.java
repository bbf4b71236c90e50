package io.kubernaut.metrics.registry.jmx;

import io.kubernaut.core.runtime.Beans;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.MetricCatalogue;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.management.ObjectName;

/**
 * A registry's beans: one for the registry, and one for each metric that is asked for.
 *
 * <pre>{@code
 * MetricBeans jmx = MetricBeans.readOnly(registry, platform.beans());
 * jmx.show("http.requests");        // io.kubernaut:type=Meter,platform=orders,name=http_requests
 * }</pre>
 *
 * <p>All are MXBeans of open types, which any JMX client reads without our classes. Metrics have no
 * bean of their own unless asked for, and at most {@value #MOST_METERS} at a time have one. Reading
 * a bean costs a walk over the metric's series, recording nothing. Safe for any thread. {@link
 * #close()}, and the end of the platform, unregister all.
 */
public final class MetricBeans implements AutoCloseable {

  /** How many metrics may have a bean of their own at a time. */
  public static final int MOST_METERS = 100;

  private final KubernautMeterRegistry registry;
  private final Beans beans;
  private final Beans.Registration own;
  private final Map<String, Beans.Registration> meters = new TreeMap<>(); // guarded by this
  private boolean closed; // guarded by this

  private MetricBeans(KubernautMeterRegistry registry, Beans beans, boolean operable) {
    this.registry = registry;
    this.beans = beans;
    this.own =
        beans.register(
            "Metrics",
            operable
                ? new MetricsBean.Operable(registry.status(), this)
                : new MetricsBean(registry.status(), this));
  }

  /**
   * Shows a registry to those who may look and not touch: which metrics have a bean is decided by
   * {@link #show} alone.
   *
   * @param registry what to show
   * @param beans where, see {@link io.kubernaut.core.runtime.Platform#beans()}
   * @return the beans; close them
   */
  public static MetricBeans readOnly(KubernautMeterRegistry registry, Beans beans) {
    return new MetricBeans(registry, beans, false);
  }

  /**
   * Shows a registry with operations by which a JMX client, too, gives a metric a bean.
   *
   * @param registry what to show
   * @param beans where, see {@link io.kubernaut.core.runtime.Platform#beans()}
   * @return the beans; close them
   */
  public static MetricBeans operable(KubernautMeterRegistry registry, Beans beans) {
    return new MetricBeans(registry, beans, true);
  }

  /**
   * Gives a metric a bean. Doing it twice is harmless.
   *
   * @param metric its name in code, such as {@code http.requests}, or as exposed
   * @return the name of the bean
   * @throws IllegalArgumentException if there is no such metric yet
   * @throws IllegalStateException if {@value #MOST_METERS} have one already, or these beans are
   *     closed
   */
  public synchronized ObjectName show(String metric) {
    MetricCatalogue.Entry entry = find(metric).orElseThrow(() -> unknown(metric));
    if (!meters.containsKey(entry.name())) {
      requireRoom(entry.name());
      MeterBean bean = new MeterBean(entry, registry.fine());
      meters.put(entry.name(), beans.register("Meter", entry.name(), bean));
    }
    return beans.name("Meter", entry.name());
  }

  private void requireRoom(String name) {
    if (closed) {
      throw new IllegalStateException(
          "Metric \"%s\" cannot be shown: the registry's beans are closed.".formatted(name));
    }
    if (meters.size() >= MOST_METERS) {
      throw new IllegalStateException(
          "Metric \"%s\" cannot be shown: %d metrics have a bean already. Hide one first."
              .formatted(name, MOST_METERS));
    }
  }

  /**
   * Takes a metric's bean away, if it has one.
   *
   * @param metric its name in code or as exposed
   */
  public synchronized void hide(String metric) {
    String name = find(metric).map(MetricCatalogue.Entry::name).orElse(metric);
    Beans.Registration bean = meters.remove(name);
    if (bean != null) {
      bean.close();
    }
  }

  /**
   * Returns the metrics that have a bean.
   *
   * @return the names they are exposed with, in order
   */
  public synchronized List<String> shown() {
    return List.copyOf(meters.keySet());
  }

  /** Finds a metric by its exposed name, a sample's name, or the name it has in code. */
  private Optional<MetricCatalogue.Entry> find(String metric) {
    String snake = metric.replace('.', '_').replace('-', '_');
    NameFilter sampled = NameFilter.ofSamples(List.of(snake));
    List<MetricCatalogue.Entry> all = registry.catalogue().entries();
    return all.stream()
        .filter(entry -> entry.name().equals(snake))
        .findFirst()
        .or(() -> all.stream().filter(entry -> withUnit(snake, entry)).findFirst())
        .or(() -> all.stream().filter(entry -> sampled.accepts(entry.name())).findFirst());
  }

  private static boolean withUnit(String snake, MetricCatalogue.Entry entry) {
    return entry.name().equals(snake + '_' + entry.unit());
  }

  private static IllegalArgumentException unknown(String metric) {
    return new IllegalArgumentException(
        "There is no metric \"%s\". Give one that has been registered, in code (\"http.requests\") or as exposed (\"http_requests\"); the attribute SeriesByFamily names all."
            .formatted(metric));
  }

  /** Unregisters all beans. Closing twice is harmless. */
  @Override
  public synchronized void close() {
    closed = true;
    meters.values().forEach(Beans.Registration::close);
    meters.clear();
    own.close();
  }
}
