package io.kubernaut.core.runtime;

import java.time.InstantSource;
import java.util.List;

/** The state a platform is in, announced whenever it changes. */
final class Standing {

  private final String platform;
  private final InstantSource clock;
  private final EventStream events;
  private volatile PlatformState state = PlatformState.STARTING;

  Standing(String platform, InstantSource clock, EventStream events) {
    this.platform = platform;
    this.clock = clock;
    this.events = events;
  }

  PlatformState state() {
    return state;
  }

  synchronized void enter(PlatformState next, List<String> lost) {
    PlatformState last = state;
    if (last != next) {
      state = next;
      events.publish(new LifecycleEvent.StateChanged(clock.instant(), platform, last, next, lost));
    }
  }
}
