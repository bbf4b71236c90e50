package io.kubernaut.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A component with what its supervisor knows about it. Everything that changes, but for {@link
 * #steps}, is guarded by the supervisor's lock.
 */
final class Part {

  final Component component;
  final String name;

  /** Held while the component is started or stopped, so that the two never overlap. */
  final ReentrantLock steps = new ReentrantLock();

  private final RestartPolicy policy;
  private final RandomGenerator random;
  private final Deque<Long> recentRestarts = new ArrayDeque<>();
  private ComponentState state = ComponentState.WAITING;
  private Instant since;
  private Optional<String> problem = Optional.empty();
  private String lastProblem = "";
  private long restarts;

  /**
   * Whether it is being added, so that a failed start is told to whoever adds it and is no death.
   * Guarded by {@link #steps}.
   */
  boolean onTrial;

  /** Whether nothing of it is left to stop: before its first start, and after each stop. */
  private boolean down = true;

  /** The tie of the present start; none before the first and after a death. */
  volatile @Nullable Tie tie;

  Part(Component component, RandomGenerator random, Instant now) {
    this.component = component;
    this.name = component.name();
    this.policy = component.restart();
    this.random = random;
    this.since = now;
  }

  ComponentState state() {
    return state;
  }

  void enter(ComponentState next, Instant now, Optional<String> why) {
    if (next == ComponentState.RUNNING) {
      lastProblem = "";
    }
    state = next;
    since = now;
    problem = why;
  }

  boolean isDown() {
    return down;
  }

  void down(boolean now) {
    down = now;
  }

  long restarts() {
    return restarts;
  }

  void countRestart() {
    restarts++;
  }

  /** Says whether a problem is another one than at the last death since the part ran. */
  boolean isNews(String why) {
    boolean news = !why.equals(lastProblem);
    lastProblem = why;
    return news;
  }

  /** Counts one more restart and returns the delay before it, or nothing if there were enough. */
  Optional<Duration> nextRestart(long nanos) {
    long window = policy.window().toNanos();
    while (!recentRestarts.isEmpty() && nanos - recentRestarts.getFirst() > window) {
      recentRestarts.removeFirst();
    }
    int recent = recentRestarts.size();
    if (recent >= policy.limit()) {
      return Optional.empty();
    }
    recentRestarts.addLast(nanos);
    return Optional.of(policy.delay(recent, random));
  }

  ComponentStatus status() {
    return new ComponentStatus(name, component.essential(), state, since, restarts, problem);
  }
}
