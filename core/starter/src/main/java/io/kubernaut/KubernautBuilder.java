package io.kubernaut;

import io.kubernaut.core.http.AccessPolicy;
import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.jetty.JettyServer;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformBuilder;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthBuilder;
import io.kubernaut.health.diagnostics.Diagnostics;
import io.kubernaut.health.diagnostics.DiagnosticsBuilder;
import io.kubernaut.metrics.collector.Collector;
import io.kubernaut.metrics.collector.CollectorMeters;
import io.kubernaut.metrics.collector.CollectorStatus;
import io.kubernaut.metrics.collector.HistogramForm;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.query.http.PrometheusApi;
import io.kubernaut.metrics.query.http.ServerFacts;
import io.kubernaut.metrics.registry.RegistryOptions;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.Tier;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes and starts a {@link Kubernaut}. Every setting has a default. What the deployment sets,
 * as a system property or an environment variable, counts more than what is set here: whoever runs
 * a service knows its ports.
 *
 * <table>
 *   <caption>What the deployment may set; the property counts more than the variable</caption>
 *   <tr><th>property<th>environment variable<th>value
 *   <tr><td>{@code kubernaut.http.port}<td>{@code KUBERNAUT_HTTP_PORT}<td>a port, 0 for a free one, or
 *     {@code off}
 *   <tr><td>{@code kubernaut.http.address}<td>{@code KUBERNAUT_HTTP_ADDRESS}<td>an IP address to
 *     listen on instead of the loopback's; {@code 0.0.0.0} lets a scraper in another pod come in,
 *     without encryption
 *   <tr><td>{@code kubernaut.data.directory}<td>{@code KUBERNAUT_DATA_DIRECTORY}<td>where history is
 *     kept: a directory, {@code memory}, or {@code off}
 * </table>
 *
 * <p>Used by one thread, once.
 */
public final class KubernautBuilder {

  /** The port of {@link #http()}. */
  public static final int STANDARD_PORT = 8077;

  /**
   * What is kept of the history: 200,000 series, 15 days of samples, 90 days of five minutes, two
   * years of hours, 1 GiB in all; a second's samples lost at the most when the machine loses power,
   * none when the process is killed.
   */
  public static final StoreOptions STANDARD_HISTORY =
      StoreOptions.STANDARD
          .withRetention(Duration.ofDays(15), 1L << 30)
          .withTiers(Tier.FIVE_MINUTES, Tier.HOUR)
          .withBlocks(Duration.ofHours(2), 4_000_000);

  /** The most that a history in memory takes, besides the newest samples. */
  static final long MOST_BYTES_IN_MEMORY = 32L << 20;

  /** How long a history in memory is at the most. */
  static final Duration LONGEST_IN_MEMORY = Duration.ofHours(6);

  private static final Logger LOG = LoggerFactory.getLogger(Kubernaut.class);
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  /** How long a service in Kubernetes says that it is not ready before it stops. */
  private static final Duration NOTICE = Duration.ofSeconds(5);

  private static final String SERVICE = "service";

  private final String name;
  private final Settings settings;
  private final PlatformBuilder platform;
  private final Map<String, Routes> routes = new LinkedHashMap<>();
  private final List<Consumer<PlatformBuilder>> changes = new ArrayList<>();
  private RegistryOptions metrics = RegistryOptions.DEFAULTS;
  private HttpLimits limits = HttpLimits.defaults();
  private AccessPolicy access = AccessPolicy.allowAll();
  private final HealthBuilder health = Health.builder();
  private OptionalInt port = OptionalInt.empty();
  private OptionalInt probePort = OptionalInt.empty();
  private Optional<InetAddress> exposedOn = Optional.empty();
  private Keeping.Place place;
  private StoreOptions history = STANDARD_HISTORY;
  private Duration interval = Duration.ofSeconds(1);
  private HistogramForm histograms = HistogramForm.CLASSIC;
  private QueryLimits queries = QueryLimits.defaults();
  private String service;
  private Consumer<DiagnosticsBuilder> diagnostics = builder -> {};
  private boolean postureChecked;
  private boolean guarded;
  private boolean operable;
  private boolean hook = true;

  KubernautBuilder(String name, Settings settings) {
    this.name = name;
    this.service = name;
    this.place = new Keeping.Place.Usual(name);
    this.settings = settings;
    this.platform = Platform.builder(name);
  }

  /**
   * Sets the version of the service. It becomes a label of every series.
   *
   * @param version any text; none unless set
   * @return this builder
   */
  public KubernautBuilder version(String version) {
    platform.version(version);
    return this;
  }

