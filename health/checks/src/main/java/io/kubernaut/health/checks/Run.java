package io.kubernaut.health.checks;

import org.jspecify.annotations.Nullable;

/** One run of a check, from its turn to its end. */
final class Run implements Runnable {

  /** Where a run is. */
  enum Place {
    /** In the queue, for a thread. */
    WAITING,
    /** On a thread, and it counts among those that run at a time. */
    RUNNING,
    /** On a thread for so long that another may run beside it. */
    ASIDE,
    /** On a thread past its deadline: nobody waits for it any more. */
    ABANDONED,
    /** Over. */
    OVER
  }

  private final Engine engine;
  private final Node node;
  private @Nullable Thread thread;

  // Guarded by the engine.
  Place place = Place.WAITING;
  long startedAt;
  Agenda.@Nullable Entry patience;
  Agenda.@Nullable Entry aside;
  Agenda.@Nullable Entry deadline;

  Run(Engine engine, Node node) {
    this.engine = engine;
    this.node = node;
  }

  Node node() {
    return node;
  }

  boolean isAbandoned() {
    return place == Place.ABANDONED;
  }

  void cancelWaits() {
    for (Agenda.Entry entry : new Agenda.@Nullable Entry[] {patience, aside, deadline}) {
      if (entry != null) {
        entry.cancel();
      }
    }
  }

  @Override
  public void run() {
    enter();
    Outcome outcome;
    try {
      outcome = node.check.look();
    } finally {
      leave();
    }
    engine.finished(this, outcome);
  }

  private synchronized void enter() {
    thread = Thread.currentThread();
  }

  private synchronized void leave() {
    thread = null;
    // An interrupt was meant for this run, not for the next one on the thread.
    Thread.interrupted();
  }

  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
