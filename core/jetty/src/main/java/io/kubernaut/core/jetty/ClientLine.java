package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HttpLimits;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection as the {@link Watch} sees it: waiting for a request since some moment, or
 * busy with one.
 */
final class ClientLine {

  private final Connection connection;
  private final boolean reserved;

  private volatile @Nullable Serving serving;

  // Written when the line begins to wait, and by the watch; a reading that is one tick old does no
  // harm.
  private volatile long waitingSince;
  private volatile long bytesWhenWaiting;
  private volatile boolean headBegun;

  ClientLine(Connection connection, boolean reserved, long nanos) {
    this.connection = connection;
    this.reserved = reserved;
    this.waitingSince = nanos;
    // Who opens a connection has something to say: the time for the first head runs at once.
    this.headBegun = true;
  }

  /** Tells whether it is one beyond the limit, which is there for essential routes alone. */
  boolean reserved() {
    return reserved;
  }

  void busyWith(Serving serving) {
    this.serving = serving;
  }

  void waitAgain(long nanos) {
    bytesWhenWaiting = connection.getBytesIn();
    waitingSince = nanos;
    headBegun = false;
    serving = null;
  }

  long bytesIn() {
    return connection.getBytesIn();
  }

  boolean waiting() {
    return serving == null;
  }

  long waitingSince() {
    return waitingSince;
  }

  /** Cuts the line if its time is up. */
  void check(long nanos, HttpLimits limits) {
    Serving current = serving;
    if (current != null) {
      current.check(nanos);
      return;
    }
    if (!headBegun && connection.getBytesIn() != bytesWhenWaiting) {
      headBegun = true;
      waitingSince = nanos;
    }
    long allowed = (headBegun ? limits.headTime() : limits.idleTime()).toNanos();
    if (nanos - waitingSince > allowed) {
      cut();
    }
  }

  /** Says good-bye: an idle line is dropped, an event stream is told when to come back. */
  void leave() {
    Serving current = serving;
    if (current == null) {
      cutIfIdle();
    } else {
      current.leave();
    }
  }

  /** Drops the line unless it is busy, or a request has begun to come: that one gets an answer. */
  void cutIfIdle() {
    if (serving == null && connection.getBytesIn() == bytesWhenWaiting) {
      cut();
    }
  }

  /** Tells whether the client has gone; to be asked while a handler runs. */
  boolean hungUp() {
    return Hangup.by(connection.getEndPoint());
  }

  /** Drops the connection; whatever is being sent or read fails. */
  void cut() {
    connection.getEndPoint().close();
  }
}
