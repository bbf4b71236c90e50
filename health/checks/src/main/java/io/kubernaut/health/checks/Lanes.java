package io.kubernaut.health.checks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which runs may have a thread.
 *
 * <p>A few run at a time. A run that takes longer than 50 ms steps aside: it keeps its thread, and
 * the next one in the queue gets another. So what hangs delays others by no more than that, once;
 * and there are never more threads than those of the runs at a time and of those aside, abandoned
 * runs among them. When all of these are taken, nothing starts before one comes back. Guarded by
 * the engine.
 */
final class Lanes {

  private final int atATime;
  private final int most;
  private final Deque<Run> queue = new ArrayDeque<>();
  private int running;
  private int aside;
  private int abandoned;

  Lanes(int atATime, int beside) {
    this.atATime = atATime;
    this.most = atATime + beside;
  }

  void enqueue(Run run) {
    queue.addLast(run);
  }

  /** Gives a thread to those at the head of the queue. */
  List<Run> admit() {
    List<Run> admitted = new ArrayList<>();
    while (!queue.isEmpty() && running < atATime && occupied() < most) {
      Run next = queue.removeFirst();
      next.place = Run.Place.RUNNING;
      running++;
      admitted.add(next);
    }
    return admitted;
  }

  void stepAside(Run run) {
    if (run.place == Run.Place.RUNNING) {
      run.place = Run.Place.ASIDE;
      running--;
      aside++;
    }
  }

  void abandon(Run run) {
    stepAside(run);
    run.place = Run.Place.ABANDONED;
    aside--;
    abandoned++;
  }

  /** Takes a run out, wherever it is. */
  void end(Run run) {
    switch (run.place) {
      case WAITING -> queue.remove(run);
      case RUNNING -> running--;
      case ASIDE -> aside--;
      case ABANDONED -> abandoned--;
      case OVER -> {
        return;
      }
    }
    run.place = Run.Place.OVER;
  }

  int waiting() {
    return queue.size();
  }

  int occupied() {
    return running + aside + abandoned;
  }

  int abandoned() {
    return abandoned;
  }

  int most() {
    return most;
  }
}
