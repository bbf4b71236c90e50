package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.runtime.MonotonicClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows all connections and holds all limits of time and number, so that they stand in one place.
 *
 * <p>A server is brought down cheaply by clients that hold on to what is scarce: a connection with
 * half a request, a thread that waits for bytes, memory for an answer nobody takes. Here waiting
 * costs no thread, and a tick some times a second looks at every connection: at one that waits, how
 * long its head has been coming; at one that is busy, how its {@link Serving} gets on.
 *
 * <p>When a connection comes for which there is no place, the one that has waited longest without a
 * request is closed for it. So somebody who only holds connections cannot lock others out: each has
 * its turn as long as it says what it wants before all places have changed hands. When all are busy
 * there is none to close: then there are {@value #RESERVED} more, on which only essential routes
 * are answered, so that a probe comes through. They are never busy for long, as those routes do not
 * block and everything else is refused there; so there is always one to be had in turn.
 */
final class Watch implements Connection.Listener {

  /** Connections beyond the limit, for essential routes alone. */
  static final int RESERVED = 8;

  private static final Logger LOG = LoggerFactory.getLogger(JettyServer.class);

  private final HttpLimits limits;
  private final MonotonicClock clock;
  private final Map<Connection, ClientLine> lines = new ConcurrentHashMap<>();
  private final AtomicInteger ordinary = new AtomicInteger();
  private final AtomicInteger reserved = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean draining;

  Watch(HttpLimits limits, MonotonicClock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  // Connections

  @Override
  public void onOpened(Connection connection) {
    boolean beyond = !admit(ordinary, limits.connections() + streams.get(), false);
    if (beyond && !admit(reserved, RESERVED, true)) {
      connection.getEndPoint().close();
      return;
    }
    lines.put(connection, new ClientLine(connection, beyond, clock.nanos()));
    if (!connection.getEndPoint().isOpen()) {
      onClosed(connection);
    }
  }

  /** Takes a place, if need be that of a line that waits. */
  private boolean admit(AtomicInteger taken, int most, boolean amongReserved) {
    int now = taken.get();
    while (now < most) {
      if (taken.compareAndSet(now, now + 1)) {
        return true;
      }
      now = taken.get();
    }
    boolean room = makeRoom(amongReserved);
    taken.addAndGet(room ? 1 : 0);
    return room;
  }

  private boolean makeRoom(boolean amongReserved) {
    return lines.values().stream()
        .filter(line -> line.waiting() && line.reserved() == amongReserved)
        .min(Comparator.comparingLong(line -> line.waitingSince() - clock.nanos()))
        .map(
            line -> {
              line.cut();
              return true;
            })
        .orElse(false);
  }

  @Override
  public void onClosed(Connection connection) {
    ClientLine closed = lines.remove(connection);
    if (closed != null) {
      (closed.reserved() ? reserved : ordinary).decrementAndGet();
    }
  }

  /** Returns the connections that are open, those of event streams not counted. */
  int connections() {
    return lines.size() - streams.get();
  }

  ClientLine line(Request request) {
    Connection connection = request.getConnectionMetaData().getConnection();
    ClientLine known = lines.get(connection);
    // A connection that is just being closed is no longer known; its request fails by itself.
    return known == null ? new ClientLine(connection, false, clock.nanos()) : known;
  }

  // Event streams

  boolean takeStream() {
    if (streams.incrementAndGet() <= limits.eventStreams()) {
      return true;
    }
    streams.decrementAndGet();
    return false;
  }

  void freeStream() {
    streams.decrementAndGet();
  }

  int streams() {
    return streams.get();
  }

  // Time

  /** How often to look: a few times within the shortest limit. */
  Duration interval() {
    long shortest =
        Math.min(
            Math.min(limits.headTime().toMillis(), limits.requestTime().toMillis()),
            Math.min(limits.stallTime().toMillis(), limits.idleTime().toMillis()));
    return Duration.ofMillis(Math.max(5, Math.min(1_000, shortest / 4)));
  }

  void tick() {
    long now = clock.nanos();
    for (ClientLine line : lines.values()) {
      try {
        line.check(now, limits);
        if (draining) {
          line.cutIfIdle();
        }
      } catch (RuntimeException unexpected) {
        LOG.warn("Cannot check a connection; it is closed", unexpected);
        line.cut();
      }
    }
  }

  // Draining

  boolean draining() {
    return draining;
  }

  void begin() {
    inFlight.incrementAndGet();
  }

  void end() {
    if (inFlight.decrementAndGet() == 0 && draining) {
      drained.countDown();
    }
  }

  /** Ends what may be ended at once, and waits for the rest; tells whether it came to its end. */
  boolean drain(Duration budget) throws InterruptedException {
    draining = true;
    if (inFlight.get() == 0) {
      drained.countDown();
    }
    lines.values().forEach(ClientLine::leave);
    return drained.await(budget.toNanos(), TimeUnit.NANOSECONDS);
  }
}
