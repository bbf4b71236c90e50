package io.kubernaut.core.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;

/**
 * Builds and starts a {@link Platform}. Every setting has a default. Used by one thread, once.
 *
 * <p>Labels say where the platform belongs; {@code service}, {@code environment}, {@code region},
 * {@code zone} and {@code cluster} are the usual ones, others are free.
 */
public final class PlatformBuilder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern LABEL = Pattern.compile("(?!__)[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final int LONGEST_VALUE = 128;
  private static final int MOST_LABELS = 32;
  private static final int THREAD_LIMIT = 256;
  private static final int HISTORY = 1_000;

  final String name;
  final Map<String, String> labels = new TreeMap<>();
  final Map<String, Component> components = new LinkedHashMap<>();
  String version = "";
  InstantSource wallClock = InstantSource.system();
  MonotonicClock monotonicClock = MonotonicClock.system();
  Seeds seeds = new Seeds(new SplittableRandom().nextLong());
  Duration startBudget = Duration.ofSeconds(60);
  Duration stopBudget = Duration.ofSeconds(30);
  private @Nullable Scheduler scheduler;
  private Supplier<HostFacts> host = HostFacts::detect;
  private Supplier<MBeanServer> beans = Beans::platformServer;
  private Duration stopNotice = Duration.ZERO;
  private Optional<Duration> onShutdown = Optional.empty();
  private Optional<Path> terminationMessage = Optional.empty();
  private int threadLimit = THREAD_LIMIT;
  private int history = HISTORY;
  private boolean started;

  PlatformBuilder(String name) {
    this.name = checked("platform name", name);
  }

  private static String checked(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid %s \"%s\": use 1 to 64 letters, digits, '.', '-' and '_', for example \"orders\"."
              .formatted(what, name));
    }
    return name;
  }

  /**
   * Sets the version of what runs.
   *
   * @param version any text; none unless set
   * @return this builder
   */
  public PlatformBuilder version(String version) {
    this.version = version;
    return this;
  }

  /**
   * Adds a label.
   *
   * @param name letters, digits and underscores, not beginning with a digit or two underscores
   * @param value 1 to 128 characters without control characters
   * @return this builder
   * @throws IllegalArgumentException if either is invalid, the label was given another value
   *     before, or there are 32 labels already
   */
  public PlatformBuilder label(String name, String value) {
    if (!LABEL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Invalid label \"%s\": use 1 to 64 letters, digits and '_', not beginning with a digit or \"__\", for example \"region\"."
              .formatted(name));
    }
    if (value.isBlank()
        || value.length() > LONGEST_VALUE
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Invalid value \"%s\" of label \"%s\": use 1 to 128 characters, none of them a control character."
              .formatted(value, name));
    }
    String before = labels.putIfAbsent(name, value);
    if (before != null && !before.equals(value)) {
      throw new IllegalArgumentException(
          "Label \"%s\" is \"%s\" already and cannot be \"%s\" too."
              .formatted(name, before, value));
    }
    if (labels.size() > MOST_LABELS) {
      throw new IllegalArgumentException(
          "Label \"%s\" is one too many: a platform has at most 32.".formatted(name));
    }
    return this;
  }

  /**
   * Adds a component.
   *
   * @param component what to start; its dependencies may be added later
   * @return this builder
   * @throws IllegalArgumentException if its name is invalid or taken, or its heartbeat negative
   */
  public PlatformBuilder component(Component component) {
    check(component);
    if (components.putIfAbsent(component.name(), component) != null) {
      throw taken(component.name());
    }
    return this;
  }

  static void check(Component component) {
    checked("component name", component.name());
    if (component.heartbeat().isNegative()) {
      throw new IllegalArgumentException(
          "Invalid heartbeat %s of component \"%s\": give more than zero, or zero for none."
              .formatted(component.heartbeat(), component.name()));
    }
  }

  static IllegalArgumentException taken(String component) {
    return new IllegalArgumentException(
        "There are two components called \"%s\": give each a name of its own."
            .formatted(component));
  }

  /**
   * Sets the clock that tells the time of day.
   *
   * @param clock the system's unless set
   * @return this builder
   */
  public PlatformBuilder wallClock(InstantSource clock) {
    this.wallClock = clock;
    return this;
  }

  /**
   * Sets the clock that measures spans.
   *
   * @param clock the virtual machine's unless set
   * @return this builder
   */
  public PlatformBuilder monotonicClock(MonotonicClock clock) {
    this.monotonicClock = clock;
    return this;
  }

  /**
   * Sets what runs tasks later. A given scheduler also delivers events, and is not closed with the
   * platform.
   *
   * @param scheduler one of the platform's own, on two threads, unless set
   * @return this builder
   */
  public PlatformBuilder scheduler(Scheduler scheduler) {
    this.scheduler = scheduler;
    return this;
  }

  /**
   * Makes all randomness repeatable.
   *
   * @param seed any number; a random one unless set
   * @return this builder
   */
  public PlatformBuilder seed(long seed) {
    this.seeds = new Seeds(seed);
    return this;
  }

  /**
   * Sets how long one component may take to start.
   *
   * @param budget positive; a minute unless set
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public PlatformBuilder startBudget(Duration budget) {
    this.startBudget = positive("start budget", budget);
    return this;
  }

  /**
   * Sets how long all components together may take to stop. Half of it is set aside evenly, the
   * other half goes to whoever needs it first.
   *
   * @param budget positive; half a minute unless set
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public PlatformBuilder stopBudget(Duration budget) {
    this.stopBudget = positive("stop budget", budget);
    return this;
  }

  /**
   * Stops the platform when the virtual machine is told to end, as by SIGTERM: with a shutdown hook
   * that is taken back when the platform closes before.
   *
   * @param budget how long stopping may take then; less than the grace period of whoever sends the
   *     signal
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public PlatformBuilder stopOnShutdown(Duration budget) {
    this.onShutdown = Optional.of(positive("shutdown budget", budget));
    return this;
  }

  /**
   * Sets for how long the platform says {@link PlatformState#STOPPING} on a signal before the first
   * component is stopped: load balancers need a moment to learn that no more requests should come.
   * It counts on top of the budget.
   *
   * @param notice zero unless set; about 5 seconds behind a Kubernetes service
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public PlatformBuilder stopNotice(Duration notice) {
    if (notice.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid stop notice %s: give zero or more.".formatted(notice));
    }
    this.stopNotice = notice;
    return this;
  }

  /**
   * Sets the file that says why the platform failed to start, gave a component up, or had to be
   * stopped by force.
   *
   * @param file under Kubernetes {@code /dev/termination-log} unless set, elsewhere none
   * @return this builder
   */
  public PlatformBuilder terminationMessage(Path file) {
    this.terminationMessage = Optional.of(file);
    return this;
  }

  /**
   * Sets the facts about the host.
   *
   * @param facts detected unless set
   * @return this builder
   */
  public PlatformBuilder host(HostFacts facts) {
    this.host = () -> facts;
    return this;
  }

  /**
   * Sets where MBeans are registered.
   *
   * @param server the virtual machine's own unless set
   * @return this builder
   */
  public PlatformBuilder mbeanServer(MBeanServer server) {
    this.beans = () -> server;
    return this;
  }

  /**
   * Sets how many threads the platform may have at a time.
   *
   * @param limit at least 8; 256 unless set
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public PlatformBuilder threadLimit(int limit) {
    if (limit < 8) {
      throw new IllegalArgumentException(
          "Invalid thread limit %d: give at least 8.".formatted(limit));
    }
    this.threadLimit = limit;
    return this;
  }

  /**
   * Sets how many events are kept.
   *
   * @param events at least 1; 1,000 unless set
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public PlatformBuilder eventHistory(int events) {
    if (events < 1) {
      throw new IllegalArgumentException(
          "Invalid event history of %d events: give at least 1.".formatted(events));
    }
    this.history = events;
    return this;
  }

  private static Duration positive(String what, Duration budget) {
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException(
          "Invalid %s %s: give more than zero.".formatted(what, budget));
    }
    return budget;
  }

  /**
   * Starts the platform: its components in dependency order, on its own threads, one at a time.
   *
   * @return the running (or degraded) platform; close it
   * @throws IllegalArgumentException if components depend on unknown ones or on each other in a
   *     cycle, or an essential one depends on one which is not; nothing has been started then
   * @throws StartException if an essential component does not start; everything is stopped again
   *     then
   * @throws IllegalStateException if this builder has started a platform before, or the platform is
   *     closed meanwhile
   */
  public Platform start() {
    if (started) {
      throw new IllegalStateException(
          "This builder has started platform \"%s\" already: begin another.".formatted(name));
    }
    started = true;
    Platform platform = build();
    platform.start();
    return platform;
  }

  private Platform build() {
    HostFacts facts = host.get();
    PlatformThreads threads = new PlatformThreads(name, threadLimit);
    Drive drive =
        scheduler == null
            ? Drive.Own.create(threads, history, wallClock)
            : Drive.Given.create(scheduler, history);
    PlatformParts parts =
        new PlatformParts(
            threads,
            drive,
            new Executors(threads),
            new Standing(name, wallClock, drive.events()),
            new Beans(beans.get(), name),
            new ShutdownHook(name),
            new TerminationMessage(name, terminationMessage.or(facts::terminationLog)));
    Platform platform = new Platform(this, parts, facts);
    onShutdown.ifPresent(budget -> parts.hook().add(() -> platform.stop(stopNotice, budget)));
    return platform;
  }
}
