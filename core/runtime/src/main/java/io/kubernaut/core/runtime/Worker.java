package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A component that is one loop on one thread. When the loop throws or ends by itself the component
 * is dead, and a new thread begins; with a heartbeat, also when the thread is stuck.
 *
 * <pre>{@code
 * Worker collector =
 *     Worker.named("collector", lifeline -> {
 *           while (lifeline.beat()) {
 *             collect(queue.poll(1, SECONDS));
 *           }
 *         })
 *         .dependsOn("store")
 *         .heartbeat(ofSeconds(10));
 * }</pre>
 *
 * <p>Stopping interrupts the thread and waits for it. One that does not end is abandoned, and its
 * {@link Lifeline#beat()} says false from then on. Safe for any thread.
 */
public final class Worker implements Component {

  private final String name;
  private final Work work;
  private final Set<String> dependsOn;
  private final boolean essential;
  private final RestartPolicy restart;
  private final Duration heartbeat;
  private volatile @Nullable Thread thread;

  private Worker(
      String name,
      Work work,
      Set<String> dependsOn,
      boolean essential,
      RestartPolicy restart,
      Duration heartbeat) {
    this.name = name;
    this.work = work;
    this.dependsOn = dependsOn;
    this.essential = essential;
    this.restart = restart;
    this.heartbeat = heartbeat;
  }

  /** What a worker does. */
  @FunctionalInterface
  public interface Work {

    /**
     * Works until it is interrupted or replaced.
     *
     * @param lifeline which says whether to go on
     * @throws Exception if it cannot go on; another thread begins anew
     */
    void run(Lifeline lifeline) throws Exception;
  }

  /**
   * Returns an essential worker with the standard restart policy, without dependencies and without
   * a heartbeat.
   *
   * @param name the component's and the thread's name
   * @param work the loop
   * @return the worker
   */
  public static Worker named(String name, Work work) {
    return new Worker(name, work, Set.of(), true, RestartPolicy.standard(), Duration.ZERO);
  }

  /**
   * Returns this worker with dependencies.
   *
   * @param components what has to run before it begins
   * @return the changed worker
   */
  public Worker dependsOn(String... components) {
    return new Worker(name, work, Set.of(components), essential, restart, heartbeat);
  }

  /**
   * Returns this worker as one that the platform can do without.
   *
   * @return the changed worker
   */
  public Worker optional() {
    return new Worker(name, work, dependsOn, false, restart, heartbeat);
  }

  /**
   * Returns this worker with another restart policy.
   *
   * @param policy how it is started again
   * @return the changed worker
   */
  public Worker restart(RestartPolicy policy) {
    return new Worker(name, work, dependsOn, essential, policy, heartbeat);
  }

  /**
   * Returns this worker with a heartbeat.
   *
   * @param longest the longest time between two beats
   * @return the changed worker
   */
  public Worker heartbeat(Duration longest) {
    return new Worker(name, work, dependsOn, essential, restart, longest);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> dependsOn() {
    return dependsOn;
  }

  @Override
  public boolean essential() {
    return essential;
  }

  @Override
  public RestartPolicy restart() {
    return restart;
  }

  @Override
  public Duration heartbeat() {
    return heartbeat;
  }

  @Override
  public void start(Platform platform) {
    Lifeline lifeline = platform.lifeline(this);
    Thread begun = platform.threads(name).newThread(() -> run(lifeline));
    begun.start();
    thread = begun;
  }

  private void run(Lifeline lifeline) {
    try {
      work.run(lifeline);
      lifeline.failed(new IllegalStateException("the worker ended though nobody stopped it"));
    } catch (Throwable thrown) {
      lifeline.failed(thrown);
    }
  }

  @Override
  public void stop(Duration budget) throws TimeoutException {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      // A little less than all of it: what is said here is better than being cut off.
      if (!Waits.forThread(running, budget.multipliedBy(9).dividedBy(10))) {
        throw new TimeoutException("thread %s does not end".formatted(running.getName()));
      }
    }
  }
}
