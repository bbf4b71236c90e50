package io.kubernaut.metrics.registry.binders;

import io.kubernaut.core.runtime.ComponentState;
import io.kubernaut.core.runtime.ComponentStatus;
import io.kubernaut.core.runtime.Footprint;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformState;
import java.util.Locale;

/** A platform: its state, how each component fares, and what it takes from its host. */
record PlatformFigures(Platform platform) implements FigureSource {
  private static final Quantity STATE =
      Quantity.gauge("kubernaut.platform.state", "1 for the state that the platform is in");
  private static final Quantity UP =
      Quantity.gauge("kubernaut.component.up", "1 if the component runs");
  private static final Quantity RESTARTS =
      Quantity.counter("kubernaut.component.restarts", "How often the component was started again");
  private static final Quantity THREADS =
      Quantity.gauge("kubernaut.sdk.threads", "Threads of the platform's own");
  private static final Quantity THREAD_LIMIT =
      Quantity.gauge("kubernaut.sdk.threads.limit", "The most threads there may be");
  private static final Quantity TASKS =
      Quantity.gauge("kubernaut.sdk.tasks", "Tasks that wait in the scheduler");
  private static final Quantity QUEUED =
      Quantity.gauge("kubernaut.sdk.queued", "What waits for a thread");
  private static final Quantity REFUSED =
      Quantity.counter("kubernaut.sdk.refused", "Work that full executors and queues refused");
  private static final Quantity EVENTS =
      Quantity.counter("kubernaut.sdk.events", "Events that were published");
  private static final Quantity DROPPED =
      Quantity.counter("kubernaut.sdk.events.dropped", "Events that subscribers were too slow for");
  private static final Quantity BEANS =
      Quantity.gauge("kubernaut.sdk.mbeans", "Beans of the platform in JMX");

  @Override
  public void read(Figures into) {
    PlatformState now = platform.state();
    for (PlatformState state : PlatformState.values()) {
      into.add(STATE, state == now ? 1 : 0, "state", state.name().toLowerCase(Locale.ROOT));
    }
    for (ComponentStatus component : platform.components()) {
      boolean up = component.state() == ComponentState.RUNNING;
      into.add(UP, up ? 1 : 0, "component", component.name());
      into.add(RESTARTS, (double) component.restarts(), "component", component.name());
    }
    footprint(platform.footprint(), into);
    into.add(EVENTS, (double) platform.events().published());
  }

  private static void footprint(Footprint footprint, Figures into) {
    into.add(THREADS, footprint.threads());
    into.add(THREAD_LIMIT, footprint.threadLimit());
    into.add(TASKS, footprint.tasks());
    into.add(QUEUED, footprint.queued());
    into.add(REFUSED, (double) footprint.refused());
    into.add(DROPPED, (double) footprint.eventsDropped());
    into.add(BEANS, footprint.beans());
  }
}
