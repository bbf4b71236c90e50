package io.kubernaut.core.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lifeline of one start of one component. */
final class Tie implements Lifeline {

  /** How often a heartbeat is looked at, as a part of its length. */
  private static final int LOOKS = 4;

  private static final Duration SHORTEST_LOOK = Duration.ofMillis(1);

  private final Part part;
  private final Supervisor supervisor;
  private final MonotonicClock clock;
  private volatile long lastBeat;
  private Scheduler.@Nullable Scheduled watch;

  Tie(Part part, Supervisor supervisor, MonotonicClock clock) {
    this.part = part;
    this.supervisor = supervisor;
    this.clock = clock;
  }

  @Override
  public void failed(Throwable cause) {
    supervisor.died(part, this, cause);
  }

  @Override
  public boolean beat() {
    lastBeat = clock.nanos();
    return part.tie == this;
  }

  /** Begins to expect beats. */
  void watch(Scheduler scheduler) {
    Duration heartbeat = part.component.heartbeat();
    if (!heartbeat.isZero()) {
      lastBeat = clock.nanos();
      Duration look = heartbeat.dividedBy(LOOKS);
      look = look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look;
      watch = scheduler.every("heartbeat of " + part.name, look, () -> look(heartbeat));
    }
  }

  private void look(Duration heartbeat) {
    if (clock.nanos() - lastBeat > heartbeat.toNanos()) {
      supervisor.died(part, this, new StuckException(part.name, heartbeat));
    }
  }

  void cut() {
    if (watch != null) {
      watch.close();
    }
  }
}
