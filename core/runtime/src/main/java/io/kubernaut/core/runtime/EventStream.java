package io.kubernaut.core.runtime;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What happens on a platform: a bounded stream of typed events, with the recent ones kept.
 *
 * <pre>{@code
 * try (Subscription deaths = platform.events().subscribe("pager", ComponentGivenUp.class, pager::page)) { … }
 * platform.events().since(now.minus(ofMinutes(15)));     // what changed?
 * }</pre>
 *
 * <p>Safe for any thread. {@link #publish} never blocks and never throws: each subscriber has a
 * bounded queue of its own and is served by other threads, one event at a time, in order. A
 * subscriber that is too slow loses its oldest events, and they are counted; one that throws goes
 * on with the next event. After the platform has closed, events are no longer taken, and the
 * history can still be read.
 */
public final class EventStream {

  private static final int QUEUE = 256;
  private static final int MOST_SUBSCRIBERS = 1_000;

  private final Executor executor;
  private final int historyLimit;
  private final Deque<PlatformEvent> history = new ArrayDeque<>();
  private final List<EventQueue<?>> subscribers = new CopyOnWriteArrayList<>();
  private final LongAdder published = new LongAdder();
  private final LongAdder droppedByGone = new LongAdder();
  private volatile boolean closed;

  EventStream(Executor executor, int historyLimit) {
    this.executor = executor;
    this.historyLimit = historyLimit;
  }

  /**
   * Publishes an event to every subscriber to its type.
   *
   * @param event what happened
   */
  public void publish(PlatformEvent event) {
    if (closed) {
      return;
    }
    published.increment();
    synchronized (history) {
      if (history.size() == historyLimit) {
        history.removeFirst();
      }
      history.addLast(event);
      // Offered under the lock, so that all subscribers see all events in the order of the history.
      subscribers.forEach(subscriber -> subscriber.offer(event));
    }
  }

  /**
   * Calls a listener with every event of a type from now on, with a queue of 256 events.
   *
   * @param <E> the type
   * @param name who listens, for logs
   * @param type the class or interface of the events
   * @param listener what to call; one event at a time, in order
   * @return the handle that ends it
   * @throws OverloadException if there are 1,000 subscribers already
   */
  public <E extends PlatformEvent> Subscription subscribe(
      String name, Class<E> type, Consumer<? super E> listener) {
    return subscribe(name, type, QUEUE, listener);
  }

  /**
   * Calls a listener with every event of a type from now on.
   *
   * @param <E> the type
   * @param name who listens, for logs
   * @param type the class or interface of the events
   * @param queue how many events may wait for the listener; more push out the oldest
   * @param listener what to call; one event at a time, in order
   * @return the handle that ends it
   * @throws IllegalArgumentException if the queue holds less than one event
   * @throws OverloadException if there are 1,000 subscribers already
   */
  public <E extends PlatformEvent> Subscription subscribe(
      String name, Class<E> type, int queue, Consumer<? super E> listener) {
    if (queue < 1) {
      throw new IllegalArgumentException(
          "Invalid queue of %d events for subscriber \"%s\": give at least 1."
              .formatted(queue, name));
    }
    EventQueue<E> subscriber = new EventQueue<>(name, type, queue, listener, executor, this::gone);
    synchronized (subscribers) {
      if (subscribers.size() == MOST_SUBSCRIBERS) {
        throw new OverloadException("event stream: subscribers", MOST_SUBSCRIBERS);
      }
      subscribers.add(subscriber);
    }
    return subscriber;
  }

  private void gone(EventQueue<?> subscriber) {
    if (subscribers.remove(subscriber)) {
      droppedByGone.add(subscriber.dropped());
    }
  }

  /**
   * Returns the kept events since a moment, oldest first: "what changed in the last 15 minutes".
   *
   * @param start the earliest moment
   * @return a copy
   */
  public List<PlatformEvent> since(Instant start) {
    return since(start, PlatformEvent.class);
  }

  /**
   * Returns the kept events of a type since a moment, oldest first.
   *
   * @param <E> the type
   * @param start the earliest moment
   * @param type the class or interface of the events
   * @return a copy
   */
  public <E extends PlatformEvent> List<E> since(Instant start, Class<E> type) {
    List<E> found = new ArrayList<>();
    for (PlatformEvent event : kept()) {
      if (type.isInstance(event) && !event.time().isBefore(start)) {
        found.add(type.cast(event));
      }
    }
    return List.copyOf(found);
  }

  private List<PlatformEvent> kept() {
    synchronized (history) {
      return List.copyOf(history);
    }
  }

  /**
   * Returns how many events were published.
   *
   * @return a count that only grows
   */
  public long published() {
    return published.sum();
  }

  /**
   * Returns how many events subscribers were too slow for.
   *
   * @return a count that only grows
   */
  public long dropped() {
    return droppedByGone.sum() + subscribers.stream().mapToLong(Subscription::dropped).sum();
  }

  int size() {
    synchronized (history) {
      return history.size();
    }
  }

  /** Takes no more events. What is queued is still delivered while the executor lives. */
  void close() {
    closed = true;
  }
}
