package io.kubernaut.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A flag that goes up once, and the actions that wait for it. Safe for any thread. */
final class Cancellation {

  private final Object lock = new Object();
  private final List<Runnable> actions = new ArrayList<>(0);
  private volatile boolean cancelled;

  boolean cancelled() {
    return cancelled;
  }

  void onCancel(Runnable action) {
    Objects.requireNonNull(action, "action");
    synchronized (lock) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Raises the flag and runs the actions, outside of the lock. */
  void cancel() {
    List<Runnable> waiting;
    synchronized (lock) {
      cancelled = true;
      waiting = List.copyOf(actions);
      actions.clear();
    }
    waiting.forEach(Runnable::run);
  }
}
