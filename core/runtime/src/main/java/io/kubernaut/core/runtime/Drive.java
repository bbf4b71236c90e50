package io.kubernaut.core.runtime;

import java.time.Duration;
import java.time.InstantSource;

/** What moves a platform: threads of its own, or a scheduler given from outside. */
sealed interface Drive {

  Scheduler scheduler();

  EventStream events();

  /** Returns how many tasks wait in a scheduler of its own. */
  int tasks();

  /** Returns how many events' deliveries wait. */
  int queued();

  /** Returns how many tasks were refused. */
  long refused();

  /** Runs no more tasks. */
  void closeScheduler(Duration budget);

  /** Takes no more events, and delivers those it has while there is time. */
  void closeEvents(Duration budget);

  /** Two threads for tasks, a timer, and two threads that serve the subscribers of events. */
  record Own(PooledScheduler scheduler, EventStream events, BoundedExecutor delivery)
      implements Drive {

    private static final int TASK_THREADS = 2;
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);
    private static final ExecutorLimits DELIVERY = new ExecutorLimits(2, 1_000);

    static Own create(PlatformThreads threads, int history, InstantSource clock) {
      BoundedExecutor delivery =
          new BoundedExecutor("events", DELIVERY, threads.factory("events"), () -> {});
      EventStream events = new EventStream(delivery, history);
      PooledScheduler scheduler =
          new PooledScheduler(
              threads,
              TASK_THREADS,
              STUCK_AFTER,
              (task, thread) ->
                  events.publish(new LifecycleEvent.TaskStuck(clock.instant(), task, thread)));
      return new Own(scheduler, events, delivery);
    }

    @Override
    public int tasks() {
      return scheduler.waiting();
    }

    @Override
    public int queued() {
      return delivery.queued();
    }

    @Override
    public long refused() {
      return scheduler.refused() + delivery.refused();
    }

    @Override
    public void closeScheduler(Duration budget) {
      scheduler.close(budget);
    }

    @Override
    public void closeEvents(Duration budget) {
      events.close();
      delivery.close(budget);
    }
  }

  /** A scheduler that belongs to somebody else, which delivers the events as well. */
  record Given(Scheduler scheduler, EventStream events) implements Drive {

    static Given create(Scheduler scheduler, int history) {
      return new Given(
          scheduler,
          new EventStream(task -> scheduler.once("event delivery", Duration.ZERO, task), history));
    }

    @Override
    public int tasks() {
      return 0;
    }

    @Override
    public int queued() {
      return 0;
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public void closeScheduler(Duration budget) {
      // It was here before this platform and may serve others after it.
    }

    @Override
    public void closeEvents(Duration budget) {
      events.close();
    }
  }
}
