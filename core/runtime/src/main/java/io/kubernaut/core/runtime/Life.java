package io.kubernaut.core.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a platform from its start to its end.
 *
 * <p>Whoever closes first hands the work to a thread made for it, and everybody who closes waits
 * for that thread, up to the budget. Only the platform's own threads do not wait: the stop may be
 * waiting for them. A platform closed while it starts is stopped by whoever starts it.
 */
final class Life {

  private static final Logger LOG = LoggerFactory.getLogger(Life.class);

  /** How much longer than all of that anybody waits. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** What the platform itself needs to end, beyond the budget of its components. */
  private static final Duration OWN_BUDGET = Duration.ofSeconds(2);

  private final PlatformParts parts;
  private final Supervisor supervisor;
  private final Duration stopBudget;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread closer;
  private boolean starting = true;
  private boolean closing;

  Life(PlatformParts parts, Supervisor supervisor, Duration stopBudget) {
    this.parts = parts;
    this.supervisor = supervisor;
    this.stopBudget = stopBudget;
  }

  void start() {
    try {
      supervisor.startAll();
      if (!endStart()) {
        throw closedWhileStarting();
      }
    } catch (Throwable failed) {
      supervisor.end();
      beginStop();
      stop(stopBudget).forEach(failed::addSuppressed);
      parts.lastWords().write("did not start: " + Problem.of(failed));
      throw failed;
    }
  }

  private static IllegalStateException closedWhileStarting() {
    return new IllegalStateException("The platform was closed while it started.");
  }

  private synchronized boolean endStart() {
    starting = false;
    return !closing;
  }

  /** Announces the stop, leaves others the notice to react to it, and stops. */
  void close(Duration notice, Duration budget) {
    @Nullable Thread work = beginClose(notice, budget);
    if (!parts.threads().ownCurrent()) {
      await(notice.plus(budget).plus(OWN_BUDGET).plus(GRACE), work);
    }
  }

  private synchronized @Nullable Thread beginClose(Duration notice, Duration budget) {
    if (!closing) {
      closing = true;
      if (starting) {
        supervisor.end();
      } else {
        closer = parts.threads().unlimited("stop", () -> closeNow(notice, budget));
        closer.start();
      }
    }
    return closer;
  }

  private synchronized void beginStop() {
    starting = false;
    closing = true;
  }

  private void closeNow(Duration notice, Duration budget) {
    parts.standing().enter(PlatformState.STOPPING, List.of());
    Waits.pause(notice);
    String hung =
        stop(budget).stream()
            .filter(TimeoutException.class::isInstance)
            .map(Problem::of)
            .collect(Collectors.joining("; "));
    if (!hung.isEmpty()) {
      parts.lastWords().write("was stopped by force: " + hung);
    }
  }

  private List<Throwable> stop(Duration budget) {
    parts.standing().enter(PlatformState.STOPPING, List.of());
    try {
      return supervisor.stopAll(budget);
    } finally {
      parts.close(OWN_BUDGET);
      stopped.countDown();
    }
  }

  private void await(Duration longest, @Nullable Thread work) {
    long deadline = System.nanoTime() + longest.toNanos();
    if (!Waits.forLatch(stopped, longest)) {
      LOG.warn("The platform is still stopping after {}", longest);
    }
    if (work != null) {
      Waits.forThread(work, Duration.ofNanos(deadline - System.nanoTime()));
    }
  }
}