  /**
   * Adds a label to every series, and to the platform. The label {@code service} is there: the
   * name, unless it is set here.
   *
   * @param label letters, digits and underscores, for example {@code environment}
   * @param value 1 to 128 characters
   * @return this builder
   * @throws IllegalArgumentException if either is invalid, the label was given another value
   *     before, or there are too many
   */
  public KubernautBuilder label(String label, String value) {
    platform.label(label, value);
    service = label.equals(SERVICE) ? value : service;
    return this;
  }

  /**
   * Asks for HTTP on the loopback address and port {@value #STANDARD_PORT}.
   *
   * @return this builder
   */
  public KubernautBuilder http() {
    return http(STANDARD_PORT);
  }

  /**
   * Asks for HTTP on the loopback address.
   *
   * @param wanted the port, or 0 for a free one
   * @return this builder
   * @throws IllegalArgumentException if it is none
   */
  public KubernautBuilder http(int wanted) {
    if (!Settings.isPort(wanted)) {
      throw new IllegalArgumentException(
          "Invalid HTTP port " + wanted + ". Use 1 to 65535, or 0 for a free one.");
    }
    port = OptionalInt.of(wanted);
    return this;
  }

  /**
   * Lets other hosts reach HTTP, without encryption: for a network where everybody may see what is
   * sent, such as the one inside a pod.
   *
   * @param address any address of this host, such as {@code 0.0.0.0}
   * @return this builder
   */
  public KubernautBuilder exposeHttpUnencrypted(InetAddress address) {
    exposedOn = Optional.of(address);
    return this;
  }

  /**
   * Sets the limits of HTTP.
   *
   * @param limits instead of the usual ones
   * @return this builder
   */
  public KubernautBuilder httpLimits(HttpLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
    return this;
  }

  /**
   * Sets who may do what over HTTP. Scraping needs {@code metrics:read}.
   *
   * @param access instead of letting everybody in who can reach the port
   * @return this builder
   */
  public KubernautBuilder access(AccessPolicy access) {
    this.access = Objects.requireNonNull(access, "access policy");
    guarded = true;
    return this;
  }

  /**
   * Adds the service's own routes to those of the SDK.
   *
   * @param module what they belong to, for messages; once for each
   * @param more the routes
   * @return this builder
   * @throws IllegalArgumentException if the module has contributed already
   */
  public KubernautBuilder routes(String module, Routes more) {
    if (routes.putIfAbsent(module, more) != null) {
      throw new IllegalArgumentException(
          "Module \"%s\" has contributed its routes already. Put them together.".formatted(module));
    }
    return this;
  }

  /**
   * Sets the limits of the registry.
   *
   * @param options instead of the usual ones
   * @return this builder
   */
  public KubernautBuilder metrics(RegistryOptions options) {
    this.metrics = Objects.requireNonNull(options, "options");
    return this;
  }

  /**
   * Sets the directory in which history is kept. While it cannot be used, there is no history: the
   * platform is degraded, {@code history} is named as lost, and it is tried again. Without this it
   * is {@code kubernaut-data/<name>} below the directory in which the process was started, and
   * memory where that cannot be written.
   *
   * @param directory made if need be; for this process alone
   * @return this builder
   */
  public KubernautBuilder dataDirectory(Path directory) {
    place = new Keeping.Place.Directory(Objects.requireNonNull(directory, "directory"));
    return this;
  }

  /**
   * Keeps history in memory alone, at most 6 hours and 32 MiB of it. It is gone with the process.
   *
   * @return this builder
   */
  public KubernautBuilder historyInMemory() {
    place = new Keeping.Place.Memory();
    return this;
  }

  /**
   * Keeps no history: nothing is collected, and queries find nothing.
   *
   * @return this builder
   */
  public KubernautBuilder withoutHistory() {
    place = new Keeping.Place.Off();
    return this;
  }

  /**
   * Sets how much history is kept.
   *
   * @param options instead of {@link #STANDARD_HISTORY}
   * @return this builder
   */
  public KubernautBuilder history(StoreOptions options) {
    this.history = Objects.requireNonNull(options, "options");
    return this;
  }

  /**
   * Sets how often the registry is collected into the history.
   *
   * @param interval 10 ms or more; a second unless set
   * @return this builder
   * @throws IllegalArgumentException if it is shorter
   */
  public KubernautBuilder collectEvery(Duration interval) {
    Collector.builder((filter, sink) -> {}, new History()).interval(interval);
    this.interval = interval;
    return this;
  }

