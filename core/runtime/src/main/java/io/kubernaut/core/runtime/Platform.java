package io.kubernaut.core.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * What a service stands on: it owns time, threads, randomness, events and JMX names, and the life
 * of every component.
 *
 * <pre>{@code
 * try (Platform platform =
 *     Platform.builder("orders")
 *         .version("1.4.2")
 *         .label("environment", "prod")
 *         .component(store)
 *         .component(server)
 *         .start()) {
 *   …
 * }
 * }</pre>
 *
 * <p>Components are started in dependency order and stopped in reverse. One that dies is started
 * again ({@link RestartPolicy}); while one is lost the platform is {@link PlatformState#DEGRADED},
 * and {@link #components()} says what is lost and why. There are no statics: two platforms in one
 * virtual machine do not meet, and a closed one leaves nothing behind. Safe for any thread.
 */
public final class Platform implements AutoCloseable {

  private final String name;
  private final String version;
  private final Map<String, String> labels;
  private final InstantSource wallClock;
  private final MonotonicClock monotonicClock;
  private final Seeds seeds;
  private final HostFacts host;
  private final PlatformParts parts;
  private final Supervisor supervisor;
  private final Life life;
  private final Duration stopBudget;

  Platform(PlatformBuilder builder, PlatformParts parts, HostFacts host) {
    this.name = builder.name;
    this.version = builder.version;
    this.labels = Map.copyOf(builder.labels);
    this.wallClock = builder.wallClock;
    this.monotonicClock = builder.monotonicClock;
    this.seeds = builder.seeds;
    this.stopBudget = builder.stopBudget;
    this.host = host;
    this.parts = parts;
    this.supervisor =
        new Supervisor(
            this,
            StartOrder.of(builder.components),
            parts.standing(),
            new Steps(parts.threads()),
            builder.startBudget,
            parts.lastWords()::write);
    this.life = new Life(parts, supervisor, stopBudget);
  }

  /**
   * Begins a platform.
   *
   * @param name what it is called in threads, JMX and logs: one to 64 letters, digits, dots, dashes
   *     and underscores
   * @return a builder
   * @throws IllegalArgumentException if the name is anything else
   */
  public static PlatformBuilder builder(String name) {
    return new PlatformBuilder(name);
  }

  void start() {
    parts.beans().claim(new PlatformBean(this));
    life.start();
  }

  /** Stops as on a signal: with notice. */
  void stop(Duration notice, Duration budget) {
    life.close(notice, budget);
  }

  /**
   * Returns the name.
   *
   * @return as given to the builder
   */
  public String name() {
    return name;
  }

  /**
   * Returns the version of what runs.
   *
   * @return as given to the builder, or an empty text
   */
  public String version() {
    return version;
  }

  /**
   * Returns the labels that say where this platform belongs.
   *
   * @return names and values, unmodifiable
   */
  public Map<String, String> labels() {
    return labels;
  }

  /**
   * Returns the clock that tells the time of day.
   *
   * @return the wall clock
   */
  public InstantSource wallClock() {
    return wallClock;
  }

  /**
   * Returns the clock that measures spans.
   *
   * @return the monotonic clock
   */
  public MonotonicClock monotonicClock() {
    return monotonicClock;
  }

  /**
   * Returns what runs tasks later: two threads unless another was given, for short tasks.
   *
   * @return the scheduler
   */
  public Scheduler scheduler() {
    return parts.drive().scheduler();
  }

  /**
   * Returns randomness for one purpose. Under a given seed the sequence depends on the purpose
   * alone, and each call begins it again. Not for secrets.
   *
   * @param purpose what it is for; a name that stays the same
   * @return a generator for one thread
   */
  public RandomGenerator random(String purpose) {
    return seeds.random(purpose);
  }

  /**
   * Makes an executor with limits of its own; it is closed with the platform at the latest.
   *
   * @param name what its threads are called; unique while it is open
   * @param limits how much it holds
   * @return the executor
   * @throws IllegalArgumentException if there is one of that name
   * @throws IllegalStateException if the platform is closed
   */
  public BoundedExecutor executor(String name, ExecutorLimits limits) {
    return parts.executors().create(name, limits);
  }

  /**
   * Returns what makes threads for a component that needs threads of its own: daemons, named {@code
   * kubernaut-<platform>-<purpose>-<n>}, that inherit nothing from their maker. Making one past the
   * platform's limit throws {@link OverloadException}. Whoever starts a thread ends it.
   *
   * @param purpose what they are for
   * @return a factory
   */
  public ThreadFactory threads(String purpose) {
    return parts.threads().factory(purpose);
  }

  /**
   * Returns the stream of what happens here.
   *
   * @return the events
   */
  public EventStream events() {
    return parts.drive().events();
  }

  /**
   * Returns what is known about the virtual machine and what is around it.
   *
   * @return the facts, as found at the start
   */
  public HostFacts host() {
    return host;
  }

  /**
   * Returns this platform's place in JMX.
   *
   * @return the registration
   */
  public Beans beans() {
    return parts.beans();
  }

  /**
   * Returns the state.
   *
   * @return where the platform stands
   */
  public PlatformState state() {
    return parts.standing().state();
  }

  /**
   * Returns how each component fares, in start order.
   *
   * @return a copy
   */
  public List<ComponentStatus> components() {
    return supervisor.statuses();
  }

  /**
   * Adds a component to a platform that runs, and starts it: for what needs the platform before it
   * can be made. It is supervised as the others are, and stopped before them.
   *
   * <p>Waits until it has started. If it is not essential and does not start, or depends on a
   * component that is lost, it is started later, as its policy says.
   *
   * @param component what to start; all it depends on has to be here already
   * @throws IllegalArgumentException if its name is invalid or taken, or it depends on what is
   *     unknown; nothing has been started then
   * @throws StartException if it is essential and does not start; it is stopped again, and the
   *     platform runs on without it
   * @throws IllegalStateException if the platform is still starting, or closed
   */
  public void add(Component component) {
    PlatformBuilder.check(component);
    if (state() == PlatformState.STARTING) {
      throw new IllegalStateException(
          "Platform \"%s\" is still starting: give component \"%s\" to its builder, or add it when it runs."
              .formatted(name, component.name()));
    }
    supervisor.add(component);
  }

  /**
   * Returns the lifeline of a component's present start, to be asked for in {@link
   * Component#start}.
   *
   * @param component one of this platform's
   * @return where it reports its death
   * @throws IllegalArgumentException if the component is not of this platform or has not been
   *     started
   */
  public Lifeline lifeline(Component component) {
    return supervisor.lifeline(component);
  }

  /**
   * Returns what the platform takes from its host.
   *
   * @return numbers of this moment
   */
  public Footprint footprint() {
    return parts.footprint();
  }

  /**
   * Stops every component, in reverse order, within the stop budget; a failing one does not keep
   * the others from being stopped, and one that hangs is abandoned. Then ends the platform's own
   * threads and takes back its MBeans and its shutdown hook.
   *
   * <p>Returns when that is done, however many call. From one of the platform's own threads (a
   * component's start or stop, a task) it only asks for it and returns at once. Never throws;
   * closing twice is harmless.
   */
  @Override
  public void close() {
    life.close(Duration.ZERO, stopBudget);
  }

  @Override
  public String toString() {
    return "Platform[" + name + " " + state() + "]";
  }
}
