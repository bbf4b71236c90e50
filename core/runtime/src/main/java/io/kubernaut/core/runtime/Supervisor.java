package io.kubernaut.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps components alive.
 *
 * <p>A component dies by its own report, by failing to start, or by missing its heartbeat. Its
 * lifeline is cut at once, so only the first of these counts, and what its old threads report later
 * is ignored. Then its {@link RestartPolicy} decides: either it waits out a delay and is stopped
 * (to release what the dead one holds) and started again, or it is given up, stopped, and stays
 * down. Components that waited for it are started once it runs.
 *
 * <p>Decisions are made under one lock and take no time. Starting and stopping take place outside
 * of it, on the scheduler, one step at a time per component; a thread that hangs in a step is
 * abandoned. With a scheduler and a clock moved by hand everything happens in a fixed order.
 */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** What stopping a dead component may take before it is started again. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(5);

  /** The same for one that is stuck: it has had its chance. */
  private static final Duration CLEAN_UP_STUCK = Duration.ofMillis(250);

  private final Platform platform;
  private final Standing standing;
  private final Steps steps;
  private final Duration startBudget;
  private final Consumer<String> lastWords;
  private final ReentrantLock lock = new ReentrantLock();

  /** In start order. Replaced under the lock when a component is added, never changed. */
  private volatile Map<String, Part> parts;

  private volatile boolean ending;

  Supervisor(
      Platform platform,
      List<Component> inOrder,
      Standing standing,
      Steps steps,
      Duration startBudget,
      Consumer<String> lastWords) {
    this.platform = platform;
    this.standing = standing;
    this.steps = steps;
    this.startBudget = startBudget;
    this.lastWords = lastWords;
    Map<String, Part> made = new LinkedHashMap<>();
    inOrder.forEach(component -> made.put(component.name(), part(component)));
    this.parts = made;
  }

  private Part part(Component component) {
    return new Part(component, platform.random("restart/" + component.name()), now());
  }

  /**
   * Starts everything that can start.
   *
   * @throws StartException when an essential component fails
   */
  void startAll() {
    for (Part part : parts.values()) {
      Throwable failure = startWaiting(part);
      if (failure != null && part.component.essential()) {
        throw new StartException(platform.name(), part.name, failure);
      }
    }
    locked(this::judge);
  }

  /**
   * Adds a component behind all others and starts it, unless what it depends on is lost. An
   * essential one that does not start is not kept.
   *
   * @throws StartException when an essential component fails
   */
  void add(Component component) {
    Part part = part(component);
    locked(() -> parts = with(part));
    Throwable failure = tryOut(part);
    if (ending) {
      throw closed();
    }
    if (failure != null && component.essential()) {
      dismiss(part, failure);
      throw new StartException(platform.name(), part.name, failure);
    }
    locked(this::judge);
  }

  private @Nullable Throwable tryOut(Part part) {
    part.steps.lock();
    try {
      part.onTrial = part.component.essential();
      return startWaiting(part);
    } finally {
      part.onTrial = false;
      part.steps.unlock();
    }
  }

  private Map<String, Part> with(Part part) {
    if (ending) {
      throw closed();
    }
    Map<String, Component> all = new LinkedHashMap<>();
    parts.forEach((name, other) -> all.put(name, other.component));
    if (all.putIfAbsent(part.name, part.component) != null) {
      throw PlatformBuilder.taken(part.name);
    }
    StartOrder.of(all);
    Map<String, Part> more = new LinkedHashMap<>(parts);
    more.put(part.name, part);
    return more;
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("The platform is closed: nothing can be added to it.");
  }

  private void dismiss(Part part, Throwable failure) {
    part.steps.lock();
    try {
      Throwable unstopped = stop(part, CLEAN_UP);
      if (unstopped != null) {
        failure.addSuppressed(unstopped);
      }
    } finally {
      part.steps.unlock();
    }
    locked(
        () -> {
          Map<String, Part> fewer = new LinkedHashMap<>(parts);
          fewer.remove(part.name);
          parts = fewer;
        });
  }

  /** Starts a part if it waits and all it depends on runs; returns why that failed, if it did. */
  private @Nullable Throwable startWaiting(Part part) {
    part.steps.lock();
    try {
      return mayStart(part) ? start(part) : null;
    } finally {
      part.steps.unlock();
    }
  }

  private boolean mayStart(Part part) {
    lock.lock();
    try {
      return !ending && part.state() == ComponentState.WAITING && blockers(part).isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private List<String> blockers(Part part) {
    return part.component.dependsOn().stream()
        .filter(needed -> part(needed).state() != ComponentState.RUNNING)
        .sorted()
        .toList();
  }

  private @Nullable Throwable start(Part part) {
    Tie tie = new Tie(part, this, platform.monotonicClock());
    locked(() -> starting(part, tie));
    Throwable failure = steps.start(part.name, startBudget, () -> part.component.start(platform));
    locked(
        () -> {
          if (part.tie == tie) {
            started(part, tie, failure);
          }
        });
    return failure;
  }

  private void starting(Part part, Tie tie) {
    part.tie = tie;
    part.down(false);
    part.enter(ComponentState.STARTING, now(), Optional.empty());
  }

  private void started(Part part, Tie tie, @Nullable Throwable failure) {
    if (failure != null) {
      if (part.onTrial) {
        cut(part);
      } else {
        bury(part, tie, failure, CLEAN_UP);
      }
      return;
    }
    part.enter(ComponentState.RUNNING, now(), Optional.empty());
    publish(new LifecycleEvent.ComponentStarted(now(), part.name, part.restarts()));
    tie.watch(platform.scheduler());
  }

  Lifeline lifeline(Component component) {
    Part part = parts.get(component.name());
    Tie tie = part == null || part.component != component ? null : part.tie;
    if (tie == null) {
      throw new IllegalArgumentException(
          "Component \"%s\" has no lifeline in platform \"%s\": ask for it in start(), and only for a component of this platform."
              .formatted(component.name(), platform.name()));
    }
    return tie;
  }

  /** A report of a component's death. */
  void died(Part part, Tie tie, Throwable cause) {
    locked(
        () -> {
          if (part.tie == tie && !ending) {
            bury(part, tie, cause, cause instanceof StuckException ? CLEAN_UP_STUCK : CLEAN_UP);
            judge();
          }
        });
  }

  private void bury(Part part, Tie tie, Throwable cause, Duration cleanUp) {
    part.tie = null;
    tie.cut();
    String problem = Problem.of(cause);
    if (part.isNews(problem)) {
      LOG.warn("Component {} failed", part.name, cause);
    } else {
      LOG.warn("Component {} failed again: {}", part.name, problem);
    }
    Optional<Duration> delay = part.nextRestart(platform.monotonicClock().nanos());
    boolean returns =
        delay.isPresent()
            && later("restart " + part.name, delay.get(), () -> revive(part, cleanUp));
    if (returns) {
      part.enter(ComponentState.BACKOFF, now(), Optional.of(problem));
      publish(new LifecycleEvent.ComponentFailed(now(), part.name, problem, delay.get()));
    } else {
      part.enter(ComponentState.GIVEN_UP, now(), Optional.of(problem));
      publish(new LifecycleEvent.ComponentGivenUp(now(), part.name, problem));
      later("stop " + part.name, Duration.ZERO, () -> layDown(part, problem, cleanUp));
    }
  }

  /** Returns whether the scheduler has taken the task: one that is full or closed has not. */
  private boolean later(String name, Duration delay, Runnable task) {
    try {
      platform.scheduler().once(name, delay, task);
      return true;
    } catch (RuntimeException refused) {
      LOG.warn("Could not schedule: {}", name, refused);
      return false;
    }
  }

  private void revive(Part part, Duration cleanUp) {
    part.steps.lock();
    try {
      if (ending) {
        return;
      }
      stop(part, cleanUp);
      locked(part::countRestart);
      start(part);
    } finally {
      part.steps.unlock();
    }
    parts.values().forEach(this::startWaiting);
    locked(this::judge);
  }

  private void layDown(Part part, String problem, Duration cleanUp) {
    part.steps.lock();
    try {
      if (!ending) {
        stop(part, cleanUp);
      }
    } finally {
      part.steps.unlock();
    }
    lastWords.accept("component \"%s\" was given up: %s".formatted(part.name, problem));
  }

  private @Nullable Throwable stop(Part part, Duration budget) {
    Throwable failure = steps.stop(part.name, budget, () -> part.component.stop(budget));
    locked(() -> part.down(true));
    if (failure != null) {
      LOG.warn("Component {} did not stop as it should", part.name, failure);
      publish(new LifecycleEvent.StepFailed(now(), part.name, "stop", Problem.of(failure)));
    }
    return failure;
  }

  private void publish(PlatformEvent event) {
    platform.events().publish(event);
  }

  /** Says that the end has come: nothing is started any more, and deaths are natural. */
  void end() {
    locked(() -> ending = true);
    steps.interrupt();
  }

  /** Stops everything that is not down, in reverse order, and returns what went wrong. */
  List<Throwable> stopAll(Duration total) {
    end();
    List<Part> reverse = upInReverse();
    StopBudget budget = new StopBudget(total, reverse.size());
    List<Throwable> failures = new ArrayList<>();
    for (Part part : reverse) {
      Throwable failure = stopFinally(part, budget.next());
      if (failure != null) {
        failures.add(failure);
      }
    }
    parts.values().forEach(part -> locked(() -> cut(part)));
    return failures;
  }

  private List<Part> upInReverse() {
    lock.lock();
    try {
      List<Part> reverse = new ArrayList<>(parts.values());
      reverse.removeIf(Part::isDown);
      Collections.reverse(reverse);
      return reverse;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Throwable stopFinally(Part part, Duration budget) {
    boolean alone = tryLock(part.steps, budget);
    try {
      locked(() -> cut(part));
      // It may have been laid down while this waited for its turn.
      return isDown(part) ? null : stop(part, budget);
    } finally {
      if (alone) {
        part.steps.unlock();
      }
    }
  }

  private boolean isDown(Part part) {
    lock.lock();
    try {
      return part.isDown();
    } finally {
      lock.unlock();
    }
  }

  private void cut(Part part) {
    Tie tie = part.tie;
    part.tie = null;
    if (tie != null) {
      tie.cut();
    }
    part.enter(ComponentState.STOPPED, now(), Optional.empty());
  }

  private static boolean tryLock(ReentrantLock lock, Duration budget) {
    try {
      return lock.tryLock(budget.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Says what the state of the parts means for the platform. */
  private void judge() {
    if (!ending) {
      List<String> lost = lost();
      standing.enter(outlook(lost), lost);
    }
  }

  private PlatformState outlook(List<String> lost) {
    if (lost.stream().map(this::part).anyMatch(Supervisor::isFatal)) {
      return PlatformState.FAILED;
    }
    return lost.isEmpty() ? PlatformState.RUNNING : PlatformState.DEGRADED;
  }

  private static boolean isFatal(Part part) {
    return part.component.essential() && part.state() == ComponentState.GIVEN_UP;
  }

  private List<String> lost() {
    return parts.values().stream()
        .filter(part -> part.state() != ComponentState.RUNNING)
        .map(part -> part.name)
        .toList();
  }

  List<ComponentStatus> statuses() {
    lock.lock();
    try {
      return parts.values().stream().map(Part::status).toList();
    } finally {
      lock.unlock();
    }
  }

  private Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("Unknown component " + name);
    }
    return part;
  }

  private Instant now() {
    return platform.wallClock().instant();
  }

  private void locked(Runnable decision) {
    lock.lock();
    try {
      decision.run();
    } finally {
      lock.unlock();
    }
  }
}
