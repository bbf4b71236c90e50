package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HttpLimits;

/**
 * How sending gets on: since when how many bytes have been under way. Written by whoever sends,
 * read by the watch.
 */
final class Progress {

  private static final long SECOND = 1_000_000_000L;

  private final HttpLimits limits;
  private volatile int underWay = -1;
  private volatile long since;
  private volatile long sent;

  Progress(HttpLimits limits) {
    this.limits = limits;
  }

  void begin(int bytes, long nanos) {
    since = nanos;
    underWay = bytes;
  }

  /** Called by the one who sends, so the sum needs no atomic addition. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void end() {
    sent += Math.max(0, underWay);
    underWay = -1;
  }

  boolean sending() {
    return underWay >= 0;
  }

  long sent() {
    return sent;
  }

  /** Tells whether the client has had the time it may take for what is under way. */
  boolean overdue(long nanos) {
    int bytes = underWay;
    return bytes >= 0 && nanos - since > allowed(limits, bytes);
  }

  /** The time for some bytes: a pause, and what they take at the least rate. */
  static long allowed(HttpLimits limits, long bytes) {
    int rate = limits.minimumBytesPerSecond();
    long transfer = rate == 0 ? 0 : bytes * SECOND / rate;
    return limits.stallTime().toNanos() + transfer;
  }
}
