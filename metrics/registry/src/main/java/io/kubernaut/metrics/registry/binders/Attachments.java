package io.kubernaut.metrics.registry.binders;

import io.kubernaut.core.http.HttpObserver;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Attaches the components of a service to its metrics, each with one call, and knows which of them
 * are silent.
 *
 * <pre>{@code
 * Attachments attachments = Attachments.to(registry);
 * attachments.system(SystemBinders.all());
 * ExecutorService workers = attachments.executor("orders", newFixedThreadPool(8));
 * BlockingQueue<Order> inbox = attachments.queue("inbox", new ArrayBlockingQueue<>(1_000));
 * attachments.cache("prices", name -> new CaffeineCacheMetrics<>(prices, name, Tags.empty()));
 * HttpClient payments = attachments.httpClient("payments", HttpClient.newHttpClient());
 * Router router = Router.builder().observer(attachments.httpServer("api")).build();
 *
 * System.out.println(attachments.coverage());    // names what was attached and has emitted nothing
 * }</pre>
 *
 * <p>Where a method returns a component, use that one: it is the measured one. Which metrics there
 * are stands in the description of this package; their label {@code name} is the name given here.
 *
 * <p>Safe for any thread. Attaching throws {@link IllegalArgumentException} for a name that is
 * blank or taken by a component of the same kind; nothing throws later. Components stay attached as
 * long as the registry lives.
 */
public final class Attachments {
  private static final Duration PLATFORM_LOOK = Duration.ofMillis(500);

  private final KubernautMeterRegistry registry;
  private final List<Attachment> attached = new ArrayList<>(); // guarded by this

