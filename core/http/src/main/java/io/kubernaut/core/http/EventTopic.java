package io.kubernaut.core.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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
 * A new client first gets the latest state of each name; one that comes back also gets the events
 * it missed, if they are among the last 60. So a client costs a mailbox of references, never a copy
 * and never a thread.
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

  /** How many events that each count are kept for clients that come back. */
  static final int MOST_KEPT = 60;

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final String name;
  private final Duration retry;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong farewells = new AtomicLong();

  // Guarded by this. Nothing is called out to while it is held.
  private final Set<EventSubscription> subscriptions = new LinkedHashSet<>();
  private final Map<String, Kept> states = new LinkedHashMap<>();
  private final Deque<Kept> occurrences = new ArrayDeque<>();
  private long lastId;
  private boolean closed;

  private record Kept(ServerEvent event, long id, ByteBuffer frame) {}

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
      keep(new Kept(event, lastId, frame));
      receivers = List.copyOf(subscriptions);
      receivers.forEach(receiver -> receiver.put(event, frame));
    }
    receivers.forEach(EventSubscription::drain);
  }

  private void keep(Kept kept) {
    if (kept.event().latestWins()) {
      keepState(kept);
    } else {
      occurrences.addLast(kept);
      if (occurrences.size() > MOST_KEPT) {
        occurrences.removeFirst();
      }
    }
  }

  private void keepState(Kept state) {
    states.remove(state.event().name());
    states.put(state.event().name(), state);
    if (states.size() > MOST_STATES) {
      states.remove(states.keySet().iterator().next());
    }
  }

  /**
   * Adds a client that has not seen anything yet.
   *
   * @param sink the client's connection, whose head has been sent
   * @return the subscription, for the server to watch over
   */
  public EventSubscription subscribe(EventSink sink) {
    return subscribe(sink, "");
  }

  /**
   * Adds a client. It first gets the retry hint and the latest states; one that comes back after a
   * lost connection also gets what happened since, of the last events that each count. If the topic
   * is closed, its stream ends at once.
   *
   * @param sink the client's connection, whose head has been sent
   * @param lastEventId what the client says in {@code Last-Event-ID}; anything that is no id of
   *     this topic, such as an empty text, makes it a new client
   * @return the subscription, for the server to watch over
   */
  public EventSubscription subscribe(EventSink sink, String lastEventId) {
    EventSubscription subscription = new EventSubscription(this, sink);
    boolean late;
    synchronized (this) {
      late = closed;
      subscription.putPlain(retryHint(retry.toMillis()));
      beginning(lastEventId).forEach(kept -> subscription.put(kept.event(), kept.frame()));
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

  /** In the order of ids, so that the last one a client has seen tells what it has not. */
  private List<Kept> beginning(String lastEventId) {
    List<Kept> first = new ArrayList<>(states.values());
    long seen = id(lastEventId);
    if (seen > 0 && seen <= lastId) {
      occurrences.stream().filter(event -> event.id() > seen).forEach(first::add);
    }
    first.sort(Comparator.comparingLong(Kept::id));
    return first;
  }

  private static long id(String text) {
    boolean number = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number && !text.isEmpty() ? Long.parseLong(text) : 0;
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