  /**
   * Sets in which form histograms are remembered.
   *
   * @param form {@link HistogramForm#CLASSIC} unless set, as {@code /metrics} shows them
   * @return this builder
   */
  public KubernautBuilder histograms(HistogramForm form) {
    this.histograms = Objects.requireNonNull(form, "form");
    return this;
  }

  /**
   * Sets what queries may cost.
   *
   * @param limits instead of the usual ones
   * @return this builder
   */
  public KubernautBuilder queryLimits(QueryLimits limits) {
    this.queries = Objects.requireNonNull(limits, "limits");
    return this;
  }

  /**
   * Switches on what JMX clients may do, not only read: to give a metric a bean of its own.
   *
   * @return this builder
   */
  public KubernautBuilder operableByJmx() {
    operable = true;
    return this;
  }

  /**
   * Says what is checked from the start, and how. More can be added later to {@link
   * Kubernaut#health()}.
   *
   * <pre>{@code
   * .health(health -> health.bootstrap().check(HealthCheck.named("database", this::ping)))
   * }</pre>
   *
   * @param description adds what it likes; called at once
   * @return this builder
   */
  public KubernautBuilder health(Consumer<HealthBuilder> description) {
    description.accept(health);
    return this;
  }

  /**
   * Says more about diagnostics: what else belongs in a bundle, which settings hold secrets, and a
   * folder. With a folder there are profiles by the flight recorder, and evidence if a trigger is
   * given.
   *
   * <pre>{@code
   * .diagnostics(
   *     more ->
   *         more.folder(Path.of("/var/lib/orders/diagnostics"))
   *             .evidence(EvidenceTrigger.checkDown(), EvidenceLimits.DEFAULTS)
   *             .part(logTail.part("log.txt")))
   * }</pre>
   *
   * <p>Over HTTP they are served only where an {@linkplain #access access policy} says who has
   * {@code diagnostics:read}.
   *
   * @param description sets what it likes; called by {@link #start}
   * @return this builder
   */
  public KubernautBuilder diagnostics(Consumer<DiagnosticsBuilder> description) {
    diagnostics = diagnostics.andThen(description);
    return this;
  }

  /**
   * Shows how safely the service is set up as a check of its health, {@code security-posture}: down
   * if something is critical. It is optional and of low criticality: it may degrade the service,
   * and never takes it out.
   *
   * @return this builder
   */
  public KubernautBuilder checkingPosture() {
    postureChecked = true;
    return this;
  }

  /**
   * Serves the probes on a port of their own as well, whatever becomes of the other one: it takes
   * no part in its limits. Where HTTP listens, so do they.
   *
   * @param own the port, or 0 for a free one
   * @return this builder
   * @throws IllegalArgumentException if it is none
   */
  public KubernautBuilder probesOn(int own) {
    if (!Settings.isPort(own)) {
      throw new IllegalArgumentException(
          "Invalid port for probes " + own + ". Use 1 to 65535, or 0 for a free one.");
    }
    probePort = OptionalInt.of(own);
    return this;
  }

  /**
   * Leaves the end to the host: without this, a signal that ends the virtual machine stops
   * everything in order, within 20 seconds.
   *
   * @return this builder
   */
  public KubernautBuilder withoutShutdownHook() {
    hook = false;
    return this;
  }

  /**
   * Sets what is the platform's own: budgets, the notice before a stop, clocks, limits.
   *
   * @param change sets what it likes; called by {@link #start}, after everything else is set
   * @return this builder
   */
  public KubernautBuilder platform(Consumer<PlatformBuilder> change) {
    changes.add(change);
    return this;
  }

  /**
   * Starts everything.
   *
   * @return what runs; close it
   * @throws IllegalArgumentException if what the deployment has set is invalid, all of it named, or
   *     two routes match the same paths
   * @throws IllegalStateException if this builder has started one before
   */
  public Kubernaut start() {
    Settings.Http http = settings.http(port, exposedOn);
    platform.label(SERVICE, service);
    if (hook) {
      platform.stopOnShutdown(SHUTDOWN);
      platform.stopNotice(settings.inKubernetes() ? NOTICE : Duration.ZERO);
    }
    changes.forEach(change -> change.accept(platform));
    Platform running = platform.start();
    try {
      long begin = running.monotonicClock().nanos();
      Kubernaut kubernaut = wired(running, http);
      announce(kubernaut, Duration.ofNanos(running.monotonicClock().nanos() - begin));
      return kubernaut;
    } catch (RuntimeException | Error failed) {
      running.close();
      throw failed;
    }
  }

