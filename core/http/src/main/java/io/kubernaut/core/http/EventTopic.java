package io.kubernaut.core.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream of events that many clients watch at once.
 *
 * <pre>{@code
 * EventTopic topic = EventTopic.named("console");
 * Route.get("/api/v1/events", Permission.of("console:read"), request -> Response.events(topic));
 * topic.publish(ServerEvent.state("health", json));
 * }</pre>
 *
 * <p>An event is encoded once, and all clients share the bytes. A client that reads slowly holds up
 * nobody: what it has not taken yet waits in its own bounded mailbox, where a newer state replaces
 * an older one of the same name; when the mailbox is full, the oldest event is dropped and counted.
 * A new client first gets the latest state of each name. So a client costs a mailbox of references,
 * never a copy and never a thread.
 *
 * <p>Safe for any thread. {@link #publish} does not wait for any client; it hands the bytes to the
 * server's non-blocking writes on the calling thread. A closed topic ends the streams of all
 * clients and takes no more events.
 */
public final class EventTopic implements AutoCloseable {

  /** How many events wait for one slow client. */
  static final int MAILBOX = 128;

  /** How many names of states are kept for new clients. */
  static final int MOST_STATES = 64;

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final String name;
  private final Duration retry;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong farewells = new AtomicLong();

  // Guarded by this. Nothing is called out to while it is held.
  private final Set<EventSubscription> subscriptions = new LinkedHashSet<>();
  private final Map<String, ByteBuffer> states = new LinkedHashMap<>();
  private long lastId;
  private boolean closed;

  private EventTopic(String name, Duration retry) {
    this.name = name;
    this.retry = retry;
  }

  /**
   * Returns a topic whose clients come back two seconds after a connection is lost.
   *
   * @param name what it is called in logs
   * @return the topic
   */
  public static EventTopic named(String name) {
    return new EventTopic(name, RETRY);
  }

  /**
   * Returns a topic without events and clients.
   *
   * @param name what it is called in logs
   * @param retry how long a client should wait before it comes back after a lost connection
   * @return the topic
   * @throws IllegalArgumentException if the wait is negative
   */
  public static EventTopic named(String name, Duration retry) {
    if (retry.isNegative()) {
      throw new IllegalArgumentException(
          "Retry of topic \"%s\" is negative: %s. Use a wait of some seconds."
              .formatted(name, retry));
    }
    return new EventTopic(name, retry);
  }

  /**
   * Returns the topic's name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Sends an event to all clients. Ignored when the topic is closed.
   *
   * @param event the event
   */
  public void publish(ServerEvent event) {
    List<EventSubscription> receivers;
    synchronized (this) {
      if (closed) {
        return;
      }
      ByteBuffer frame = event.frame(++lastId);
      if (event.latestWins()) {
        keep(event.name(), frame);
      }
      receivers = List.copyOf(subscriptions);
      receivers.forEach(receiver -> receiver.put(event, frame));
    }
    receivers.forEach(EventSubscription::drain);
  }

  private void keep(String state, ByteBuffer frame) {
    states.remove(state);
    states.put(state, frame);
    if (states.size() > MOST_STATES) {
      states.remove(states.keySet().iterator().next());
    }
  }

  /**
   * Adds a client. It first gets the retry hint and the latest states. If the topic is closed, its
   * stream ends at once.
   *
   * @param sink the client's connection, whose head has been sent
   * @return the subscription, for the server to watch over
   */
  public EventSubscription subscribe(EventSink sink) {
    EventSubscription subscription = new EventSubscription(this, sink);
    boolean late;
    synchronized (this) {
      late = closed;
      subscription.putHint(retryHint(retry.toMillis()));
      states.forEach(subscription::putState);
      if (!late) {
        subscriptions.add(subscription);
      }
    }
    if (late) {
      subscription.end();
    } else {
      subscription.drain();
    }
    return subscription;
  }

  void forget(EventSubscription subscription) {
    synchronized (this) {
      subscriptions.remove(subscription);
    }
  }

  void countDrop() {
    dropped.incrementAndGet();
  }

  /**
   * Returns the last word to a client: when to come back. Clients that are sent away together
   * should not all come back in the same moment, so each gets another wait, up to twice the usual
   * one.
   */
  ByteBuffer farewell() {
    long millis = retry.toMillis();
    return retryHint(millis + millis * (farewells.getAndIncrement() % 16) / 16);
  }

  private static ByteBuffer retryHint(long millis) {
    return ServerEvent.bytes("retry: " + millis + "\n\n");
  }

  /**
   * Returns how many clients are watching.
   *
   * @return the number of open subscriptions
   */
  public int subscribers() {
    synchronized (this) {
      return subscriptions.size();
    }
  }

  /**
   * Returns how many events were dropped because a client's mailbox was full. A state that was
   * replaced by a newer one does not count.
   *
   * @return the count since the topic was made
   */
  public long dropped() {
    return dropped.get();
  }

  /** Ends the streams of all clients, after what waits for them. Closing twice is harmless. */
  @Override
  public void close() {
    List<EventSubscription> leaving;
    synchronized (this) {
      closed = true;
      leaving = new ArrayList<>(subscriptions);
    }
    leaving.forEach(EventSubscription::end);
  }

  @Override
  public String toString() {
    return "topic " + name;
  }
}
