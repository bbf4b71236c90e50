package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a platform itself is made of, and how that ends: after the last component, each step whether
 * or not the one before it worked.
 *
 * @param threads every thread
 * @param drive scheduler and events
 * @param executors the executors made for components
 * @param standing the state
 * @param beans JMX
 * @param hook the shutdown hook
 * @param lastWords the termination message
 */
record PlatformParts(
    PlatformThreads threads,
    Drive drive,
    Executors executors,
    Standing standing,
    Beans beans,
    ShutdownHook hook,
    TerminationMessage lastWords) {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformParts.class);

  /** For threads that have nothing to do but to end. Those that hang have had their time. */
  private static final Duration LAST_WAIT = Duration.ofMillis(250);

  /** The steps below that may take long. */
  private static final int SLOW_STEPS = 3;

  void close(Duration total) {
    StopBudget budget = new StopBudget(total, SLOW_STEPS);
    step("executors", () -> executors.close(budget.next()));
    step("scheduler", () -> drive.closeScheduler(budget.next()));
    step("state", () -> standing.enter(PlatformState.STOPPED, List.of()));
    step("events", () -> drive.closeEvents(budget.next()));
    step("MBeans", beans::close);
    step("shutdown hook", hook::remove);
    step("threads", () -> threads.await(LAST_WAIT));
  }

  private static void step(String name, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failed) {
      LOG.warn("Closing the platform's {} failed; the rest goes on", name, failed);
    }
  }

  Footprint footprint() {
    EventStream events = drive.events();
    return new Footprint(
        threads.live(),
        threads.limit(),
        drive.tasks(),
        drive.queued() + executors.queued(),
        drive.refused() + executors.refused(),
        events.size(),
        events.dropped(),
        beans.size());
  }
}