  private Kubernaut wired(Platform running, Settings.Http http) {
    Metering metering = Metering.on(running, metrics, operable);
    running.add(metering);
    Checking checking = Checking.on(running, health, metering.registry());
    List<HttpServer> servers = new CopyOnWriteArrayList<>();
    probePort.ifPresent(own -> servers.add(serveProbes(running, checking.probes(), own, http)));
    History remembered = new History();
    Keeping.Place where = settings.place(place);
    if (!(where instanceof Keeping.Place.Off)) {
      CollectorMeters.bind(
          metering.registry(),
          remembered,
          known -> known.collection().orElse(CollectorStatus.NONE));
      running.add(
          new Keeping(remembered, where, history, store -> collecting(running, metering, store)));
    }
    PromQl promQl =
        PromQl.builder(remembered).limits(queries).clock(running.monotonicClock()).build();
    Diagnosing diagnosing =
        Diagnosing.on(running, metering, checking.health(), servers, operable, diagnostics);
    running.add(diagnosing);
    Router router = router(running, metering, checking, promQl, diagnosing.diagnostics());
    SupervisedServer server =
        new SupervisedServer("http", () -> server("http", router, http), http.wanted());
    servers.add(server);
    running.add(server.component());
    if (postureChecked) {
      checking.health().check(diagnosing.check());
    }
    metering.attachments().platform(running); // with the components it has by now
    checking.watch(running);
    return new Kubernaut(
        running, metering, checking.health(), remembered, promQl, diagnosing.diagnostics(), server);
  }

  /** The probes alone, with limits of their own. */
  private HttpServer serveProbes(Platform running, Routes probes, int own, Settings.Http http) {
    Router router =
        Router.builder()
            .routes("health", probes)
            .access(access)
            .clock(running.monotonicClock())
            .build();
    Settings.Http there = new Settings.Http(true, own, http.address());
    SupervisedServer server =
        new SupervisedServer("probes", () -> server("probes", router, there), true);
    running.add(server.component());
    return server;
  }

  private Collector.Builder collecting(Platform running, Metering metering, TimeSeriesStore store) {
    return Collector.builder(metering.registry(), store)
        .interval(interval)
        .histograms(histograms)
        .labels(running.labels());
  }

  /** Asks what is remembered; what comes in over HTTP changes nothing. */
  private PrometheusApi queries(Platform running, PromQl promQl) {
    return PrometheusApi.builder(promQl, running.wallClock())
        .monotonicClock(running.monotonicClock())
        .facts(new ServerFacts("", Map.of(), history.retention().toDays() + "d"))
        .build();
  }

  private Router router(
      Platform running,
      Metering metering,
      Checking checking,
      PromQl promQl,
      Diagnostics diagnosed) {
    Router.Builder router =
        Router.builder()
            .index(name)
            .routes("health", checking.probes())
            .routes("status", checking.page())
            .routes("metrics", metering.routes(running.monotonicClock()))
            .routes("queries", queries(running, promQl))
            .observer(metering.attachments().httpServer("kubernaut"))
            .limits(limits)
            .access(access)
            .clock(running.monotonicClock());
    if (guarded) {
      router.routes("diagnostics", diagnosed.routes());
    }
    routes.forEach(router::routes);
    return router.build();
  }

  private JettyServer server(String part, Router router, Settings.Http http) {
    JettyServer.Builder server =
        JettyServer.builder(router).named("kubernaut-" + name + "-" + part).port(http.port());
    http.address()
        .ifPresent(
            address -> {
              if (address.isLoopbackAddress()) {
                server.bind(address);
              } else {
                server.exposeUnencrypted(address);
              }
            });
    return server.build();
  }

  private void announce(Kubernaut kubernaut, Duration took) {
    LOG.info(
        "Kubernaut {} runs after {} ms: {}; history in {}",
        name,
        took.toMillis(),
        where(kubernaut.http()),
        kubernaut.store().place().orElse("no place"));
  }

  private static String where(HttpServer http) {
    return http.uri()
        .map(uri -> uri + "/ and JMX")
        .orElse(
            http.binding() instanceof HttpServer.Binding.Off
                ? "JMX. For HTTP say http(), or set " + Settings.PORT.variable()
                : "JMX, and HTTP as soon as its port is free");
  }
}
