package io.kubernaut;

import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.diagnostics.Diagnostics;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.binders.Attachments;
import io.kubernaut.metrics.registry.jmx.MetricBeans;

/**
 * Everything wired: a service that starts one of these is measured from then on.
 *
 * <pre>{@code
 * try (Kubernaut kubernaut = Kubernaut.builder("gateway").http().start()) {
 *   Counter received = kubernaut.metrics().counter("gateway.signals.received", "source", "alertmanager");
 *   received.increment();
 *   …                                          // http://localhost:8077/metrics
 * }
 * }</pre>
 *
 * <p>Without configuration there are a platform, a registry that shows the virtual machine, the
 * process, the machine and the control group, a store that remembers all of it second by second
 * ({@code kubernaut-data/<name>} below the working directory, see {@link
 * KubernautBuilder#dataDirectory}), and beans in JMX. No port is opened unless asked for, by {@link
 * KubernautBuilder#http()}, by the deployment ({@code KUBERNAUT_HTTP_PORT}), or later by {@code
 * http().start()}; then on the loopback address unless told otherwise. A port in use does not stop
 * the service: the platform is degraded, {@code http} is named as lost, and it is tried again.
 *
 * <p>There are no statics: two of these in one virtual machine do not meet. {@link #close()}, or a
 * signal to end, stops what was added to the {@linkplain #platform() platform}, then HTTP, which
 * finishes the requests under way, then the rest; no thread, port, MBean or hook is left. Safe for
 * any thread.
 */
public final class Kubernaut implements AutoCloseable {

  private final Platform platform;
  private final Metering metering;
  private final Health health;
  private final History history;
  private final PromQl promQl;
  private final Diagnostics diagnostics;
  private final HttpServer http;

  Kubernaut(
      Platform platform,
      Metering metering,
      Health health,
      History history,
      PromQl promQl,
      Diagnostics diagnostics,
      HttpServer http) {
    this.platform = platform;
    this.metering = metering;
    this.health = health;
    this.history = history;
    this.promQl = promQl;
    this.diagnostics = diagnostics;
    this.http = http;
  }

  /**
   * Starts with what the deployment has set, and defaults for everything else.
   *
   * @param name what the service is called in labels, threads, JMX and logs: one to 64 letters,
   *     digits, dots, dashes and underscores
   * @return what runs; close it
   * @throws IllegalArgumentException if the name or what the deployment has set is invalid
   */
  public static Kubernaut start(String name) {
    return builder(name).start();
  }

  /**
   * Begins to describe one.
   *
   * @param name what the service is called in labels, threads, JMX and logs: one to 64 letters,
   *     digits, dots, dashes and underscores
   * @return a builder
   * @throws IllegalArgumentException if the name is anything else
   */
  public static KubernautBuilder builder(String name) {
    return new KubernautBuilder(name, Settings.ofProcess());
  }

  /**
   * Returns the registry, which is Micrometer's and more.
   *
   * @return where to get counters, timers, gauges and families
   */
  public KubernautMeterRegistry metrics() {
    return metering.registry();
  }

  /**
   * Returns where the service's own executors, queues, caches, HTTP clients and servers are
   * attached to be measured, each with one call.
   *
   * @return the attachments, which hold those of the starter
   */
  public Attachments attachments() {
    return metering.attachments();
  }

  /**
   * Returns the registry's beans, by which a metric gets one of its own.
   *
   * @return the beans
   */
  public MetricBeans jmx() {
    return metering.beans();
  }

  /**
   * Returns how the service is, and why. Its own checks are added here; those of the SDK's parts
   * are there, in the group {@code kubernaut}.
   *
   * <pre>{@code
   * kubernaut.health().check(HealthCheck.named("database", this::ping).timeout(ofSeconds(1)));
   * }</pre>
   *
   * @return health, as {@code /health}, {@code /readyz} and {@code /livez} show it
   */
  public Health health() {
    return health;
  }

  /**
   * Returns the history: all that was measured, collected each second, and open for what the
   * service wants to add.
   *
   * @return the store, as source and sink of series
   */
  public History store() {
    return history;
  }

  /**
   * Returns the engine for questions about the history, in PromQL.
   *
   * <pre>{@code
   * QueryResult rate = kubernaut.query().query("rate(orders_placed_total[1m])").at(now).run();
   * }</pre>
   *
   * @return the engine, which answers from {@link #store()}
   */
  public PromQl query() {
    return promQl;
  }

  /**
   * Returns what finds out what the service suffers from.
   *
   * <pre>{@code
   * kubernaut.diagnostics().bundle().writeTo(out);
   * kubernaut.diagnostics().bottlenecks(ofSeconds(2)).join().first();
   * }</pre>
   *
   * @return diagnostics, of everything that is wired here
   */
  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /**
   * Returns the platform: clocks, scheduler, executors, events, and {@link Platform#add} for the
   * service's own components, so that they are supervised, and drained on a signal.
   *
   * @return the platform that all of this stands on
   */
  public Platform platform() {
    return platform;
  }

  /**
   * Returns the HTTP server, which serves {@code /metrics}, the probes, {@code /health} and an
   * index at {@code /}, once it is asked to.
   *
   * @return a server that is off, listens, or waits for its port
   */
  public HttpServer http() {
    return http;
  }

  /** Stops everything, within the stop budget of the platform. Closing twice is harmless. */
  @Override
  public void close() {
    platform.close();
  }

  @Override
  public String toString() {
    return "Kubernaut[" + platform.name() + " " + platform.state() + ", " + http.binding() + "]";
  }
}