  private Attachments(KubernautMeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Makes a place to attach components to.
   *
   * @param registry what shows their metrics
   * @return attachments without a component
   */
  public static Attachments to(KubernautMeterRegistry registry) {
    return new Attachments(Objects.requireNonNull(registry, "registry"));
  }

  /**
   * Attaches the virtual machine, the process, the machine and the control group. Each counts as a
   * component of its own.
   *
   * @param binders what to bind, for example {@link SystemBinders#all()}
   */
  public void system(SystemBinders binders) {
    for (SystemBinder binder : binders.binders()) {
      attach("system", binder.name(), binder::emitted);
      binder.bindTo(registry);
    }
  }

  /**
   * Attaches a pool of threads. Its tasks are timed, while they wait and while they run.
   *
   * @param name what to call it, unique among executors
   * @param executor the pool
   * @return the measured pool
   */
  public ExecutorService executor(String name, ExecutorService executor) {
    Attachment attachment = attach("executor", name, () -> 0);
    ExecutorService measured = ExecutorServiceMetrics.monitor(registry, executor, name);
    attachment.emits(tasks(name));
    return measured;
  }

  /**
   * Attaches a scheduler. Its tasks are timed and counted.
   *
   * @param name what to call it, unique among executors
   * @param executor the scheduler
   * @return the measured scheduler
   */
  public ScheduledExecutorService executor(String name, ScheduledExecutorService executor) {
    Attachment attachment = attach("executor", name, () -> 0);
    ScheduledExecutorService measured = ExecutorServiceMetrics.monitor(registry, executor, name);
    attachment.emits(tasks(name));
    return measured;
  }

  private DoubleSupplier tasks(String name) {
    List<Timer> timers = List.copyOf(registry.find("executor").tag("name", name).timers());
    return () -> timers.stream().mapToLong(Timer::count).sum();
  }

  /**
   * Attaches a queue: how full it is, what goes in, what it refuses and what is taken out.
   *
   * @param <E> what it holds
   * @param name what to call it, unique among queues
   * @param queue the queue
   * @return the measured queue, with the same elements
   */
  public <E> BlockingQueue<E> queue(String name, BlockingQueue<E> queue) {
    Attachment attachment = attach("queue", name, () -> 0);
    MeteredQueue<E> measured = new MeteredQueue<>(queue, name, registry);
    attachment.emits(measured::emitted);
    return measured;
  }

  /**
   * Attaches a cache of your own.
   *
   * @param name what to call it, unique among caches
   * @param cache what it tells about itself
   */
  public void cache(String name, CacheFigures cache) {
    cache(name, given -> new FiguresOfCache(cache, given));
  }

  /**
   * Attaches a cache by one of Micrometer's binders: Caffeine, JCache, Guava, Hazelcast.
   *
   * @param name what to call it, unique among caches
   * @param binder makes the binder, given the name
   */
  public void cache(String name, Function<String, CacheMeterBinder<?>> binder) {
    Attachment attachment = attach("cache", name, () -> 0);
    binder.apply(name).bindTo(registry);
    List<FunctionCounter> counters =
        Stream.of("cache.gets", "cache.puts")
            .flatMap(count -> registry.find(count).tag("cache", name).functionCounters().stream())
            .toList();
    attachment.emits(() -> counters.stream().mapToDouble(FunctionCounter::count).sum());
  }

  /**
   * Attaches a circuit breaker: its state, and its calls by outcome.
   *
   * @param name what to call it, unique among breakers
   * @param breaker what it tells about itself
   */
  public void breaker(String name, BreakerFigures breaker) {
    BreakerMeters meters = new BreakerMeters(name, breaker);
    attach("breaker", name, meters::emitted);
    meters.bindTo(registry);
  }

  /**
   * Attaches an HTTP server: time and sizes by route, method and status, and requests under way.
   *
   * @param name what to call it, unique among servers
   * @return what to give the server's router
   */
  public HttpObserver httpServer(String name) {
    Attachment attachment = attach("http server", name, () -> 0);
    HttpServerMetrics metrics = new HttpServerMetrics(name, registry);
    attachment.emits(metrics::emitted);
    return metrics;
  }

  /**
   * Attaches an HTTP client: time by server, method and status, and requests under way.
   *
   * @param name what to call it, unique among clients
   * @param client the client
   * @return the measured client
   */
  public HttpClient httpClient(String name, HttpClient client) {
    Attachment attachment = attach("http client", name, () -> 0);
    MeasuredHttpClient measured = new MeasuredHttpClient(client, name, registry);
    attachment.emits(measured::emitted);
    return measured;
  }

  /**
   * Attaches an audit trail: events by category and by what became of them.
   *
   * @param name what to call it, unique among trails
   * @return what to tell about each event
   */
  public AuditMetrics audit(String name) {
    Attachment attachment = attach("audit", name, () -> 0);
    AuditMetrics metrics = new AuditMetrics(name, registry);
    attachment.emits(metrics::emitted);
    return metrics;
  }

  /**
   * Attaches a configuration: the version in force, and reloads by outcome.
   *
   * @param name what to call it, unique among configurations
   * @return what to tell about each reload
   */
  public ConfigMetrics config(String name) {
    Attachment attachment = attach("config", name, () -> 0);
    ConfigMetrics metrics = new ConfigMetrics(name, registry);
    attachment.emits(metrics::emitted);
    return metrics;
  }

  /**
   * Attaches a platform: its state, its components, and what it takes from its host.
   *
   * @param platform the platform, under its own name
   */
  public void platform(Platform platform) {
    CollectedMeters meters =
        new CollectedMeters(
            "platform",
            List.of(new PlatformFigures(platform)),
            platform.monotonicClock(),
            PLATFORM_LOOK);
    attach("platform", platform.name(), meters::emitted);
    meters.bindTo(registry);
  }

  private synchronized Attachment attach(String kind, String name, DoubleSupplier emitted) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Invalid name \"%s\" of a component of kind \"%s\": it is blank. Name what it is for, for example \"orders\"."
              .formatted(name, kind));
    }
    if (attached.stream().anyMatch(other -> other.is(kind, name))) {
      throw new IllegalArgumentException(
          "A component of kind \"%s\" named \"%s\" is attached already: their metrics could not be told apart. Choose another name."
              .formatted(kind, name));
    }
    Attachment attachment = new Attachment(kind, name, registry.config().clock(), emitted);
    attachment.bindTo(registry);
    attached.add(attachment);
    return attachment;
  }

  /**
   * Reports which components have emitted something since they were attached.
   *
   * @return the report
   */
  public CoverageReport coverage() {
    return report(CoverageReport.SINCE_ATTACHED);
  }

  /**
   * Reports which components have emitted something lately. When a component emitted is noticed at
   * scrapes and reports, so the answer is as fine as those are frequent.
   *
   * @param window how far back to look
   * @return the report
   * @throws IllegalArgumentException if the window is not positive
   */
  public CoverageReport coverage(Duration window) {
    if (window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid window %s: nothing can emit in it. Use a positive duration, for example five minutes."
              .formatted(window));
    }
    return report(window);
  }

  private synchronized CoverageReport report(Duration window) {
    return new CoverageReport(window, attached.stream().map(Attachment::coverage).toList());
  }
}
