package io.kubernaut.health.checks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which runs may have a thread.
 *
 * <p>A few run at a time: one while the queue is short, more when it gets longer. A run that takes
 * longer than 50 ms steps aside: it keeps its thread, and the next one in the queue gets another.
 * So what hangs delays others by no more than that, once; and there are never more threads than
 * those of the runs at a time and of those aside, abandoned runs among them. When all of these are
 * taken, nothing starts before one comes back. Guarded by the engine.
 */
final class Lanes {

  private static final int QUEUE_PER_THREAD = 8;

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
    while (!queue.isEmpty() && running < allowed() && occupied() < most) {
      Run next = queue.removeFirst();
      next.place = Run.Place.RUNNING;
      running++;
      admitted.add(next);
    }
    return admitted;
  }

  /** A short queue is for one thread; the longer it gets, the more threads help. */
  private int allowed() {
    return Math.min(atATime, 1 + queue.size() / QUEUE_PER_THREAD);
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
