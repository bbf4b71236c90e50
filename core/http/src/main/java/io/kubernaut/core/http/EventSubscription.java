package io.kubernaut.core.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One client of an {@link EventTopic}: its mailbox, and the state of its connection.
 *
 * <p>One frame is under way at a time. Whoever changes something, be it the topic that put a frame
 * into the mailbox or the server that has sent one, drains the mailbox. The first to come does the
 * work and the others only add to a counter, which tells the first to look again; so frames keep
 * their order, no lock is held while the server is called, and a server that reports success within
 * the call leads to a loop and not to a recursion.
 *
 * <p>Safe for any thread.
 */
public final class EventSubscription {

  private static final ByteBuffer HEARTBEAT = ServerEvent.bytes(":\n\n");

  private final EventTopic topic;
  private final EventSink sink;
  private final AtomicInteger drains = new AtomicInteger();
  private final EventSink.Outcome outcome = new FrameOutcome();

  // Guarded by this.
  private final Deque<Frame> mailbox = new ArrayDeque<>(4);
  private boolean sending;
  private boolean ending;
  private boolean over;
  private long sends;
  private long watchedSends = -1;
  private long watchedSince;

  private record Frame(@Nullable String state, ByteBuffer bytes) {}

  private enum Step {
    WAIT,
    SEND,
    END
  }

  EventSubscription(EventTopic topic, EventSink sink) {
    this.topic = topic;
    this.sink = sink;
  }

  /** Puts an event into the mailbox, in place of an older state of the same name. */
  void put(ServerEvent event, ByteBuffer frame) {
    String state = event.latestWins() ? event.name() : null;
    synchronized (this) {
      if (state != null) {
        mailbox.removeIf(waiting -> state.equals(waiting.state()));
      }
      add(new Frame(state, frame));
    }
  }

  /** Puts bytes into the mailbox that nothing replaces. */
  void putPlain(ByteBuffer frame) {
    synchronized (this) {
      add(new Frame(null, frame));
    }
  }

  private void add(Frame frame) {
    if (over || ending) {
      return;
    }
    if (mailbox.size() >= EventTopic.MAILBOX) {
      mailbox.removeFirst();
      topic.countDrop();
    }
    mailbox.addLast(frame);
  }

  /** Sends what waits, unless another call is at it. */
  void drain() {
    int missed = drains.incrementAndGet();
    if (missed > 1) {
      return;
    }
    do {
      step();
      missed = drains.addAndGet(-missed);
    } while (missed != 0);
  }

  private void step() {
    ByteBuffer frame = null;
    Step step;
    synchronized (this) {
      step = next();
      if (step == Step.SEND) {
        frame = mailbox.removeFirst().bytes();
      }
    }
    if (frame != null) {
      sink.send(frame.duplicate(), outcome);
    } else if (step == Step.END) {
      topic.forget(this);
      sink.end();
    }
  }

  private Step next() {
    if (over || sending) {
      return Step.WAIT;
    }
    if (!mailbox.isEmpty()) {
      sending = true;
      sends++;
      return Step.SEND;
    }
    over = ending;
    return ending ? Step.END : Step.WAIT;
  }

  private final class FrameOutcome implements EventSink.Outcome {

    @Override
    public void sent() {
      synchronized (EventSubscription.this) {
        sending = false;
      }
      drain();
    }

    @Override
    public void failed() {
      abort();
    }
  }

  /**
   * Watches over the connection: a client to whom nothing was sent for a while gets a heartbeat, by
   * which a lost connection is noticed; one that does not take what was sent is dropped. To be
   * called every now and then, by one thread.
   *
   * @param nanos the reading of a monotonic clock
   * @param heartbeat how long a connection may be silent
   * @param stall how long a client may take for one event
   */
  public void watch(long nanos, Duration heartbeat, Duration stall) {
    boolean stalled;
    synchronized (this) {
      if (sends != watchedSends) {
        watchedSends = sends;
        watchedSince = nanos;
      }
      long quiet = nanos - watchedSince;
      stalled = sending && quiet >= stall.toNanos();
      if (!sending && quiet >= heartbeat.toNanos()) {
        add(new Frame(null, HEARTBEAT));
      }
    }
    if (stalled) {
      abort();
    } else {
      drain();
    }
  }

  /** Ends the stream after what waits in the mailbox and a hint when to come back. */
  public void end() {
    synchronized (this) {
      add(new Frame(null, topic.farewell()));
      ending = true;
    }
    drain();
  }

  /** Drops the client at once. Only the first call counts. */
  public void abort() {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      mailbox.clear();
    }
    topic.forget(this);
    sink.abort();
  }

  /**
   * Returns how many frames wait for this client.
   *
   * @return the size of the mailbox, which is bounded
   */
  public int waiting() {
    synchronized (this) {
      return mailbox.size();
    }
  }
}
